@testable import EntraClient
import Foundation
import Proofing
import Testing

@Suite struct `Methods and sessions` {
    private let authenticator = "aaaaaaaa-2222-3333-4444-555555555555"
    private let passkey = "_jpur-tgztk6aqclf3bqja2"

    @Test func `removable methods are listed by kind; passwords and passes are not among them`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            await entra.give(person, phone: "+1 5550100", authenticator: authenticator, passkey: passkey)
            _ = try await entra.directory.createPass(.init(person: person, lifetimeInMinutes: 60, isUsableOnce: true))
            #expect(
                Set(try await entra.directory.methods(of: person)) == [
                    AuthenticationMethod(kind: .phoneMethods, id: "3179e48a-750b-4051-897c-87b9720928f7"),
                    AuthenticationMethod(kind: .microsoftAuthenticatorMethods, id: authenticator),
                    AuthenticationMethod(kind: .fido2Methods, id: passkey),
                ])
        }
    }

    @Test func `a method is removed through its typed path, and twice does no harm`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            await entra.give(person, phone: "+1 5550100", authenticator: authenticator, passkey: passkey)
            let method = AuthenticationMethod(kind: .fido2Methods, id: passkey)
            try await entra.directory.removeMethod(method, of: person)
            try await entra.directory.removeMethod(method, of: person)
            #expect(await entra.calls("DELETE", containing: "/fido2Methods/\(passkey)").count == 2)
            #expect(try await entra.directory.methods(of: person).count == 2)
        }
    }

    @Test func `the default method alone is refused while others remain`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            await entra.give(person, phone: "+1 5550100", authenticator: authenticator, passkey: passkey)
            let all = try await entra.directory.methods(of: person)
            let phone = try #require(all.first { $0.kind == .phoneMethods })
            await expect(.rejected) { try await entra.directory.removeMethod(phone, of: person) }
        }
    }

    @Test func `all methods go, the default one last`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            await entra.give(person, phone: "+1 5550100", authenticator: authenticator, passkey: passkey)
            let all = try await entra.directory.methods(of: person)
            #expect(try await entra.directory.removeMethods(all, of: person).isEmpty)
            #expect(try await entra.directory.methods(of: person).isEmpty)
        }
    }

    @Test func `what could not be removed is told`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            await entra.give(person, phone: "+1 5550100", authenticator: authenticator, passkey: passkey)
            let phone = try #require(try await entra.directory.methods(of: person).first { $0.kind == .phoneMethods })
            #expect(try await entra.directory.removeMethods([phone], of: person) == [phone])
        }
    }

    @Test func `an id that would climb out of its path goes nowhere`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            await expect(.rejected) {
                try await entra.directory.removeMethod(.init(kind: .phoneMethods, id: ".."), of: person)
            }
            try await entra.directory.removeMethod(.init(kind: .phoneMethods, id: "../../../me"), of: person)
            #expect(await entra.calls("DELETE").allSatisfy { $0.contains("/phoneMethods/../../../me") })
            #expect(await entra.effects().isEmpty)
        }
    }

    @Test func `sessions are revoked`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            try await entra.directory.revokeSessions(of: person)
            #expect(await entra.effects() == ["sessionsRevoked"])
        }
    }

    @Test func `revoking for nobody is told`() async throws {
        try await SimulatedTenant.use { entra in
            let nobody = try entra.personID(UUID().uuidString)
            await expect(.notFound) { try await entra.directory.revokeSessions(of: nobody) }
        }
    }
}
