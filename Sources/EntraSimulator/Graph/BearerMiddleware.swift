import Hummingbird

/// Lets only calls with a valid token on, and notes in the log which app is calling.
struct BearerMiddleware: RouterMiddleware {
    let tenant: Tenant

    func handle(
        _ request: Request, context: SimulatorContext,
        next: (Request, SimulatorContext) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer "),
            let caller = await tenant.caller(bearing: String(header.dropFirst(7)))
        else { throw GraphError.badToken }
        var context = context
        context.caller = caller
        await tenant.noteApp(caller.app, on: context.call)
        return try await next(request, context)
    }
}

extension SimulatorContext {
    /// The calling app; routes behind ``BearerMiddleware`` always have one.
    func requireCaller() throws -> Caller {
        guard let caller else { throw GraphError.badToken }
        return caller
    }
}
