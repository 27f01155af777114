import Foundation
import Hummingbird

/// Creating a Temporary Access Pass, and its policy. Reading and deleting passes is in ``MethodRoutes``.
struct PassRoutes {
    let tenant: Tenant

    func add(to graph: RouterGroup<SimulatorContext>) {
        // The same pattern as the reads and deletions in MethodRoutes: the router prefers a literal segment and does not
        // come back from it, so naming the collection here would hide GET and DELETE of passes.
        graph.post("users/{user}/authentication/{collection}") { try await create($0, $1) }
        graph.get("policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass") {
            try await policy($0, $1)
        }
    }

    @Sendable func create(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let caller = try context.requireCaller()
        let segment = context.segment("collection")
        let kind = AuthenticationMethod.Kind(collection: segment)
        if kind == .external { return try await registerExternal(request, context, caller) }
        guard kind == .temporaryAccessPass else { throw GraphError.noSuchSegment(segment) }
        let operation = Operation.writeMethod(.temporaryAccessPass)
        try await tenant.authorize(caller, operation)
        let wanted = try PassRequest(try await request.jsonObject())
        let user = try await tenant.requireUser(context.segment("user"))
        try await tenant.authorize(caller, operation, on: user)

        let delay = await tenant.takeDelayedPass()
        if let delay, delay.mode == .effectLate {
            await tenant.planPass(for: user, wanted, after: delay.seconds, call: context.call)
            await tenant.note(.init(kind: .passPlanned, userID: user.id), on: context.call)
            throw GraphError(504, "UnknownError", "Gateway timeout.")
        }
        var created = try await tenant.createPass(for: user, wanted, call: context.call)
        if let delay { try await Task.sleep(for: .seconds(delay.seconds)) }
        if await tenant.takeDroppedConnection() {
            context.dropConnection()
            throw ConnectionDropped()
        }
        if var object = created.object {
            object["@odata.context"] = context.metadata(
                "users('\(user.id)')/authentication/temporaryAccessPassMethods/$entity")
            created = .object(object)
        }
        var response = Response.json(created, status: .created)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func registerExternal(_ request: Request, _ context: SimulatorContext, _ caller: Caller) async throws
        -> Response
    {
        let operation = Operation.writeMethod(.external)
        try await tenant.authorize(caller, operation)
        let body = try await request.jsonObject()
        let user = try await tenant.requireUser(context.segment("user"))
        try await tenant.authorize(caller, operation, on: user)
        let created = try await tenant.registerExternalMethod(body, for: user, call: context.call)
        return .json(created, status: .created)
    }

    @Sendable func policy(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), .readMethodPolicy)
        return .json(await tenant.settings.passPolicy.graphObject)
    }
}

extension PassRequest {
    /// Unknown members are ignored; known ones of the wrong type are refused.
    init(_ body: [String: JSONValue]) throws {
        func present(_ name: String) -> JSONValue? { body[name].flatMap { $0.isNull ? nil : $0 } }
        if let value = present("lifetimeInMinutes") {
            guard let minutes = value.integer else {
                throw GraphError.badRequest("lifetimeInMinutes must be a whole number.")
            }
            lifetimeInMinutes = minutes
        }
        if let value = present("isUsableOnce") {
            guard let once = value.bool else { throw GraphError.badRequest("isUsableOnce must be true or false.") }
            isUsableOnce = once
        }
        if let value = present("startDateTime") {
            guard let date = value.string.flatMap(Timestamp.date) else {
                throw GraphError.badRequest("startDateTime must be an ISO 8601 time in UTC.")
            }
            startDateTime = date
        }
    }
}
