import Foundation
import Hummingbird
import Proofing

/// Names that reviewers confirmed, and alerts about documents. For everybody who is signed in to the console.
struct ClaimsRoutes: Sendable {
    let desk: any ReviewServing
    let door: ConsoleGate
    let renderer: PageRenderer
    let time: any TimeSource

    func addRoutes(to router: Router<WebContext>) {
        router.get("/console/names", use: door.signedIn(names))
        router.post("/console/names/:id/remove", use: door.signedIn(remove))
        router.get("/console/alerts", use: door.signedIn(alerts))
    }

    @Sendable private func names(_ request: Request, _ context: WebContext, _ reviewer: ReviewerSession) async throws
        -> Response
    {
        let content = NamesPage(try await desk.aliases(reviewer), visitor: reviewer, now: time.now, renderer.text)
        return try renderer.response(
            Page(
                template: "console/names", title: renderer.text("names.title"), stage: "names", scripts: ["console.js"],
                content: content))
    }

    @Sendable private func remove(_ request: Request, _ context: WebContext, _ reviewer: ReviewerSession) async throws
        -> Response
    {
        guard let id = context.parameters.get("id").flatMap(AliasID.init(rawValue:)) else { throw HTTPError(.notFound) }
        try await desk.removeAlias(id, by: reviewer)
        return .seeOther("/console/names")
    }

    @Sendable private func alerts(_ request: Request, _ context: WebContext, _ reviewer: ReviewerSession) async throws
        -> Response
    {
        let content = AlertsPage(try await desk.alerts(reviewer), visitor: reviewer, now: time.now, renderer.text)
        return try renderer.response(
            Page(
                template: "console/alerts", title: renderer.text("alerts.title"), stage: "alerts",
                scripts: ["console.js"], content: content))
    }
}
