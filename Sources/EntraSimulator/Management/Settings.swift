import Foundation
import Hummingbird

extension TenantSettings {
    package var shown: JSONValue {
        let policy = passPolicy
        return [
            "authorizationMode": .string(authorization.rawValue),
            "passPolicy": [
                "state": .string(policy.state.rawValue), "defaultLength": .integer(policy.defaultLength),
                "defaultLifetimeInMinutes": .integer(policy.defaultLifetimeInMinutes),
                "minimumLifetimeInMinutes": .integer(policy.minimumLifetimeInMinutes),
                "maximumLifetimeInMinutes": .integer(policy.maximumLifetimeInMinutes),
                "isUsableOnce": .bool(policy.isUsableOnce), "includeTargets": .init(policy.includeTargets),
                "excludeTargets": .init(policy.excludeTargets), "refusesSecondPass": .bool(policy.refusesSecondPass),
            ],
            "secondFactor": [
                "requiredOf": .init(secondFactor.requiredOf), "firstFactor": .string(secondFactor.firstFactor.rawValue),
                "acr": .init(secondFactor.requestedACR), "amr": .init(secondFactor.requestedAMR),
            ],
            "clients": .array(
                clients.values.sorted { $0.id < $1.id }.map {
                    [
                        "id": .string($0.id), "permissions": .init($0.permissions.sorted()),
                        "directoryRoles": .init($0.directoryRoles),
                    ]
                }),
        ]
    }
}

extension ManagementRoutes {
    /// Changes what is named and leaves the rest; nothing changes when one part is wrong.
    func setSettings(_ request: Request) async throws -> Response {
        let body = try await request.managementObject(allowing: [
            "authorizationMode", "passPolicy", "secondFactor", "clients",
        ])
        var settings = await tenant.settings
        if let mode = body["authorizationMode"] {
            guard let mode = mode.string.flatMap(TenantSettings.AuthorizationMode.init(rawValue:)) else {
                throw ManagementError(
                    "no authorizationMode like that", known: TenantSettings.AuthorizationMode.allCases.map(\.rawValue))
            }
            settings.authorization = mode
        }
        if let changes = body["passPolicy"]?.object {
            settings.passPolicy = try await passPolicy(settings.passPolicy, changes)
        }
        if let changes = body["secondFactor"] {
            settings.secondFactor = try await secondFactor(settings.secondFactor, changes)
        }
        for change in body["clients"]?.array ?? [] { try apply(change, to: &settings) }
        let changed = settings
        await tenant.changeSettings { $0 = changed }
        return .json(changed.shown)
    }

    private func passPolicy(_ policy: TemporaryAccessPassPolicy, _ changes: [String: JSONValue]) async throws
        -> TemporaryAccessPassPolicy
    {
        var members = (try? JSONValue(parsing: JSONEncoder().encode(policy)).object) ?? [:]
        for (name, value) in changes {
            guard members[name] != nil else {
                throw ManagementError("no pass policy member '\(name)'", known: members.keys.sorted())
            }
            members[name] = value
        }
        for list in ["includeTargets", "excludeTargets"] {
            let names = members[list]?.strings ?? []
            var ids: [String] = []
            for name in names { ids.append(name == "all_users" ? name : try await tenant.groupID(name)) }
            members[list] = .init(ids)
        }
        guard let data = try? JSONEncoder().encode(JSONValue.object(members)),
            let changed = try? JSONDecoder().decode(TemporaryAccessPassPolicy.self, from: data),
            (8...48).contains(changed.defaultLength), changed.minimumLifetimeInMinutes >= 10,
            changed.maximumLifetimeInMinutes <= 43200,
            (changed.minimumLifetimeInMinutes...max(changed.minimumLifetimeInMinutes, changed.maximumLifetimeInMinutes))
                .contains(changed.defaultLifetimeInMinutes)
        else {
            throw ManagementError(
                "lifetimes must be 10 to 43200 minutes with the default inside, length 8 to 48, state enabled or disabled"
            )
        }
        return changed
    }

    private func secondFactor(_ rule: SecondFactorRule, _ changes: JSONValue) async throws -> SecondFactorRule {
        var rule = rule
        let known = ["requiredOf", "firstFactor", "acr", "amr"]
        for (name, value) in changes.object ?? ["": .null] {
            switch name {
            case "requiredOf":
                var ids: [String] = []
                for group in value.strings ?? [] {
                    ids.append(group == "all_users" ? group : try await tenant.groupID(group))
                }
                rule.requiredOf = ids
            case "firstFactor":
                guard let factor = value.string.flatMap(Factor.init(rawValue:)) else {
                    throw ManagementError("no first factor like that", known: Factor.allCases.map(\.rawValue))
                }
                rule.firstFactor = factor
            case "acr" where value.isNull || value.strings != nil: rule.acr = value.strings
            case "amr" where value.isNull || value.strings != nil: rule.amr = value.strings
            default: throw ManagementError("secondFactor: '\(name)' is unknown or no list of words", known: known)
            }
        }
        return rule
    }

    private func apply(_ change: JSONValue, to settings: inout TenantSettings) throws {
        guard let id = change["id"]?.string?.lowercased(), var client = settings.clients[id] else {
            throw ManagementError("each client needs the id of a registered one", known: settings.clients.keys.sorted())
        }
        if let permissions = change["permissions"]?.strings { client.permissions = Set(permissions) }
        if let roles = change["directoryRoles"]?.strings { client.directoryRoles = roles }
        if let certificates = change["certificates"]?.strings { client.certificates = certificates }
        if let secrets = change["secrets"]?.array {
            client.secrets = secrets.compactMap { secret in
                secret["value"]?.string.map { .init($0, expires: secret["expires"]?.string.flatMap(Timestamp.date)) }
            }
        }
        if let problem = client.problems().first { throw ManagementError(problem) }
        settings.register(client)
    }
}
