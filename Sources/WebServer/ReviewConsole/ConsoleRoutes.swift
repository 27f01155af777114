import Foundation
import HTTPTypes
import Hummingbird
import Proofing

/// The review desk. Every address but the sign-in needs a signed-in reviewer: a handler gets one or is not called.
struct ConsoleRoutes: Sendable {
    let desk: any ReviewServing
    let renderer: PageRenderer
    let time: any TimeSource
    let gate: RateGate
    let bodies: BodyReader

    private var door: ConsoleGate { ConsoleGate(desk: desk) }

    func addRoutes(to router: Router<WebContext>) {
        SignInRoutes(desk: desk, renderer: renderer, gate: gate, bodies: bodies).addRoutes(to: router)
        router.get("/console", use: signedIn(start))
        router.get("/console/decided", use: signedIn(decided))
        router.get("/console/cases/:id", use: signedIn(showCase))
        router.get("/console/cases/:id/pictures/:kind", use: signedIn(picture))
        router.post("/console/cases/:id/confirm", use: signedIn(confirm))
        // Reloaded without the form: back to the case.
        router.get("/console/cases/:id/confirm") { _, context in
            Response.seeOther("/console/cases/\(try caseID(context).rawValue)")
        }
        router.post("/console/cases/:id/decision", use: signedIn(decide))
    }

    private func signedIn(_ handler: @escaping ConsoleGate.Handler) -> ConsoleGate.Route { door.signedIn(handler) }

    // MARK: Lists

    @Sendable private func start(_ request: Request, _ context: WebContext, _ reviewer: ReviewerSession) async throws
        -> Response
    {
        switch reviewer.role {
        case .reviewer: try await queue(request, context, reviewer)
        case .policyAdministrator: .seeOther("/console/policies")
        }
    }

    private func queue(_ request: Request, _ context: WebContext, _ reviewer: ReviewerSession) async throws
        -> Response
    {
        let order = QueueOrder(request.uri.queryParameters)
        let cases = try await desk.queue(reviewer)
        return try renderer.response(
            Page(
                template: "console/queue", title: renderer.text("console.queue.title"), stage: "queue",
                scripts: ["console.js"],
                content: QueuePage(cases, order: order, reviewer: reviewer, now: time.now, renderer.text)))
    }

    @Sendable private func decided(_ request: Request, _ context: WebContext, _ reviewer: ReviewerSession) async throws
        -> Response
    {
        let cases = try await desk.decided(reviewer)
        return try renderer.response(
            Page(
                template: "console/decided", title: renderer.text("console.decided.title"), stage: "decided",
                scripts: ["console.js"],
                content: DecidedPage(cases, reviewer: reviewer, now: time.now, renderer.text)))
    }

    // MARK: One case

    private func caseID(_ context: WebContext) throws -> CaseID {
        guard let id = context.parameters.get("id").flatMap(CaseID.init(rawValue:)) else { throw HTTPError(.notFound) }
        return id
    }

    @Sendable private func showCase(_ request: Request, _ context: WebContext, _ reviewer: ReviewerSession) async throws
        -> Response
    {
        try await casePage(try caseID(context), reviewer)
    }

    private func casePage(
        _ id: CaseID, _ reviewer: ReviewerSession, problem: String? = nil, note: String = "",
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let file = try await desk.file(id, for: reviewer)
        let content = CasePage(file, reviewer: reviewer, now: time.now, problem: problem, note: note, renderer.text)
        return try renderer.response(
            Page(
                template: "console/case", title: content.name, stage: "case", scripts: ["console.js"], content: content),
            status: status)
    }

    @Sendable private func picture(_ request: Request, _ context: WebContext, _ reviewer: ReviewerSession) async throws
        -> Response
    {
        guard let kind = context.parameters.get("kind").flatMap(EvidenceKind.init(rawValue:)),
            kind != .selfieDescriptor,
            let bytes = try await desk.picture(kind, of: try caseID(context), for: reviewer)
        else { throw HTTPError(.notFound) }
        // Whatever the bytes are, a browser shows a picture or nothing: no script, no frame, no other type.
        return Response(
            status: .ok,
            headers: [
                .contentType: "image/jpeg", .contentDisposition: "inline; filename=\"\(kind.rawValue).jpg\"",
                .contentSecurityPolicy: "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private struct DecisionForm: Decodable {
        let verdict: Verdict
        let note: String
        /// "yes" when the box was there and ticked.
        let keep: String?
        enum Verdict: String, Decodable { case approve, refuse }

        var trimmedNote: String { note.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    /// Says once more, in words, what is about to happen. Changes nothing.
    @Sendable private func confirm(_ request: Request, _ context: WebContext, _ reviewer: ReviewerSession) async throws
        -> Response
    {
        let id = try caseID(context)
        let form = try await bodies.form(DecisionForm.self, request)
        let file = try await desk.file(id, for: reviewer)
        guard file.reviewCase.state == .open else { throw ReviewError.alreadyDecided }
        if form.verdict == .approve, let obstacle = file.obstacle { throw ReviewError.notAllowed(obstacle) }
        guard !form.trimmedNote.isEmpty else {
            return try await casePage(
                id, reviewer, problem: renderer.text("console.note.missing"), status: .unprocessableContent)
        }
        let content = ConfirmPage(
            file, approves: form.verdict == .approve, note: form.trimmedNote, reviewer: reviewer, renderer.text)
        return try renderer.response(
            Page(
                template: "console/confirm", title: content.heading, stage: "confirm-decision", scripts: ["console.js"],
                content: content))
    }

    @Sendable private func decide(_ request: Request, _ context: WebContext, _ reviewer: ReviewerSession) async throws
        -> Response
    {
        let id = try caseID(context)
        let form = try await bodies.form(DecisionForm.self, request)
        try await desk.decide(
            id, approve: form.verdict == .approve, note: form.trimmedNote, keepsName: form.keep == "yes", by: reviewer)
        return .seeOther("/console/cases/\(id.rawValue)")
    }
}
