import Foundation
import Testing

@testable import EntraSimulator

@Suite struct AuthorizationTests {
    typealias Mode = TenantSettings.AuthorizationMode

    private func status(
        _ mode: Mode, permissions: Set<String>, roles: [String], on local: String
    ) async throws -> Int {
        let box = StatusBox()
        try await Lab.run(permissions: permissions, roles: roles) { lab async throws in
            await lab.tenant.changeSettings { $0.authorization = mode }
            let user = try await lab.person(local)
            let reply = try await lab.graph("POST", lab.passPath(user), [:])
            if reply.status == 403 {
                #expect(reply.errorCode == "accessDenied")
                #expect(reply.errorMessage == "Request Authorization failed")
            }
            await box.set(reply.status)
        }
        return await box.value
    }

    private actor StatusBox {
        var value = 0
        func set(_ status: Int) { value = status }
    }

    private static let pass: Set<String> = ["UserAuthMethod-TAP.ReadWrite.All"]
    private static let authentication = ["Authentication Administrator"]

    @Test(
        "Permission and role open the gates as the mode says",
        arguments: [
            (Mode.permission, pass, [], "linh.nguyen", 201),
            // With the permission alone Entra protects nobody: that is the product's duty.
            (Mode.permission, pass, [], "greta.hollenstein", 201),
            (Mode.permission, [], authentication, "linh.nguyen", 403),
            (Mode.role, [], authentication, "linh.nguyen", 201),
            (Mode.role, [], authentication, "greta.hollenstein", 403),
            (Mode.role, pass, [], "linh.nguyen", 403),
            (Mode.role, [], ["User Administrator"], "linh.nguyen", 403),
            (Mode.role, [], ["Helpdesk Administrator"], "linh.nguyen", 403),
            (Mode.role, [], authentication, "noor.dekeyzer", 403),
            (Mode.role, [], authentication, "tariq.benomar", 403),
            (Mode.role, [], ["Privileged Authentication Administrator"], "greta.hollenstein", 201),
            (Mode.both, pass, authentication, "linh.nguyen", 201),
            (Mode.both, pass, [], "linh.nguyen", 403),
            (Mode.both, [], authentication, "linh.nguyen", 403),
            (Mode.both, pass, authentication, "greta.hollenstein", 403),
        ] as [(Mode, Set<String>, [String], String, Int)])
    func gates(mode: Mode, permissions: Set<String>, roles: [String], person: String, expected: Int) async throws {
        #expect(try await status(mode, permissions: permissions, roles: roles, on: person) == expected)
    }

    @Test(
        "The role matrix is the published one",
        arguments: [
            (DirectoryRole.helpdeskAdministrator, DirectoryRole.helpdeskAdministrator, true),
            (.helpdeskAdministrator, .authenticationAdministrator, false),
            (.authenticationAdministrator, .authenticationAdministrator, true),
            (.authenticationAdministrator, .helpdeskAdministrator, false),
            (.authenticationAdministrator, .reportsReader, true),
            (.passwordAdministrator, .reportsReader, false),
            (.userAdministrator, .userAdministrator, true),
            (.userAdministrator, .privilegedRoleAdministrator, false),
            (.globalAdministrator, .globalAdministrator, true),
        ])
    func matrix(caller: DirectoryRole, target: DirectoryRole, allowed: Bool) {
        let protection = RoleMatrix.Protection(
            roles: [target.templateID], inRoleAssignableGroup: false, isManagementRestricted: false)
        #expect(RoleMatrix.allows([caller.templateID], .sensitiveProperties, on: protection) == allowed)
    }

    @Test(
        "Without its permission each call is refused in its own words",
        arguments: [
            ("GET", "users", "Authorization_RequestDenied"), ("GET", "users/delta", "Authorization_RequestDenied"),
            ("GET", "groups/delta", "Authorization_RequestDenied"),
            ("GET", "organization", "Authorization_RequestDenied"),
            ("POST", "users/{id}/revokeSignInSessions", "Authorization_RequestDenied"),
            ("GET", "users/{id}/authentication/methods", "accessDenied"),
            ("DELETE", "users/{id}/authentication/phoneMethods/x", "accessDenied"),
            ("POST", "users/{id}/sendMail", "ErrorAccessDenied"),
        ])
    func withoutPermission(method: String, path: String, code: String) async throws {
        try await Lab.run(permissions: [], roles: []) { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let reply = try await lab.graph(method, path.replacing("{id}", with: user.id), method == "POST" ? [:] : nil)
            #expect(reply.status == 403)
            #expect(reply.errorCode == code)
        }
    }
}
