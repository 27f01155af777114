import Foundation
import Testing

@testable import EntraSimulator

@Suite struct MethodTests {
    @Test func `Methods are listed with their types and deleted by typed path`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let base = "users/\(user.id)/authentication"
            let types = try await lab.graph("GET", "\(base)/methods").objects.compactMap { $0["@odata.type"]?.string }
            #expect(types.contains("#microsoft.graph.passwordAuthenticationMethod"))
            #expect(types.contains("#microsoft.graph.phoneAuthenticationMethod"))
            let authenticator = try #require(
                try await lab.graph("GET", "\(base)/microsoftAuthenticatorMethods").objects.first?["id"]?.string)
            let path = "\(base)/microsoftAuthenticatorMethods/\(authenticator)"
            #expect(try await lab.graph("DELETE", path).status == 204)
            #expect(try await lab.graph("DELETE", path).status == 404)
        }
    }

    @Test func `The default method goes last`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let base = "users/\(user.id)/authentication"
            let phone = "\(base)/phoneMethods/\(AuthenticationMethod.mobilePhoneID)"
            #expect(try await lab.graph("DELETE", phone).status == 400)
            let authenticator = try #require(
                try await lab.graph("GET", "\(base)/microsoftAuthenticatorMethods").objects.first?["id"]?.string)
            #expect(
                try await lab.graph("DELETE", "\(base)/microsoftAuthenticatorMethods/\(authenticator)").status == 204)
            #expect(try await lab.graph("DELETE", phone).status == 204)
        }
    }

    @Test(
        "Paths that an app cannot delete by are refused",
        arguments: [
            ("methods/3179e48a-750b-4051-897c-87b9720928f7", 403),
            ("passwordMethods/28c10230-6103-485e-b985-444c60001490", 405),
            ("hardwareOathMethods/x", 400), ("fido2Methods/3179e48a-750b-4051-897c-87b9720928f7", 404),
        ])
    func notDeletable(path: String, status: Int) async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            #expect(try await lab.graph("DELETE", "users/\(user.id)/authentication/\(path)").status == status)
            #expect(try await lab.person("linh.nguyen").methods.count == 3)
        }
    }

    @Test func `Revoking sessions moves the moment from which they count`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let reply = try await lab.graph("POST", "users/\(user.id)/revokeSignInSessions")
            #expect(reply["value"] == true)
            let read = try await lab.graph("GET", "users/\(user.id)?$select=signInSessionsValidFromDateTime")
            #expect(read["signInSessionsValidFromDateTime"]?.string == Timestamp.text(Lab.start))
        }
    }
}
