import Hummingbird
import Proofing

/// The last step's pages.
struct PassPage {
    private let renderer: PageRenderer
    private let tenant: TenantPresentation
    private var text: Catalogue { renderer.text }

    init(_ renderer: PageRenderer, _ tenant: TenantPresentation) {
        self.renderer = renderer
        self.tenant = tenant
    }

    struct ReadyContent {
        let heading: String
        let sentence: String
        let button: String
        let wasShown: Bool
        /// Seconds after which the page asks again by itself; nil waits for the person.
        var again: Int?
    }

    func ready(isReturning: Bool) throws -> Response {
        try ask(
            stage: "passReady",
            ReadyContent(
                heading: text("pass.ready.title"), sentence: text("pass.ready.text"), button: text("pass.show"),
                wasShown: false))
    }

    /// The code stood on an earlier page. It is not kept, so it cannot be shown again: a new one replaces it.
    func shown() throws -> Response {
        try ask(
            stage: "passShown",
            ReadyContent(
                heading: text("pass.shown.title"), sentence: text("pass.shown.text"), button: text("pass.new"),
                wasShown: true))
    }

    func wait(seconds: Int) throws -> Response {
        try ask(
            stage: "passReady",
            ReadyContent(
                heading: text("pass.wait.title"), sentence: text("pass.wait.text"), button: text("pass.wait.again"),
                wasShown: false, again: max(1, seconds)))
    }

    private func ask(stage: String, _ content: ReadyContent) throws -> Response {
        try renderer.response(
            Page(
                template: "portal/pass-ready", title: content.heading, stage: stage, role: "capturing",
                steps: StepLine(.pass, text), scripts: ["pass.js"], content: content))
    }

    struct PassContent {
        let code: String
        let lifetime: String
        let signInName: String
        let signIn: String
        let securityInfo: String
    }

    func pass(_ pass: IssuedPass, signInName: String) throws -> Response {
        try renderer.response(
            Page(
                template: "portal/pass", title: text("pass.title"), stage: "pass", role: "capturing",
                steps: StepLine(.done, text), scripts: ["pass.js"], words: text.words("pass"),
                content: PassContent(
                    code: pass.code.reveal(), lifetime: text.count("pass.lifetime", pass.lifetimeInMinutes),
                    signInName: signInName,
                    signIn: tenant.signInAddress.absoluteString, securityInfo: tenant.securityInfoAddress.absoluteString
                )))
    }

    struct FinishedContent {
        let signIn: String
        let securityInfo: String
    }

    func finished() throws -> Response {
        try renderer.response(
            Page(
                template: "portal/finished", title: text("finished.title"), stage: "finished", role: "capturing",
                steps: StepLine(.done, text),
                content: FinishedContent(
                    signIn: tenant.signInAddress.absoluteString, securityInfo: tenant.securityInfoAddress.absoluteString
                )))
    }
}
