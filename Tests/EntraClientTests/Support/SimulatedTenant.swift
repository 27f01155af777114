import EntraClient
@testable import EntraSimulator
import Foundation
import Logging
import struct Proofing.ObjectID
import struct Proofing.PersonID
import struct Proofing.Secret
import struct Proofing.TenantID

/// An EntraSimulator on a free port, and a client of it.
///
/// The only file that imports the simulator: both sides have types of the same name, on purpose not the same types.
struct SimulatedTenant: Sendable {
    static let secret = "correct horse battery staple"
    let tenant: Tenant
    let base: String
    let bench: Bench
    let configuration: EntraConfiguration

    var id: TenantID { configuration.tenant }
    var tokens: AccessTokens { AccessTokens(configuration: configuration, surroundings: bench.surroundings) }
    var graph: GraphClient { graph(configuration) }
    var directory: GraphDirectory { GraphDirectory(graph: graph) }

    func graph(_ configuration: EntraConfiguration) -> GraphClient {
        GraphClient(
            configuration: configuration,
            tokens: AccessTokens(configuration: configuration, surroundings: bench.surroundings),
            surroundings: bench.surroundings)
    }

    /// - Parameter permissions: of the app; nil for what recovery needs.
    static func use(
        permissions: Set<String>? = nil, certificates: [String] = [],
        _ body: @Sendable (SimulatedTenant) async throws -> Void
    ) async throws {
        try await Bench.use { bench in
            var client = RegisteredClient(secrets: [.init(secret)], certificates: certificates)
            if let permissions { client.permissions = permissions }
            var configuration = SimulatorConfiguration()
            configuration.port = 0
            configuration.managementPort = 0
            configuration.population = .empty
            configuration.clients = [client]
            let simulator = try await EntraSimulator(
                configuration: configuration, logger: bench.log.quiet, issuers: try await issuers.value,
                now: { bench.clock.now })
            let entra = try self.configuration(for: client)
            try await simulator.whileRunning { addresses in
                var entra = entra
                entra.login = try ServiceAddress(addresses.base)
                entra.graph = try ServiceAddress(addresses.base)
                try await body(
                    SimulatedTenant(tenant: simulator.tenant, base: addresses.base, bench: bench, configuration: entra))
            }
        }
    }

    /// Making keys takes longer than any test; all tests share them.
    private static let issuers = Task { try await Issuers(tenants: [.contoso, .fabrikam]) }

    private static func configuration(for client: RegisteredClient) throws -> EntraConfiguration {
        guard let tenant = TenantID(rawValue: TenantName.contoso.id), let id = ObjectID(rawValue: client.id) else {
            throw ConfigurationFault("the simulator's ids are no GUIDs")
        }
        return EntraConfiguration(tenant: tenant, client: id, credential: .secret(Secret(secret)))
    }
}

// MARK: The directory

extension SimulatedTenant {
    @discardableResult
    func person(_ name: String, _ properties: [String: JSONValue] = [:], roles: [String] = [], groups: [String] = [])
        async throws -> PersonID
    {
        var all: [String: JSONValue] = [
            "userPrincipalName": .string("\(name)@contoso.example"), "displayName": .string(name),
            "mail": .string("\(name)@contoso.example"),
        ]
        all.merge(properties) { _, new in new }
        return try personID(try await tenant.addUser(all, groups: groups, roles: roles).id)
    }

    func externalGuest(_ name: String) async throws -> PersonID {
        try await person(
            name,
            [
                "userType": "Guest",
                "identities": [["signInType": "federated", "issuer": "ExternalAzureAD", "issuerAssignedId": .null]],
            ])
    }

    func bornOn(_ text: String) -> [String: JSONValue] {
        ["onPremisesExtensionAttributes": extensionAttributes(["extensionAttribute1": .string(text)])]
    }

    @discardableResult
    func group(_ name: String, isAssignableToRole: Bool = false, within parent: String? = nil) async throws -> ObjectID
    {
        let id = await tenant.addGroup(name, isAssignableToRole: isAssignableToRole).id
        if let parent { try await tenant.nest(id, in: parent) }
        return try object(id)
    }

    func update(_ id: PersonID, _ changes: [String: JSONValue]) async throws {
        try await tenant.updateUser(id.object.rawValue, changes)
    }

    func delete(_ id: PersonID, permanently: Bool = false) async throws {
        try await tenant.deleteUser(id.object.rawValue, permanently: permanently)
    }

    func setGroups(_ names: [String], of id: PersonID) async throws {
        try await tenant.setGroups(names, of: id.object.rawValue)
    }

    func personID(_ id: String) throws -> PersonID { PersonID(tenant: self.id, object: try object(id)) }

    private func object(_ id: String) throws -> ObjectID {
        guard let object = ObjectID(rawValue: id) else { throw ConfigurationFault("no GUID") }
        return object
    }

    func give(_ id: PersonID, phone: String, authenticator: String, passkey: String) async {
        await tenant.addMethod(.mobilePhone(phone), to: id.object.rawValue)
        await tenant.addMethod(.authenticator(on: "Phone", id: authenticator), to: id.object.rawValue)
        await tenant.addMethod(.passkey(named: "Key", id: passkey, at: bench.clock.now), to: id.object.rawValue)
    }
}

extension Tenant {
    fileprivate func nest(_ group: String, in parent: String) throws {
        addMember(group, kind: .group, to: try groupID(parent))
    }
}

// MARK: Faults and what the tenant saw

extension SimulatedTenant {
    func fault(_ knob: FaultKnob, _ value: JSONValue) async throws { try await tenant.setFault(knob, to: value) }

    func passPolicy(_ change: @escaping @Sendable (inout TemporaryAccessPassPolicy) -> Void) async {
        await tenant.changeSettings { change(&$0.passPolicy) }
    }

    /// `POST /v1.0/users/…`, in order of arrival.
    func calls(_ method: String = "", containing part: String = "") async -> [String] {
        await tenant.calls.filter { $0.method.hasPrefix(method) && $0.path.contains(part) }.map {
            "\($0.method) \($0.path)"
        }
    }

    func tokensIssued() async -> Int { await calls("POST", containing: "/oauth2/v2.0/token").count }
    func forgetCalls() async { await tenant.forgetCalls() }

    func effects() async -> [String] {
        await tenant.calls.flatMap(\.effects).map(\.kind.rawValue).filter { $0 != "tokenIssued" }
    }

    struct SentMail: Sendable {
        let from: String
        let to: [String]
        let subject: String
        let body: String
        let headers: [String: String]
    }

    func outbox() async -> [SentMail] {
        await tenant.outbox.map {
            SentMail(from: $0.from, to: $0.to, subject: $0.subject, body: $0.body, headers: $0.headers)
        }
    }
}

extension LogBook {
    /// For the simulator's own lines, which are not under test.
    fileprivate var quiet: Logger { Logger(label: "simulator", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
