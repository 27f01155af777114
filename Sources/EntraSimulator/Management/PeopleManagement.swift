import Foundation
import Hummingbird

/// People on the management port. Besides Graph properties it takes `birthDate`, `groups`, `roles`, `password`,
/// `id` and, instead of a whole `userPrincipalName`, the `mailNickname` before the at sign.
struct PeopleManagement {
    let tenant: Tenant
    private static let own: Set<String> = ["birthDate", "groups", "roles", "password", "id", "methods"]

    func add(to router: Router<BasicRequestContext>) {
        router.get("users") { _, _ in
            var shown: [JSONValue] = []
            for user in await tenant.users { shown.append(await tenant.shown(user)) }
            return Response.json(.array(shown))
        }
        router.post("users") { request, _ in try await add(request) }
        router.post("users/crowd") { request, _ in try await addCrowd(request) }
        router.get("users/{user}") { _, context in Response.json(await tenant.shown(try await find(context))) }
        router.patch("users/{user}") { request, context in try await change(request, try await find(context)) }
        router.delete("users/{user}") { request, context in
            try await tenant.deleteUser(
                try await find(context).id, permanently: request.queryFields["permanently"] == "true")
            return Response(status: .noContent)
        }
        router.post("users/{user}/restore") { _, context in
            try await tenant.restoreUser(context.parameters.get("user")?.lowercased() ?? "")
            return Response(status: .noContent)
        }
        router.get("groups") { _, _ in
            Response.json(
                .array(
                    await tenant.groups.map {
                        [
                            "id": .string($0.id), "displayName": .string($0.displayName),
                            "isAssignableToRole": .bool($0.isAssignableToRole), "members": .init($0.memberIDs),
                        ]
                    }))
        }
    }

    private func find(_ context: BasicRequestContext) async throws -> DirectoryUser {
        let raw = context.parameters.get("user") ?? ""
        guard let user = await tenant.user(raw.removingPercentEncoding ?? raw) else {
            throw ManagementError("no person '\(raw)'", status: .notFound)
        }
        return user
    }

    private func add(_ request: Request) async throws -> Response {
        let body = try await request.managementObject(allowing: nil)
        var properties = try graphProperties(body)
        if properties["userPrincipalName"] == nil, let nickname = body["mailNickname"]?.string {
            properties["userPrincipalName"] = .string("\(nickname)@\(tenant.name.domain)")
            properties["mail"] = properties["mail"] ?? properties["userPrincipalName"]
        }
        if properties["displayName"] == nil {
            let names = [body["givenName"]?.string, body["surname"]?.string].compactMap { $0 }
            properties["displayName"] = .string(names.joined(separator: " "))
        }
        let user = try await tenant.addUser(
            properties, id: body["id"]?.string, password: body["password"]?.string,
            groups: try names(body["groups"], "groups") ?? ["All employees"],
            roles: try names(body["roles"], "roles") ?? [])
        return .json(await tenant.shown(user), status: .created)
    }

    private func change(_ request: Request, _ user: DirectoryUser) async throws -> Response {
        let body = try await request.managementObject(allowing: nil)
        let properties = try graphProperties(body)
        if !properties.isEmpty { try await tenant.updateUser(user.id, properties) }
        if let groups = try names(body["groups"], "groups") { try await tenant.setGroups(groups, of: user.id) }
        if let roles = try names(body["roles"], "roles") { try await tenant.setRoles(roles, of: user.id) }
        return .json(await tenant.shown(try await tenant.requireUser(user.id)))
    }

    /// Many people at once, for measuring a synchronisation.
    private func addCrowd(_ request: Request) async throws -> Response {
        let body = try await request.managementObject(allowing: ["count"])
        guard let count = body["count"]?.integer, (1...100_000).contains(count) else {
            throw ManagementError("count must be 1 to 100000")
        }
        try await tenant.addCrowd(count)
        return .json(["added": .integer(count)], status: .created)
    }

    private func graphProperties(_ body: [String: JSONValue]) throws -> [String: JSONValue] {
        var properties = body.filter { !Self.own.contains($0.key) }
        for name in properties.keys
        where !UserProperty.selectable.contains(name) && !UserProperty.isDirectoryExtension(name) {
            throw ManagementError("no property '\(name)'", known: (UserProperty.selectable.union(Self.own)).sorted())
        }
        if let birth = body["birthDate"] {
            guard birth.isNull || birth.string?.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else {
                throw ManagementError("birthDate must look like 1991-03-14")
            }
            properties["onPremisesExtensionAttributes"] = extensionAttributes(["extensionAttribute1": birth])
        }
        return properties
    }

    private func names(_ value: JSONValue?, _ member: String) throws -> [String]? {
        guard let value else { return nil }
        guard let names = value.strings else { throw ManagementError("\(member) must be a list of names") }
        return names
    }
}

extension Tenant {
    /// A person as the management port shows one: properties, groups, roles and methods by type.
    package func shown(_ user: DirectoryUser) -> JSONValue {
        var object = user.record.values
        object["id"] = .string(user.id)
        object["birthDate"] = .init(user.birthDate)
        object["groups"] = .init(groups.filter { $0.contains(user.id) }.map(\.displayName).sorted())
        object["roles"] = .init(roles(of: user.id).map(\.displayName))
        object["methods"] = .init(user.methods.map(\.kind.rawValue))
        return .object(object)
    }

    func addCrowd(_ count: Int) throws {
        let everyone = try? groupID("All employees")
        let first = state.users.count
        for number in first..<(first + count) {
            let nickname = "person\(number)"
            try addUser(
                [
                    "userPrincipalName": .string("\(nickname)@\(name.domain)"),
                    "mail": .string("\(nickname)@\(name.domain)"),
                    "displayName": .string("Person \(number) Crowd"), "givenName": .string("Person \(number)"),
                    "surname": "Crowd",
                    "onPremisesExtensionAttributes": extensionAttributes([
                        "extensionAttribute1": .string("19\(60 + number % 40)-0\(1 + number % 9)-1\(number % 10)")
                    ]),
                ], id: UUID(naming: "crowd/\(name.domain)/\(number)").text, groups: everyone.map { [$0] } ?? [])
        }
    }
}
