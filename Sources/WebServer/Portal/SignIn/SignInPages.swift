import Foundation
import HTTPTypes
import Hummingbird
import OpenIDProvider
import Proofing

/// The pages of somebody whom Entra sent over. Consent, document and face are those of every session, with Entra's clock.
struct SignInPages: Sendable {
    let renderer: PageRenderer
    let tenant: TenantPresentation
    /// Microsoft's, where forms on these pages may go.
    let redirectAddress: String

    private var text: Catalogue { renderer.text }
    private static let path = ClaimantDoor.signIn.path

    func page(_ view: ClaimantView, device: DeviceName, now: Date) throws -> Response {
        let isAwaited = view.signIn?.isAwaited == true
        switch view.stage {
        case .answerReady:
            return try goOn("answerReady", to: "\(Self.path)/answer", [])
        case .noAutomaticAnswer: return try noAnswer(view)
        case .finished where view.purpose == .externalAuthentication: return try signedIn()
        case .finished: return try EnrolmentPages(renderer, tenant).enrolled(door: .signIn, isLate: true)
        case .expired: return try over()
        case .consent, .chooseDevice, .document, .face, .deciding, .question, .passReady, .passShown:
            let waiting = try isAwaited ? Waiting(view, now: now, text) : nil
            let pages = SessionPage(
                view: view, device: device, renderer: renderer, tenant: tenant, door: .signIn, waiting: waiting)
            return try pages.response().openToOpeners()
        }
    }

    // MARK: Back to Entra

    struct AnswerContent {
        let heading: String
        let sentence: String
        let button: String
        let action: String
        let fields: [FormAnswer.Field]
    }

    /// The form that carries an answer to Entra. It goes to Microsoft's address and, by the page's policy, nowhere else.
    func answer(_ answer: FormAnswer) throws -> Response {
        try goOn("answer", to: answer.action, answer.fields)
    }

    /// A page whose script sends its form at once; the button is for browsers without it.
    private func goOn(_ name: String, to action: String, _ fields: [FormAnswer.Field]) throws -> Response {
        let content = AnswerContent(
            heading: text("signIn.\(name).title"), sentence: text("signIn.\(name).text"),
            button: text("signIn.\(name).button"), action: action, fields: fields)
        let response = try renderer.response(
            Page(
                template: "portal/answer", title: content.heading, stage: name, scripts: ["answer.js"], content: content
            ))
        return (fields.isEmpty ? response : response.sendingForms(to: redirectAddress)).openToOpeners()
    }

    // MARK: Ends

    struct EndContent {
        let heading: String
        let sentence: String
        var next: String?
        var code: String?
        var correlation: String?
        /// A form back to Entra, or to our own address that makes one.
        var action: String?
        var fields: [FormAnswer.Field] = []
        var button: String?
        var isAutomatic = false
        var startAgain: String?
        /// Who is signed in has nothing to start again.
        var isSignedIn = false
        var enrol: String?
        var withdraw: String?
    }

    /// What Entra sent cannot be taken. The code and the request's id are for whoever has to mend it; where another method is
    /// all that helps, the person goes back to Entra at once.
    func refused(_ refusal: Refusal, requestID: String) throws -> Response {
        var content = EndContent(
            heading: text("signIn.refused.\(refusal.code.kind.rawValue)"), sentence: refusal.sentence,
            code: refusal.code.rawValue, correlation: requestID)
        content.isAutomatic = refusal.code.kind == .otherMethod
        return try end(content, "refused", refusal.answer, status: refusal.answer == nil ? .badRequest : .ok)
    }

    func turnedAway(_ obstacle: SignInObstacle, _ answer: FormAnswer, correlation: String) throws -> Response {
        var content = EndContent(
            heading: text("signIn.obstacle.\(obstacle.rawValue).title"),
            sentence: text("signIn.obstacle.\(obstacle.rawValue).text"), code: obstacle.rawValue,
            correlation: correlation)
        if obstacle == .notEnrolled { content.enrol = EnrolmentPages.path(tenant) }
        // Nobody listens any more: only a new sign-in helps.
        return try end(content, "turnedAway", obstacle == .tooLate ? nil : answer)
    }

    /// Entra has given up, or there is no session: an honest page, and the way to a new beginning.
    func over() throws -> Response {
        try end(
            EndContent(heading: text("signIn.over.title"), sentence: text("signIn.over.text")), "expired", nil,
            status: .notFound)
    }

    func withdrawn() throws -> Response {
        try end(
            EndContent(
                heading: text("withdraw.erased.title"), sentence: text("withdraw.done"),
                enrol: EnrolmentPages.path(tenant)),
            "withdrawn", nil)
    }

    private func signedIn() throws -> Response {
        try end(
            EndContent(
                heading: text("signIn.finished.title"), sentence: text("signIn.finished.text"), isSignedIn: true,
                withdraw: "\(Self.path)/withdraw"), "finished", nil)
    }

    /// Not recognised, or a person has to look first: the same words, for the same reason as everywhere.
    private func noAnswer(_ view: ClaimantView) throws -> Response {
        let isCase = view.purpose == .enrolment
        var content = EndContent(
            heading: text("signIn.noAnswer.title"), sentence: text("signIn.noAnswer.text"),
            next: isCase ? text("signIn.noAnswer.later") : nil)
        content.correlation = view.reference
        if view.signIn?.isAwaited == true {
            content.action = "\(Self.path)/answer"
            content.button = text("signIn.back")
        }
        return try end(content, ClaimantView.Stage.noAutomaticAnswer.rawValue, nil)
    }

    private func end(
        _ content: EndContent, _ stage: String, _ answer: FormAnswer?, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var content = content
        if let answer {
            content.action = answer.action
            content.fields = answer.fields
            content.button = text("signIn.back")
        }
        if content.action == nil, !content.isSignedIn { content.startAgain = tenant.signInAddress.absoluteString }
        let response = try renderer.response(
            Page(
                template: "portal/sign-in-end", title: content.heading, stage: stage,
                scripts: content.isAutomatic ? ["answer.js"] : [], content: content), status: status)
        return (answer == nil ? response : response.sendingForms(to: redirectAddress)).openToOpeners()
    }
}

/// Entra's clock, as a page shows it.
struct Waiting {
    /// Seconds until Entra gives up, rounded down: better to be early than late.
    let seconds: Int
    /// "4:12"
    let clock: String
    let label: String
    /// Whose account it is about, in Entra's own words.
    let name: String?
    /// What follows when the time is over: "leave" shows that it is, "stay" lets the person finish.
    let late: String

    init(_ view: ClaimantView, now: Date, _ text: Catalogue) throws {
        let signIn = view.signIn
        seconds = max(0, Int((signIn?.deadline.timeIntervalSince(now) ?? 0).rounded(.down)))
        clock = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
        label = text("waiting.label")
        name = try signIn.flatMap { try KeptRequest.decode($0.request).shownName }
        late = signIn?.way == .fullProof ? "stay" : "leave"
    }
}

extension Response {
    /// The policy of every page, but for the one address that its form goes to.
    func sendingForms(to address: String) -> Response {
        var response = self
        response.headers[.contentSecurityPolicy] = SecurityHeaders.contentPolicy(formsTo: address)
        return response
    }

    /// An application may have opened the sign-in in a window of its own, and waits for it. A page that cuts the tie to its
    /// opener would leave it waiting (HTML standard, cross-origin opener policies).
    func openToOpeners() -> Response {
        var response = self
        response.headers[.openerPolicy] = "unsafe-none"
        return response
    }
}
