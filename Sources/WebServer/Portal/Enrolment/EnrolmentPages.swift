import Hummingbird
import Proofing

/// The pages around a kept face: enrolling, having enrolled, and having it erased.
struct EnrolmentPages: Sendable {
    private let renderer: PageRenderer
    private let tenant: TenantPresentation
    private var text: Catalogue { renderer.text }

    init(_ renderer: PageRenderer, _ tenant: TenantPresentation) {
        self.renderer = renderer
        self.tenant = tenant
    }

    static func path(_ tenant: TenantPresentation) -> String { "\(tenant.startPath)/enrol" }

    struct StartContent {
        let typed: String
        let problem: String?
        let action: String
    }

    func start(problem: String? = nil, typed: String = "") -> Page<StartContent> {
        Page(
            template: "portal/enrol", title: text("enrol.title"), stage: "enrol", steps: StepLine(.account, text),
            content: StartContent(
                typed: String(typed.prefix(254)), problem: problem.map { text($0) },
                action: "\(Self.path(tenant))/start"))
    }

    struct EnrolledContent {
        let sentence: String
        let signIn: String
        let withdraw: String
    }

    /// - Parameter isLate: it began as a sign-in that Entra did not wait for.
    func enrolled(door: ClaimantDoor, isLate: Bool) throws -> Response {
        try renderer.response(
            Page(
                template: "portal/enrolled", title: text("enrolled.title"), stage: "finished", role: "capturing",
                steps: StepLine(.done, text),
                content: EnrolledContent(
                    sentence: text(isLate ? "enrolled.late" : "enrolled.text"),
                    signIn: tenant.signInAddress.absoluteString, withdraw: "\(door.path)/withdraw")))
    }

    struct WithdrawContent {}

    func withdraw() throws -> Response {
        try renderer.response(
            Page(
                template: "portal/withdraw", title: text("withdraw.title"), stage: "withdraw", scripts: ["withdraw.js"],
                words: text.words("withdraw"), content: WithdrawContent()))
    }
}
