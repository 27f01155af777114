import Hummingbird
import Proofing

/// The portal and the console on one listener. `buildOperationsRouter` is for another one, on loopback.
///
/// - Throws: when a template or the catalogue in `Resources` cannot be read.
package func buildWebRouter(_ dependencies: WebDependencies) throws -> Router<WebContext> {
    let assets = try StaticFiles.load(accent: dependencies.tenant.accent)
    let renderer = try PageRenderer.load(tenant: dependencies.tenant, assets: assets.path)
    let gate = RateGate(limits: dependencies.limits, time: dependencies.time, random: dependencies.random)
    let bodies = BodyReader(limits: dependencies.limits)

    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    // Outermost first. Headers stand outside everything, so that refusals and failures carry them too; the error
    // pages stand inside the metrics, so that those count answers and not exceptions.
    router.addMiddleware {
        SecurityHeaders(isHTTPS: dependencies.address.isHTTPS)
        RequestLog()
        MetricsMiddleware()
        ErrorPages(renderer: renderer)
        NetworkRateLimit(gate: gate)
        OriginCheck(address: dependencies.address)
    }
    assets.addRoutes(to: router)
    router.get("/") { _, _ in Response.seeOther(dependencies.tenant.startPath) }

    let claimants = dependencies.claimants
    StartRoutes(desk: claimants, tenant: dependencies.tenant, renderer: renderer, gate: gate, bodies: bodies)
        .addRoutes(to: router)
    SessionRoutes(desk: claimants, renderer: renderer, tenant: dependencies.tenant).addRoutes(to: router)
    ConsentRoutes(desk: claimants, renderer: renderer, bodies: bodies).addRoutes(to: router)
    HandoverRoutes(
        desk: claimants, renderer: renderer, address: dependencies.address, time: dependencies.time, gate: gate,
        bodies: bodies
    ).addRoutes(to: router)
    CaptureRoutes(desk: claimants, gate: gate, bodies: bodies, limits: dependencies.limits).addRoutes(to: router)
    ProgressRoutes(desk: claimants, limits: dependencies.limits).addRoutes(to: router)
    QuestionRoutes(desk: claimants, bodies: bodies).addRoutes(to: router)
    PassRoutes(desk: claimants, renderer: renderer, tenant: dependencies.tenant).addRoutes(to: router)
    if let signIn = dependencies.signIn { addSignIn(signIn, dependencies, renderer, gate, bodies, to: router) }
    ConsoleRoutes(
        desk: dependencies.reviews, renderer: renderer, time: dependencies.time, gate: gate, bodies: bodies
    ).addRoutes(to: router)
    let door = ConsoleGate(desk: dependencies.reviews)
    ClaimsRoutes(desk: dependencies.reviews, door: door, renderer: renderer, time: dependencies.time)
        .addRoutes(to: router)
    ReadinessRoutes(desk: dependencies.readiness, door: door, renderer: renderer, time: dependencies.time)
        .addRoutes(to: router)
    PolicyRoutes(
        desk: dependencies.policies, trial: dependencies.trial, door: door, renderer: renderer,
        time: dependencies.time, bodies: bodies
    ).addRoutes(to: router)
    if let openID = dependencies.openID { try DocumentRoutes(openID).addRoutes(to: router) }
    if let callout = dependencies.callout {
        CalloutRoutes(
            callout: callout, tenant: dependencies.tenant.tenant, bodies: bodies,
            logger: dependencies.logger
        ).addRoutes(to: router)
    }
    return router
}

/// Everything of Entra's external method that a person meets.
private func addSignIn(
    _ signIn: SignInDependencies, _ dependencies: WebDependencies, _ renderer: PageRenderer, _ gate: RateGate,
    _ bodies: BodyReader, to router: Router<WebContext>
) {
    let desk = dependencies.claimants
    let pages = SignInPages(
        renderer: renderer, tenant: dependencies.tenant, redirectAddress: signIn.redirectAddress)
    AuthorizeRoute(
        desk: desk, signIn: signIn, pages: pages, bodies: bodies, logger: dependencies.logger
    ).addRoutes(to: router)
    EntraSignInRoutes(desk: desk, signIn: signIn, pages: pages, time: dependencies.time, logger: dependencies.logger)
        .addRoutes(to: router)
    ConsentRoutes(desk: desk, renderer: renderer, bodies: bodies, door: .signIn).addRoutes(to: router)
    CaptureRoutes(desk: desk, gate: gate, bodies: bodies, limits: dependencies.limits, door: .signIn)
        .addRoutes(to: router)
    ProgressRoutes(desk: desk, limits: dependencies.limits, door: .signIn).addRoutes(to: router)
    QuestionRoutes(desk: desk, bodies: bodies, door: .signIn).addRoutes(to: router)
    EnrolmentRoutes(desk: desk, tenant: dependencies.tenant, renderer: renderer, gate: gate, bodies: bodies)
        .addRoutes(to: router)
}
