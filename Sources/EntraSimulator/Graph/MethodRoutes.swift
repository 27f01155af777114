import Foundation
import Hummingbird

/// `/users/{id}/authentication`: methods of every type, and removal through the typed collections.
struct MethodRoutes {
    let tenant: Tenant

    func add(to graph: RouterGroup<SimulatorContext>) {
        graph.get("users/{user}/authentication/methods") { try await all($0, $1) }
        graph.get("users/{user}/authentication/methods/{id}") { try await one($0, $1) }
        // Application permissions cannot delete through the general collection (contract D.3).
        graph.delete("users/{user}/authentication/methods/{id}") { _, _ -> Response in throw GraphError.methodsDenied }
        graph.get("users/{user}/authentication/{collection}") { try await typed($0, $1) }
        graph.get("users/{user}/authentication/{collection}/{id}") { try await typedOne($0, $1) }
        graph.delete("users/{user}/authentication/{collection}/{id}") { try await remove($0, $1) }
    }

    @Sendable func all(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let user = try await target(context, .readMethods)
        return .json([
            "@odata.context": context.metadata("users('\(user.id)')/authentication/methods"),
            "value": .array(await tenant.methodObjects(of: user)),
        ])
    }

    @Sendable func one(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let user = try await target(context, .readMethods)
        return .json(try await find(context.segment("id"), among: tenant.methodObjects(of: user)))
    }

    @Sendable func typed(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let kind = try kind(context)
        let user = try await target(context, .readMethod(kind))
        return .json([
            "@odata.context": context.metadata("users('\(user.id)')/authentication/\(kind.rawValue)"),
            "value": .array(await tenant.methodObjects(of: user, kind)),
        ])
    }

    @Sendable func typedOne(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let kind = try kind(context)
        let user = try await target(context, .readMethod(kind))
        return .json(try await find(context.segment("id"), among: tenant.methodObjects(of: user, kind)))
    }

    @Sendable func remove(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let kind = try kind(context)
        let user = try await target(context, .writeMethod(kind))
        switch kind {
        case .password:
            throw GraphError(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
        case .temporaryAccessPass: try await tenant.deletePass(context.segment("id"), of: user, call: context.call)
        default: try await tenant.removeMethod(context.segment("id"), kind, of: user, call: context.call)
        }
        return Response(status: .noContent)
    }

    private func kind(_ context: SimulatorContext) throws -> AuthenticationMethod.Kind {
        let segment = context.segment("collection")
        guard let kind = AuthenticationMethod.Kind(collection: segment) else { throw GraphError.noSuchSegment(segment) }
        return kind
    }

    private func target(_ context: SimulatorContext, _ operation: Operation) async throws -> DirectoryUser {
        let caller = try context.requireCaller()
        try await tenant.authorize(caller, operation)
        let user = try await tenant.requireUser(context.segment("user"))
        try await tenant.authorize(caller, operation, on: user)
        return user
    }

    private func find(_ id: String, among objects: [JSONValue]) throws -> JSONValue {
        guard let object = objects.first(where: { $0["id"]?.string == id.lowercased() }) else {
            throw GraphError.methodNotFound(id)
        }
        return object
    }
}

extension Tenant {
    /// Everything registered, the pass among it but without its code.
    func methodObjects(of user: DirectoryUser, _ kind: AuthenticationMethod.Kind? = nil) -> [JSONValue] {
        var objects = user.methods.filter { kind == nil || $0.kind == kind }.map(\.graphObject)
        if kind == nil || kind == .temporaryAccessPass, let pass = visiblePass(of: user) {
            objects.append(pass.graphObject(at: now, allowed: passPolicyAllows(user)))
        }
        return objects
    }

    func addMethod(_ method: AuthenticationMethod, to id: String, call: Int? = nil) {
        guard var user = state.users[id] else { return }
        user.methods.append(method)
        if user.defaultMethodID == nil && method.kind.canBeDefault { user.defaultMethodID = method.id }
        state.users[id] = user
        if let call { note(.init(kind: .methodAdded, userID: id, detail: method.id), on: call) }
    }

    func removeMethod(_ id: String, _ kind: AuthenticationMethod.Kind, of user: DirectoryUser, call: Int) throws {
        let id = id.lowercased()
        guard user.methods.contains(where: { $0.id == id && $0.kind == kind }) else {
            throw GraphError.methodNotFound(id)
        }
        let others = user.methods.contains { $0.kind.canBeDefault && $0.id != id }
        if user.defaultMethodID == id && others {
            throw GraphError.badRequest(
                "The authentication method is the user's default method and cannot be deleted while others remain.")
        }
        state.users[user.id]?.methods.removeAll { $0.id == id && $0.kind == kind }
        if user.defaultMethodID == id { state.users[user.id]?.defaultMethodID = nil }
        note(.init(kind: .methodDeleted, userID: user.id, detail: id), on: call)
    }
}
