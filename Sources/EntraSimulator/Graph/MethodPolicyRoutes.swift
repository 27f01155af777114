import Foundation
import Hummingbird

/// The tenant's authentication methods policy: passes and external methods (contract A.13).
struct MethodPolicyRoutes {
    let tenant: Tenant
    private static let policy = "policies/authenticationMethodsPolicy"
    private static let path = policy + "/authenticationMethodConfigurations"

    func add(to graph: RouterGroup<SimulatorContext>) {
        graph.get(RouterPath(Self.policy)) { request, context in
            let all = try await configurations(context)
            return Response.json([
                "@odata.context": context.metadata("authenticationMethodsPolicy"), "id": "authenticationMethodsPolicy",
                "displayName": "Authentication Methods Policy", "policyVersion": "1.5",
                "authenticationMethodConfigurations": .array(all),
            ])
        }
        graph.get(RouterPath(Self.path)) { request, context in
            let all = try await configurations(context)
            return Response.json(["@odata.context": context.metadata(Self.path), "value": .array(all)])
        }
        graph.post(RouterPath(Self.path)) { try await create($0, $1) }
        graph.get("\(Self.path)/{id}") { request, context in
            try await tenant.authorize(context.requireCaller(), .readMethodPolicy)
            return Response.json(entity(try await tenant.externalMethod(context.segment("id")), context))
        }
        graph.patch("\(Self.path)/{id}") { request, context in
            try await tenant.authorize(context.requireCaller(), .writeMethodPolicy)
            let body = try await request.jsonObject()
            try await tenant.changeExternalMethod(context.segment("id"), body, call: context.call)
            return Response(status: .noContent)
        }
        graph.delete("\(Self.path)/{id}") { request, context in
            try await tenant.authorize(context.requireCaller(), .writeMethodPolicy)
            try await tenant.removeExternalMethod(context.segment("id"), call: context.call)
            return Response(status: .noContent)
        }
    }

    private func configurations(_ context: SimulatorContext) async throws -> [JSONValue] {
        try await tenant.authorize(context.requireCaller(), .readMethodPolicy)
        let methods = await tenant.state.externalMethods
        return [await tenant.settings.passPolicy.graphObject] + methods.map(\.graphObject)
    }

    @Sendable private func create(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), .writeMethodPolicy)
        let wanted = try ExternalMethod(creating: try await request.jsonObject())
        try await tenant.addExternalMethod(wanted, call: context.call)
        return .json(entity(wanted, context), status: .created)
    }

    private func entity(_ method: ExternalMethod, _ context: SimulatorContext) -> JSONValue {
        .object(
            (method.graphObject.object ?? [:]).merging(["@odata.context": context.metadata(Self.path + "/$entity")]) {
                $1
            })
    }
}
