import Foundation
import Hummingbird
import Proofing

/// The readiness report as a page, as JSON and as a file for spreadsheets.
struct ReadinessRoutes: Sendable {
    let desk: any ReadinessServing
    let door: ConsoleGate
    let renderer: PageRenderer
    let time: any TimeSource

    func addRoutes(to router: Router<WebContext>) {
        router.get("/console/readiness", use: door.signedIn(page))
        router.get("/console/readiness.json") { try await door.signedIn(json)($0, $1) }
        router.get("/console/readiness.csv") { try await door.signedIn(csv)($0, $1) }
    }

    @Sendable private func page(_ request: Request, _ context: WebContext, _ visitor: ReviewerSession) async throws
        -> Response
    {
        let report = try await desk.report(.passwordReset)
        return try renderer.response(
            Page(
                template: "console/readiness", title: renderer.text("readiness.title"), stage: "readiness",
                scripts: ["console.js"],
                content: ReadinessPage(report, visitor: visitor, now: time.now, renderer.text)))
    }

    @Sendable private func json(_ request: Request, _ context: WebContext, _ visitor: ReviewerSession) async throws
        -> Response
    {
        try Response.json(try await desk.report(.passwordReset))
    }

    @Sendable private func csv(_ request: Request, _ context: WebContext, _ visitor: ReviewerSession) async throws
        -> Response
    {
        let report = try await desk.report(.passwordReset)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8; header=present",
                .contentDisposition: "attachment; filename=\"readiness.csv\"",
            ],
            body: .init(byteBuffer: ByteBuffer(string: report.csv)))
    }
}
