@testable import EntraClient
import Foundation
import Proofing
import Testing

@Suite struct `The live account` {
    @Test func `an employee is shown with all groups, nested ones included`() async throws {
        try await SimulatedTenant.use { entra in
            let outer = try await entra.group("Everybody")
            let inner = try await entra.group("Sales", within: "Everybody")
            let person = try await entra.person("ada", groups: ["Sales"])
            let account = try #require(try await entra.directory.liveAccount(person))
            #expect(
                account
                    == LiveAccount(
                        id: person, userPrincipalName: "ada@contoso.example", accountEnabled: true,
                        groups: [outer, inner]))
            #expect(!account.isPrivileged)
        }
    }

    @Test func `an account that does not exist is nil`() async throws {
        try await SimulatedTenant.use { entra in
            let nobody = try entra.personID(UUID().uuidString)
            #expect(try await entra.directory.liveAccount(nobody) == nil)
        }
    }

    @Test func `a deleted account is nil`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            try await entra.delete(person)
            #expect(try await entra.directory.liveAccount(person) == nil)
        }
    }

    @Test func `a disabled account says so`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada", ["accountEnabled": false])
            #expect(try await entra.directory.liveAccount(person)?.accountEnabled == false)
        }
    }

    @Test func `a guest says so`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.externalGuest("visitor")
            #expect(try await entra.directory.liveAccount(person)?.isGuest == true)
        }
    }

    @Test(arguments: ["Global Administrator", "Directory Readers"])
    func `whoever holds a directory role is privileged`(_ role: String) async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("root", roles: [role])
            let account = try #require(try await entra.directory.liveAccount(person))
            #expect(account.isPrivileged)
            #expect(account.directoryRoles.count == 1)
        }
    }

    @Test func `whoever is in a role-assignable group is privileged, through another group too`() async throws {
        try await SimulatedTenant.use { entra in
            try await entra.group("Admins", isAssignableToRole: true)
            try await entra.group("Trainees", within: "Admins")
            let person = try await entra.person("ada", groups: ["Trainees"])
            #expect(try await entra.directory.liveAccount(person)?.memberOfRoleAssignableGroup == true)
        }
    }

    @Test func `a member of a restricted management unit is privileged`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada", ["isManagementRestricted": true])
            #expect(try await entra.directory.liveAccount(person)?.isPrivileged == true)
        }
    }

    @Test func `roles the app may not read still count as roles`() async throws {
        try await SimulatedTenant.use(permissions: ["User.Read.All", "GroupMember.Read.All"]) { entra in
            let person = try await entra.person("root", roles: ["Global Administrator"])
            #expect(try await entra.directory.liveAccount(person)?.isPrivileged == true)
        }
    }

    @Test func `groups the app may not read make the question unanswerable`() async throws {
        try await SimulatedTenant.use(permissions: ["User.Read.All", "RoleManagement.Read.Directory"]) { entra in
            try await entra.group("Admins", isAssignableToRole: true)
            let person = try await entra.person("ada", groups: ["Admins"])
            await expect(.forbidden) { try await entra.directory.liveAccount(person) }
        }
    }

    @Test func `an app without permission is told apart from an account that is missing`() async throws {
        try await SimulatedTenant.use(permissions: ["Mail.Send"]) { entra in
            let person = try await entra.person("ada")
            await expect(.forbidden) { try await entra.directory.liveAccount(person) }
        }
    }

    @Test func `an account of another tenant is not even asked for`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            let other = try #require(TenantID(rawValue: UUID().uuidString))
            await expect(.rejected) {
                try await entra.directory.liveAccount(PersonID(tenant: other, object: person.object))
            }
            #expect(await entra.calls().isEmpty)
        }
    }

    @Test func `Graph out of order is unavailable, never missing`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            try await entra.fault(.unavailable, ["path": "/v1.0/users/*", "count": 9])
            await expect(.unavailable) { try await entra.directory.liveAccount(person) }
        }
    }

    @Test func `memberships are read to the last page`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            let (person, path) = try ScriptedServer.person(server)
            let link = "\(graph.configuration.graph)\(path)/transitiveMemberOf?$skiptoken=2"
            server.on(
                "GET \(path)/transitiveMemberOf?$top=999", .json(#"{"value":[],"@odata.nextLink":"\#(link)"}"#))
            server.on(
                "GET \(path)/transitiveMemberOf?$skiptoken=2",
                .json(
                    ##"{"value":[{"@odata.type":"#microsoft.graph.directoryRole","id":"\##(ScriptedServer.tenant)","roleTemplateId":"r"}]}"##
                ))
            #expect(try await GraphDirectory(graph: graph).liveAccount(person)?.directoryRoles == ["r"])
        }
    }

    @Test func `a foreign link among the memberships leaves the question unanswered`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            let (person, path) = try ScriptedServer.person(server)
            server.on(
                "GET \(path)/transitiveMemberOf?$top=999",
                .json(#"{"value":[],"@odata.nextLink":"https://evil.example/v1.0/x"}"#))
            await expect(.malformed) { try await GraphDirectory(graph: graph).liveAccount(person) }
        }
    }

    @Test func `a leave date is read when it may be`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            let (person, path) = try ScriptedServer.person(server)
            server.on("GET \(path)/transitiveMemberOf?$top=999", .json(#"{"value":[]}"#))
            server.on(
                "GET \(path)?$select=employeeLeaveDateTime",
                .json(#"{"employeeLeaveDateTime":"2026-06-05T00:00:00.1234567Z"}"#),
                .error(403, "Authorization_RequestDenied"), .error(503, "serviceNotAvailable"))
            let directory = GraphDirectory(graph: graph)
            #expect(
                try await directory.liveAccount(person)?.employeeLeaveDate == Date(timeIntervalSince1970: 1_780_617_600)
            )
            #expect(try await directory.liveAccount(person)?.employeeLeaveDate == nil)
            await expect(.unavailable) { try await directory.liveAccount(person) }
        }
    }

    @Test(arguments: [
        #"{"id":"22222222-2222-3333-4444-555555555555","userPrincipalName":"x","accountEnabled":true}"#,
        #"{"id":"11111111-2222-3333-4444-555555555555","userPrincipalName":"x","accountEnabled":null}"#,
        #"{"userPrincipalName":"x","accountEnabled":true}"#, "[]", "<html>", "",
    ])
    func `an answer about somebody else, or about nothing, is refused`(_ body: String) async throws {
        try await ScriptedServer.use { server, graph, _ in
            let (person, path) = try ScriptedServer.person(server)
            server.on("GET \(path)?\(ScriptedServer.accountQuery)", .json(body))
            server.on("GET \(path)/transitiveMemberOf?$top=999", .json(#"{"value":[]}"#))
            await expect(.malformed) { try await GraphDirectory(graph: graph).liveAccount(person) }
        }
    }
}

extension ScriptedServer {
    static let accountQuery = "$select=id%2CuserPrincipalName%2CaccountEnabled%2CuserType%2CisManagementRestricted"

    /// Somebody the scripted Graph knows by name and nothing else.
    static func person(_ server: ScriptedServer) throws -> (PersonID, path: String) {
        let tenant = try #require(TenantID(rawValue: Self.tenant))
        let object = try #require(ObjectID(rawValue: Self.tenant))
        let path = "/v1.0/users/\(object)"
        server.on(
            "GET \(path)?\(accountQuery)",
            .json(#"{"id":"\#(object)","userPrincipalName":"x@y.z","accountEnabled":true,"userType":"Member"}"#))
        server.on("GET \(path)?$select=employeeLeaveDateTime", .json("{}"))
        return (PersonID(tenant: tenant, object: object), path)
    }
}

/// Expects a `DirectoryError` of this code.
func expect<Value>(
    _ code: DirectoryError.Code, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Value
) async {
    let error = await #expect(throws: DirectoryError.self, sourceLocation: sourceLocation) { _ = try await body() }
    if let error { #expect(error.code == code, "\(error.detail)", sourceLocation: sourceLocation) }
}
