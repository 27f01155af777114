import Foundation
import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    // A literal token, which is all `init?` checks for.
    static let consistencyLevel = HTTPField.Name("ConsistencyLevel")!
}

/// `/users`: list, read, change, revoke sessions.
struct UserRoutes {
    let tenant: Tenant

    func add(to graph: RouterGroup<SimulatorContext>) {
        graph.get("users") { try await list($0, $1) }
        graph.get("users/{user}") { try await read($0, $1) }
        graph.patch("users/{user}") { try await change($0, $1) }
        graph.post("users/{user}/revokeSignInSessions") { try await revoke($0, $1) }
        graph.post("users/{user}/microsoft.graph.revokeSignInSessions") { try await revoke($0, $1) }
    }

    @Sendable func list(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let caller = try context.requireCaller()
        try await tenant.authorize(caller, .readUsers)
        let faults = await tenant.faults
        let listing = try UserListing(
            request.queryFields, eventual: request.headers[.consistencyLevel]?.lowercased() == "eventual",
            seal: tenant.seal, pageSize: faults.pageSize)
        try await allowSelection(listing.select, caller)
        let page = await tenant.page(of: listing)
        var body: [String: JSONValue] = ["@odata.context": context.metadata("users"), "value": .array(page.objects)]
        if let position = page.position {
            let kept =
                request.queryFields.pairs.filter { $0.name != "$skiptoken" }
                + [(name: "$skiptoken", value: try tenant.seal.seal(position))]
            let query = kept.map { "\($0.name)=\(Self.escape($0.value))" }.joined(separator: "&")
            body["@odata.nextLink"] = .string("\(faults.foreignNextLink ?? context.origin)/v1.0/users?\(query)")
        }
        if let count = page.count { body["@odata.count"] = .integer(count) }
        return .json(.object(body))
    }

    @Sendable func read(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let caller = try context.requireCaller()
        try await tenant.authorize(caller, .readUsers)
        let names = try UserListing.select(
            request.queryFields, default: UserProperty.returnedByDefault, check: UserProperty.check)
        try await allowSelection(names, caller)
        let user = try await tenant.requireUser(context.segment("user"))
        var object = user.graphObject(selecting: names).object ?? [:]
        object["@odata.context"] = context.metadata("users/$entity")
        return .json(.object(object))
    }

    @Sendable func change(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let caller = try context.requireCaller()
        let changes = try await request.jsonObject()
        try await tenant.authorize(
            caller, changes.keys.elementsEqual(["accountEnabled"]) ? .enableDisableUser : .updateUser)
        let user = try await tenant.requireUser(context.segment("user"))
        try await tenant.changeThroughGraph(user, changes, by: caller, call: context.call)
        return Response(status: .noContent)
    }

    @Sendable func revoke(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let caller = try context.requireCaller()
        try await tenant.authorize(caller, .revokeSessions)
        let user = try await tenant.requireUser(context.segment("user"))
        try await tenant.authorize(caller, .revokeSessions, on: user)
        try await tenant.revokeSessions(of: user.id, call: context.call)
        return .json(["@odata.context": context.metadata("Edm.Boolean"), "value": true])
    }

    private func allowSelection(_ names: [String], _ caller: Caller) async throws {
        if names.contains("customSecurityAttributes") { try await tenant.authorize(caller, .readSecurityAttributes) }
    }

    static func escape(_ value: String) -> String {
        let allowed = CharacterSet.alphanumerics.union(.init(charactersIn: "-._~$,()'/:"))
        return value.addingPercentEncoding(withAllowedCharacters: allowed) ?? value
    }
}

extension Tenant {
    /// Properties that let an account be taken over; changing them needs the second gate as well (contract D.5).
    private static let sensitive: Set<String> = [
        "accountEnabled", "businessPhones", "mobilePhone", "otherMails", "userPrincipalName",
    ]

    func changeThroughGraph(_ user: DirectoryUser, _ changes: [String: JSONValue], by caller: Caller, call: Int) throws
    {
        if changes["passwordProfile"] != nil {
            throw GraphError.notImplemented("The simulator does not set passwords through Graph yet.")
        }
        for name in changes.keys where !UserProperty.writable.contains(name) && !UserProperty.isDirectoryExtension(name)
        {
            throw GraphError.badRequest("Property '\(name)' is read-only and cannot be set, or does not exist.")
        }
        if !Self.sensitive.isDisjoint(with: changes.keys) { try authorize(caller, .enableDisableUser, on: user) }
        if user.record["onPremisesSyncEnabled"] == true {
            throw GraphError.badRequest(
                "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects "
                    + "currently undergoing migration.")
        }
        var changes = changes
        if let attributes = changes["onPremisesExtensionAttributes"]?.object {
            let current = user.record["onPremisesExtensionAttributes"]?.object ?? [:]
            changes["onPremisesExtensionAttributes"] = extensionAttributes(
                current.merging(attributes) { _, new in new })
        }
        do { try updateUser(user.id, changes) } catch let problem as DirectoryProblem {
            throw GraphError.badRequest(problem.description)
        }
        note(.init(kind: .userChanged, userID: user.id, detail: changes.keys.sorted().joined(separator: ",")), on: call)
    }
}
