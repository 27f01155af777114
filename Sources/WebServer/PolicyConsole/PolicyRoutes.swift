import ClaimsMatching
import Foundation
import Hummingbird
import Proofing

/// Where policies are looked at, proposed, agreed to and rejected.
struct PolicyRoutes: Sendable {
    let desk: any PolicyServing
    let trial: any PolicyTrialServing
    let door: ConsoleGate
    let renderer: PageRenderer
    let time: any TimeSource
    let bodies: BodyReader

    func addRoutes(to router: Router<WebContext>) {
        router.get("/console/policies", use: door.signedIn(list))
        router.get("/console/policies/change", use: door.signedIn(edit))
        router.post("/console/policies/change", use: door.signedIn(propose))
        router.get("/console/policies/:number", use: door.signedIn(show))
        router.get("/console/policies/:number/trial", use: door.signedIn(simulate))
        router.post("/console/policies/:number/agree", use: door.signedIn(agree))
        router.post("/console/policies/:number/reject", use: door.signedIn(reject))
    }

    @Sendable private func list(_ request: Request, _ context: WebContext, _ editor: ReviewerSession) async throws
        -> Response
    {
        let versions = try await desk.versions(editor)
        return try renderer.response(
            Page(
                template: "console/policies", title: renderer.text("policy.list.title"), stage: "policies",
                scripts: ["console.js"],
                content: PolicyListPage(versions, visitor: editor, now: time.now, renderer.text)))
    }

    @Sendable private func show(_ request: Request, _ context: WebContext, _ editor: ReviewerSession) async throws
        -> Response
    {
        try await versionPage(try number(context), editor)
    }

    private func versionPage(
        _ number: Int, _ editor: ReviewerSession, problem: String? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let version = try await desk.version(number, for: editor)
        var base: PolicyVersion?
        if let number = version.base { base = try await desk.version(number, for: editor) }
        // What is over has no consequences to warn of.
        let warnings =
            [.proposed, .active].contains(version.state) ? try await trial.warnings(about: number, for: editor) : []
        let content = try PolicyVersionPage(
            version, over: base, warnings: warnings, visitor: editor, now: time.now, problem: problem, renderer.text)
        return try renderer.response(
            Page(
                template: "console/policy", title: renderer.text("policy.title", ["number": String(number)]),
                stage: "policy", scripts: ["console.js"], content: content), status: status)
    }

    @Sendable private func simulate(_ request: Request, _ context: WebContext, _ editor: ReviewerSession) async throws
        -> Response
    {
        let number = try number(context)
        let report: SimulationReport
        do {
            report = try await trial.simulate(number, for: editor)
        } catch PolicyChangeError.alreadyJudged {
            return try await refused(number, editor, "alreadyJudged")
        }
        return try renderer.response(
            Page(
                template: "console/policy-trial",
                title: renderer.text("policy.trial.of", ["number": String(number)]), stage: "policy-trial",
                scripts: ["console.js"],
                content: PolicyTrialPage(report, of: number, visitor: editor, now: time.now, renderer.text)))
    }

    // MARK: Proposing

    private struct Proposal: Decodable {
        let text: String
        let reason: String
    }

    @Sendable private func edit(_ request: Request, _ context: WebContext, _ editor: ReviewerSession) async throws
        -> Response
    {
        // Asked for by role before anything is shown.
        _ = try await desk.versions(editor)
        var text = try await desk.inForce().text
        let wishes = request.uri.queryParameters
        // Links from elsewhere may come here too: nothing is more than a text to look at until it is sent.
        if let policy = wishes["policy"].map(String.init),
            let preset = wishes["preset"].flatMap({ MatchPreset(rawValue: String($0)) })
        {
            text = PolicyText.text(text, ofPolicy: policy, from: preset) ?? text
        }
        return try editPage(PolicyEditPage(text: text, visitor: editor, renderer.text))
    }

    @Sendable private func propose(_ request: Request, _ context: WebContext, _ editor: ReviewerSession) async throws
        -> Response
    {
        let form = try await bodies.form(Proposal.self, request, upTo: Self.textBytes)
        // Browsers send line ends as CR LF.
        let text = form.text.replacing("\r\n", with: "\n")
        do {
            let version = try await desk.propose(text, reason: form.reason, by: editor)
            return .seeOther("/console/policies/\(version.number)")
        } catch let error as PolicyChangeError {
            var faults: [PolicyFault] = []
            let problem: String
            switch error {
            case .faulty(let errors):
                faults = errors.faults
                problem = renderer.text.count("policy.problem.faulty", faults.count)
            case .unchanged: problem = renderer.text("policy.problem.unchanged")
            case .reasonMissing: problem = renderer.text("policy.problem.reasonMissing")
            default: throw error
            }
            return try editPage(
                PolicyEditPage(
                    text: text, reason: form.reason, visitor: editor, problem: problem, faults: faults, renderer.text),
                status: .unprocessableContent)
        }
    }

    private func editPage(_ content: PolicyEditPage, status: HTTPResponse.Status = .ok) throws -> Response {
        try renderer.response(
            Page(
                template: "console/policy-change", title: renderer.text("policy.change.title"), stage: "policy-change",
                scripts: ["console.js"], content: content), status: status)
    }

    /// Bytes of a policy file with its form around it.
    private static let textBytes = 256 << 10

    // MARK: Judging

    @Sendable private func agree(_ request: Request, _ context: WebContext, _ editor: ReviewerSession) async throws
        -> Response
    {
        try await judge(context, editor) { try await desk.agree(to: $0, by: editor) }
    }

    @Sendable private func reject(_ request: Request, _ context: WebContext, _ editor: ReviewerSession) async throws
        -> Response
    {
        try await judge(context, editor) { try await desk.reject($0, by: editor) }
    }

    private func judge(
        _ context: WebContext, _ editor: ReviewerSession, _ judge: (Int) async throws -> Void
    ) async throws -> Response {
        let number = try number(context)
        do {
            try await judge(number)
        } catch PolicyChangeError.ownProposal {
            return try await refused(number, editor, "ownProposal")
        } catch PolicyChangeError.overtaken {
            return try await refused(number, editor, "overtaken")
        } catch PolicyChangeError.alreadyJudged {
            return try await refused(number, editor, "alreadyJudged")
        }
        return .seeOther("/console/policies/\(number)")
    }

    private func refused(_ number: Int, _ editor: ReviewerSession, _ code: String) async throws -> Response {
        try await versionPage(number, editor, problem: renderer.text("policy.problem.\(code)"), status: .conflict)
    }

    private func number(_ context: WebContext) throws -> Int {
        guard let number = context.parameters.get("number").flatMap(Int.init), number > 0 else {
            throw HTTPError(.notFound)
        }
        return number
    }
}
