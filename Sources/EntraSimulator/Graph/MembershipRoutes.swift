import Foundation
import Hummingbird

/// Which groups and directory roles a person has, directly or not; and groups themselves.
struct MembershipRoutes {
    let tenant: Tenant

    func add(to graph: RouterGroup<SimulatorContext>) {
        for segment in ["transitiveMemberOf", "memberOf"] {
            let transitive = segment == "transitiveMemberOf"
            graph.get(RouterPath("users/{user}/\(segment)")) {
                try await memberships($0, $1, transitive, groups: true, roles: true)
            }
            for cast in ["microsoft.graph.directoryRole", "graph.directoryRole"] {
                graph.get(RouterPath("users/{user}/\(segment)/\(cast)")) {
                    try await memberships($0, $1, transitive, groups: false, roles: true)
                }
            }
            for cast in ["microsoft.graph.group", "graph.group"] {
                graph.get(RouterPath("users/{user}/\(segment)/\(cast)")) {
                    try await memberships($0, $1, transitive, groups: true, roles: false)
                }
            }
        }
        graph.post("users/{user}/checkMemberGroups") { try await checkMemberGroups($0, $1) }
        graph.get("groups") { try await list($0, $1) }
        graph.get("groups/{group}") { try await read($0, $1) }
    }

    private func memberships(
        _ request: Request, _ context: SimulatorContext, _ transitive: Bool, groups: Bool, roles: Bool
    ) async throws -> Response {
        let caller = try context.requireCaller()
        try await tenant.authorize(caller, .readUsers)
        let user = try await tenant.requireUser(context.segment("user"))
        var objects: [JSONValue] = []
        if groups {
            let mayRead = !caller.permissions.isDisjoint(with: Operation.readGroups.permissions)
            let found = await tenant.transitiveGroups(of: user.id).filter { transitive || $0.contains(user.id) }
            objects += found.map { group in
                let full = group.graphObject(selecting: GroupProperty.returnedByDefault).object ?? [:]
                return described(full, as: "#microsoft.graph.group", mayRead: mayRead)
            }
        }
        if roles {
            let mayRead = !caller.permissions.isDisjoint(with: Operation.readRoles.permissions)
            objects += await tenant.roles(of: user.id).map { role in
                described(
                    [
                        "id": .string(role.objectID), "displayName": .string(role.displayName),
                        "roleTemplateId": .string(role.templateID),
                    ], as: "#microsoft.graph.directoryRole", mayRead: mayRead)
            }
        }
        return .json(["@odata.context": context.metadata("directoryObjects"), "value": .array(objects)])
    }

    /// Types the app may not read are listed with their id and nulls instead of being left out.
    private func described(_ object: [String: JSONValue], as type: String, mayRead: Bool) -> JSONValue {
        var shown = mayRead ? object : object.mapValues { _ in .null }
        shown["id"] = object["id"]
        shown["@odata.type"] = .string(type)
        return .object(shown)
    }

    @Sendable func checkMemberGroups(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let caller = try context.requireCaller()
        try await tenant.authorize(caller, .readUsers)
        try await tenant.authorize(caller, .readGroups)
        guard let ids = try await request.jsonObject()["groupIds"]?.strings, (1...20).contains(ids.count) else {
            throw GraphError.badRequest("groupIds must hold 1 to 20 ids.")
        }
        let user = try await tenant.requireUser(context.segment("user"))
        let held = Set(await tenant.transitiveGroups(of: user.id).map(\.id))
        return .json([
            "@odata.context": context.metadata("Collection(Edm.String)"),
            "value": .init(ids.filter { held.contains($0.lowercased()) }),
        ])
    }

    @Sendable func list(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), .readGroups)
        for name in request.queryFields.pairs.map(\.name) where name.hasPrefix("$") && name != "$select" {
            throw GraphError.unsupportedQuery("The simulator lists groups with $select only.")
        }
        let names = try UserListing.select(
            request.queryFields, default: GroupProperty.returnedByDefault, check: GroupProperty.check)
        let objects = await tenant.groups.map { $0.graphObject(selecting: names) }
        return .json(["@odata.context": context.metadata("groups"), "value": .array(objects)])
    }

    @Sendable func read(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        try await tenant.authorize(context.requireCaller(), .readGroups)
        let id = context.segment("group").lowercased()
        guard let group = await tenant.groups.first(where: { $0.id == id }) else { throw GraphError.notFound(id) }
        let names = try UserListing.select(
            request.queryFields, default: GroupProperty.returnedByDefault, check: GroupProperty.check)
        return .json(group.graphObject(selecting: names))
    }
}
