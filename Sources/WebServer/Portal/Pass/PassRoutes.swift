import Hummingbird
import Proofing

/// The pass is asked for by pressing a button, drawn into that one response, and gone.
struct PassRoutes: Sendable {
    let desk: any SessionServing & PassServing
    let renderer: PageRenderer
    let tenant: TenantPresentation

    func addRoutes(to router: Router<WebContext>) {
        router.post("/session/pass", use: show)
        // Typed again or opened from the history: nothing is made, the present page comes.
        router.get("/session/pass") { _, _ in Response.seeOther("/session") }
        router.post("/session/pass/acknowledge") { request, _ in
            try await desk.acknowledge(try ClaimantDoor.portal.access(request))
            return Response.seeOther("/session")
        }
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let access = try ClaimantDoor.portal.access(request)
        let pages = PassPage(renderer, tenant)
        switch try await desk.showPass(access) {
        case .pass(let pass, let signInName): return try pages.pass(pass, signInName: signInName)
        case .wait(let seconds): return try pages.wait(seconds: seconds)
        // The account was closed or changed since: the same neutral end as for everybody else.
        case .unavailable:
            return try SessionPage.noAutomaticAnswer(renderer, reference: try await desk.view(access).reference)
        }
    }
}
