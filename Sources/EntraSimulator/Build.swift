import Hummingbird
import HummingbirdCore
import Logging

/// Everything a person or an app meets, on one port. The simulator and its tests are built by this one function.
func buildRouter(_ tenant: Tenant, _ pages: Pages, scheme: String) -> Router<SimulatorContext> {
    let router = Router(context: SimulatorContext.self, options: [.caseInsensitive, .autoGenerateHeadEndpoints])
    router.add(middleware: CallMiddleware(tenant: tenant, scheme: scheme))
    IdentityRoutes(tenant: tenant).add(to: router)
    GraphRoutes(tenant: tenant).add(to: router)
    PeoplePages(tenant: tenant, pages: pages).add(to: router)
    SignInPages(tenant: tenant, pages: pages).add(to: router)
    SecondFactorPages(tenant: tenant, pages: pages).add(to: router)
    OutboxPages(tenant: tenant, pages: pages).add(to: router)
    return router
}

func buildSimulator(
    _ tenant: Tenant, _ pages: Pages, scheme: String, port: Int, server: HTTPServerBuilder = .http1(), logger: Logger,
    opened: @escaping @Sendable (Int) async -> Void
) -> some ApplicationProtocol {
    application(buildRouter(tenant, pages, scheme: scheme), tenant, port, server, logger, opened)
}

func buildManagement(
    _ tenant: Tenant, logger: Logger, opened: @escaping @Sendable (Int) async -> Void
) -> some ApplicationProtocol {
    let router = Router(context: BasicRequestContext.self)
    ManagementRoutes(tenant: tenant).add(to: router)
    return application(router, tenant, tenant.configuration.managementPort, .http1(), logger, opened)
}

private func application<Context: RequestContext>(
    _ router: Router<Context>, _ tenant: Tenant, _ port: Int, _ server: HTTPServerBuilder, _ logger: Logger,
    _ opened: @escaping @Sendable (Int) async -> Void
) -> Application<RouterResponder<Context>> where Context.Source == ApplicationRequestContextSource {
    Application(
        router: router, server: server,
        configuration: .init(address: .hostname(tenant.configuration.host, port: port), serverName: "entra-simulator"),
        onServerRunning: { await opened($0.localAddress?.port ?? port) }, logger: logger)
}
