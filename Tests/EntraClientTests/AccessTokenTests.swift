@testable import EntraClient
import Foundation
import Proofing
import Testing

@Suite struct `Access tokens` {
    @Test func `a secret gets a token, and the token opens Graph`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            #expect(try await entra.directory.liveAccount(person)?.userPrincipalName == "ada@contoso.example")
        }
    }

    @Test func `a certificate gets a token, signed with PS256`() async throws {
        let pair = try TestCertificate.one.get()
        try await SimulatedTenant.use(certificates: [pair.certificatePEM]) { entra in
            var configuration = entra.configuration
            configuration.credential = .certificate(
                try ClientCertificate(certificatePEM: pair.certificatePEM, privateKeyPEM: Secret(pair.privateKeyPEM)))
            _ = try await AccessTokens(configuration: configuration, surroundings: entra.bench.surroundings).current()
            #expect(await entra.tokensIssued() == 1)
        }
    }

    @Test func `a certificate the app does not know is refused with what to do`() async throws {
        let pair = try TestCertificate.one.get()
        try await SimulatedTenant.use { entra in
            var configuration = entra.configuration
            configuration.credential = .certificate(
                try ClientCertificate(certificatePEM: pair.certificatePEM, privateKeyPEM: Secret(pair.privateKeyPEM)))
            let error = await refusal(configuration, entra)
            #expect(error?.aadsts == 700_027)
            #expect(error?.advice.contains("Upload") == true)
        }
    }

    @Test func `a wrong secret is told by its code and what to do, and never repeated`() async throws {
        try await SimulatedTenant.use { entra in
            var configuration = entra.configuration
            configuration.credential = .secret(Secret("hunter2"))
            let error = await refusal(configuration, entra)
            #expect(error?.code == .refused)
            #expect(error?.description.hasPrefix("AADSTS7000215: The client secret is wrong.") == true)
            #expect(!entra.bench.log.text.contains("hunter2"))
            #expect(await entra.tokensIssued() == 1)
            #expect(entra.bench.sleep.seconds.isEmpty)
        }
    }

    @Test func `an unknown app and an unknown tenant have their own codes`() async throws {
        try await SimulatedTenant.use { entra in
            var app = entra.configuration
            app.client = try #require(ObjectID(rawValue: UUID().uuidString))
            #expect(await refusal(app, entra)?.aadsts == 700_016)
            var tenant = entra.configuration
            tenant.tenant = try #require(TenantID(rawValue: UUID().uuidString))
            #expect(await refusal(tenant, entra)?.aadsts == 90_002)
            var scope = entra.configuration
            scope.scope = "https://graph.microsoft.com/User.Read.All"
            #expect(await refusal(scope, entra)?.aadsts == 70_011)
        }
    }

    @Test func `fifty callers make one request`() async throws {
        try await SimulatedTenant.use { entra in
            let tokens = entra.tokens
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 { group.addTask { try await tokens.current().number } }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect(numbers == [1])
            #expect(await entra.tokensIssued() == 1)
        }
    }

    @Test func `a token is renewed five minutes before its end`() async throws {
        try await SimulatedTenant.use { entra in
            let tokens = entra.tokens
            _ = try await tokens.current()
            entra.bench.clock.advance(3599 - 301)
            #expect(try await tokens.current().number == 1)
            entra.bench.clock.advance(2)
            #expect(try await tokens.current().number == 2)
        }
    }

    @Test func `a short-lived token is used for nine tenths of its life`() async throws {
        try await SimulatedTenant.use { entra in
            try await entra.fault(.tokenLifetimeSeconds, 60)
            let tokens = entra.tokens
            _ = try await tokens.current()
            entra.bench.clock.advance(53)
            #expect(try await tokens.current().number == 1)
            entra.bench.clock.advance(2)
            #expect(try await tokens.current().number == 2)
        }
    }

    @Test func `whoever was refused with an older token gets the newer one without a request`() async throws {
        try await SimulatedTenant.use { entra in
            let tokens = entra.tokens
            let first = try await tokens.current()
            let second = try await tokens.replacement(for: first)
            #expect(try await tokens.replacement(for: first).number == second.number)
            #expect(await entra.tokensIssued() == 2)
        }
    }

    @Test func `a busy token endpoint is waited for as long as it asks`() async throws {
        try await SimulatedTenant.use { entra in
            try await entra.fault(.throttle, ["path": "*/oauth2/v2.0/token", "count": 2, "retryAfterSeconds": 7])
            _ = try await entra.tokens.current()
            #expect(entra.bench.sleep.seconds == [7, 7])
        }
    }

    @Test func `an endpoint that stays busy is given up, and nothing is said against the credential`() async throws {
        try await SimulatedTenant.use { entra in
            try await entra.fault(.unavailable, ["path": "*/oauth2/v2.0/token", "count": 9])
            #expect(await refusal(entra.configuration, entra)?.code == .unavailable)
            #expect(await entra.tokensIssued() == 3)
        }
    }

    private func refusal(_ configuration: EntraConfiguration, _ entra: SimulatedTenant) async -> TokenError? {
        await #expect(throws: TokenError.self) {
            try await AccessTokens(configuration: configuration, surroundings: entra.bench.surroundings).current()
        }
    }
}
