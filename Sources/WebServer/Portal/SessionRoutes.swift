import Hummingbird
import Proofing

/// `/session`: one address that always shows the session's present stage. Reloading it changes nothing.
struct SessionRoutes: Sendable {
    let desk: any SessionServing
    let renderer: PageRenderer
    let tenant: TenantPresentation

    func addRoutes(to router: Router<WebContext>) {
        router.get("/session", use: show)
        router.post("/session/cancel") { request, _ in
            try await desk.cancel(try ClaimantDoor.portal.access(request))
            var response = Response.seeOther(tenant.startPath)
            HostCookie.claimant.clear(on: &response)
            return response
        }
        router.post("/session/help") { request, _ in
            try await desk.askForHelp(try ClaimantDoor.portal.access(request))
            return try request.wantsJSON ? Response.json(["outcome": "over"]) : Response.seeOther("/session")
        }
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        do {
            let view = try await desk.view(try ClaimantDoor.portal.access(request))
            return try SessionPage(view: view, device: DeviceName(request), renderer: renderer, tenant: tenant)
                .response()
        } catch ClaimantError.notFound {
            // No cookie, or one of a session that is gone: for the person that is the same.
            return try SessionPage.expired(renderer)
        }
    }
}
