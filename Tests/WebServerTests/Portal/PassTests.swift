import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct PassTests {
    private func answer(_ pass: PassAnswer) async throws -> TestResponse {
        let claimants = FakeClaimants()
        claimants.set { $0.pass = pass }
        return try await Fixture.web(Fixture.dependencies(claimants)) { try await $0.post("/session/pass") }
    }

    @Test func `The code stands in the one answer that was asked for, and nobody may keep it`() async throws {
        let id = try #require(PassID(rawValue: "11111111-2222-3333-4444-777777777777"))
        let pass = IssuedPass(id: id, code: Secret("k7Q+mR2<"), lifetimeInMinutes: 60)
        let page = try await answer(.pass(pass, signInName: "amira.haddad@contoso.com"))
        #expect(page.status == .ok)
        #expect(page.headers[.cacheControl] == "no-store")
        #expect(page.text.contains("id=\"pass-code\" translate=\"no\">k7Q+mR2&lt;</output>"))
        #expect(page.text.contains("within the next 60 minutes"))
        #expect(page.text.contains("href=\"https://login.example/\""))
    }

    @Test func `A pass in the making asks again by itself`() async throws {
        let page = try await answer(.wait(seconds: 4))
        #expect(page.text.contains("data-again=\"4\""))
        #expect(!page.text.contains("pass-code"))
    }

    @Test func `No pass looks like every other end`() async throws {
        let page = try await answer(.unavailable)
        let claimants = FakeClaimants()
        claimants.set { $0.view = .sample(.noAutomaticAnswer) }
        let end = try await Fixture.web(Fixture.dependencies(claimants)) {
            try await $0.get("/session", cookie: Fixture.cookie)
        }
        #expect(page.text == end.text)
    }

    @Test func `Looking at the page makes no pass`() async throws {
        let claimants = FakeClaimants()
        claimants.set { $0.view = .sample(.passReady, isCapturing: true) }
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            #expect(try await client.get("/session", cookie: Fixture.cookie).text.contains("id=\"show-pass\""))
            #expect(try await client.get("/session/pass", cookie: Fixture.cookie).status == .seeOther)
        }
        #expect(!claimants.asked.contains("showPass"))
    }
}
