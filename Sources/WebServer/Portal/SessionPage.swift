import HTTPTypes
import Hummingbird
import Proofing

/// Which page belongs to a view.
struct SessionPage {
    let view: ClaimantView
    let device: DeviceName
    let renderer: PageRenderer
    let tenant: TenantPresentation
    var door = ClaimantDoor.portal
    var waiting: Waiting?

    private var text: Catalogue { renderer.text }
    private var clock: [String] { waiting == nil ? [] : ["countdown.js"] }
    private var clockWords: [Catalogue.Word] { waiting == nil ? [] : text.words("waiting") }

    func response() throws -> Response {
        switch view.stage {
        case .consent where !view.isFollowing: try consent()
        case .chooseDevice where !view.isFollowing: try chooseDevice()
        case .document where view.isCapturingDevice: try document()
        case .face where view.isCapturingDevice: try face()
        case .deciding where view.isCapturingDevice: try deciding()
        case .question where view.question != nil: try question()
        case .passReady where view.isCapturingDevice:
            try PassPage(renderer, tenant).ready(isReturning: view.isReturning)
        case .passShown where view.isCapturingDevice: try PassPage(renderer, tenant).shown()
        case .finished where view.isCapturingDevice && view.purpose == .enrolment:
            try EnrolmentPages(renderer, tenant).enrolled(door: .portal, isLate: false)
        case .finished where view.isCapturingDevice: try PassPage(renderer, tenant).finished()
        case .consent, .chooseDevice, .document, .face, .deciding, .question, .passReady, .passShown, .finished,
            .answerReady:
            try following()
        case .noAutomaticAnswer: try Self.noAutomaticAnswer(renderer, reference: view.reference)
        case .expired: try Self.expired(renderer)
        }
    }

    private func consent() throws -> Response {
        try renderer.response(
            Page(
                template: "portal/consent", title: text("consent.title"), stage: view.stage.rawValue,
                steps: StepLine(.account, completed: true, text), scripts: clock, words: clockWords, base: door.path,
                waiting: waiting, content: ConsentText(view, text)))
    }

    struct ChooseContent {
        let isHandheld: Bool
        let reference: String
    }

    private func chooseDevice() throws -> Response {
        let title = text(device.isHandheld ? "choose.handheld.title" : "choose.title")
        return try renderer.response(
            Page(
                template: "portal/choose", title: title, stage: view.stage.rawValue,
                steps: StepLine(.account, completed: true, text), scripts: ["handover.js", "follow.js"],
                words: text.words("handover"),
                content: ChooseContent(isHandheld: device.isHandheld, reference: view.reference)))
    }

    struct CaptureContent {
        let kinds: String
        let left: String
        let isReturning: Bool
    }

    private func document() throws -> Response {
        let kinds = DocumentPolicy.Kind.allCases.filter(view.acceptedDocuments.contains).map {
            text("document.kind.\($0.rawValue)")
        }
        return try renderer.response(
            Page(
                template: "portal/document", title: text("document.title"), stage: view.stage.rawValue,
                role: "capturing",
                steps: StepLine(.document, text), scripts: ["document.js"] + clock,
                words: text.words("hint", "document", "camera") + clockWords,
                usesCamera: true, base: door.path, waiting: waiting,
                content: CaptureContent(
                    kinds: kinds.joined(separator: text("list.or")),
                    left: text.count("document.left", view.documentPicturesLeft),
                    isReturning: false)))
    }

    private func face() throws -> Response {
        try renderer.response(
            Page(
                template: "portal/face", title: text("face.title"), stage: view.stage.rawValue, role: "capturing",
                steps: StepLine(.face, text), scripts: ["face.js"] + clock,
                words: text.words("hint", "face", "pose", "camera") + clockWords,
                usesCamera: true, base: door.path, waiting: waiting,
                content: CaptureContent(
                    kinds: "", left: text.count("face.left", view.faceChallengesLeft), isReturning: view.isReturning)))
    }

    private func deciding() throws -> Response {
        try renderer.response(
            Page(
                template: "portal/deciding", title: text("deciding.title"), stage: view.stage.rawValue,
                role: "capturing",
                steps: StepLine(.pass, text), scripts: ["follow.js"] + clock, words: clockWords, base: door.path,
                waiting: waiting, content: EndContent(reference: view.reference)))
    }

    private func question() throws -> Response {
        guard let question = view.question else { return try following() }
        return try renderer.response(
            Page(
                template: "portal/question", title: text("question.title"), stage: view.stage.rawValue,
                role: "capturing", steps: StepLine(.pass, text), base: door.path,
                content: QuestionContent(question, reference: view.reference, text)))
    }

    private func following() throws -> Response {
        try renderer.response(
            Page(
                template: "portal/following", title: text("following.title"), stage: view.stage.rawValue,
                role: "following",
                scripts: ["follow.js"], content: FollowingContent(view.stage, reference: view.reference, text)))
    }

    struct EndContent { let reference: String }

    static func noAutomaticAnswer(_ renderer: PageRenderer, reference: String) throws -> Response {
        try renderer.response(
            Page(
                template: "portal/no-answer", title: renderer.text("noAnswer.title"),
                stage: ClaimantView.Stage.noAutomaticAnswer.rawValue, content: EndContent(reference: reference)))
    }

    static func expired(_ renderer: PageRenderer) throws -> Response {
        try renderer.response(
            Page(template: "portal/expired", title: renderer.text("expired.title"), stage: "expired", content: ()),
            status: .notFound)
    }
}
