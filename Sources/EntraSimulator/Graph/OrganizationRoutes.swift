import Foundation
import Hummingbird

/// `/organization` and its branding, where the *Forgot my password* link lives (contract E.1).
struct OrganizationRoutes {
    let tenant: Tenant

    func add(to graph: RouterGroup<SimulatorContext>) {
        graph.get("organization") { try await list($0, $1) }
        graph.get("organization/{organization}/branding") { try await branding($0, $1) }
        graph.patch("organization/{organization}/branding") { try await changeBranding($0, $1) }
        graph.get("organization/{organization}") { try await read($0, $1) }
    }

    private var organization: JSONValue {
        [
            "id": .string(tenant.name.id), "displayName": .string(tenant.name.displayName), "tenantType": "AAD",
            "countryLetterCode": "NL", "onPremisesSyncEnabled": nil,
            "verifiedDomains": [
                [
                    "name": .string(tenant.name.domain), "isDefault": true, "isInitial": true, "type": "Managed",
                    "capabilities": "Email",
                ]
            ],
        ]
    }

    @Sendable func list(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), .readOrganization)
        return .json(["@odata.context": context.metadata("organization"), "value": [organization]])
    }

    @Sendable func read(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), .readOrganization)
        try requireThisTenant(context)
        return .json(organization)
    }

    @Sendable func branding(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), .readBranding)
        try requireThisTenant(context)
        var object = Dictionary(uniqueKeysWithValues: Branding.writable.map { ($0, JSONValue.null) })
        object.merge(await tenant.state.branding.values) { _, set in set }
        object["id"] = "0"
        return .json(.object(object))
    }

    @Sendable func changeBranding(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), .writeBranding)
        try requireThisTenant(context)
        try await tenant.changeBranding(try await request.jsonObject(), call: context.call)
        return Response(status: .noContent)
    }

    private func requireThisTenant(_ context: SimulatorContext) throws {
        let id = context.segment("organization")
        guard id.lowercased() == tenant.name.id else { throw GraphError.notFound(id) }
    }
}

extension Tenant {
    package var branding: Branding { state.branding }

    func changeBranding(_ changes: [String: JSONValue], call: Int) throws {
        for (name, value) in changes where !name.hasPrefix("@") {
            guard Branding.writable.contains(name) else {
                throw GraphError.badRequest("Property '\(name)' cannot be set on the branding.")
            }
            guard let text = value.string else { continue }
            if name == "customAccountResetCredentialsUrl", let problem = Branding.problem(withResetURL: text) {
                throw GraphError.badRequest(problem)
            }
            guard text.count <= 1024,
                !name.hasSuffix("Text") || name == "signInPageText" || text.count <= Branding.textLimit
            else {
                throw GraphError.badRequest("The value of '\(name)' is too long.")
            }
        }
        for (name, value) in changes where !name.hasPrefix("@") { state.branding.values[name] = value }
        note(.init(kind: .brandingChanged, detail: changes.keys.sorted().joined(separator: ",")), on: call)
    }
}
