import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct ReadinessPageTests {
    @Test(arguments: ["", ".json", ".csv"])
    func `The report is for people who are signed in`(_ ending: String) async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            let answer = try await client.get("/console/readiness\(ending)")
            #expect(answer.status == .unauthorized && !answer.text.contains("amira"))
        }
    }

    @Test func `The page counts, draws, and says what to do`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            let page = try await client.get("/console/readiness", cookie: Fixture.consoleCookie)
            #expect(page.status == .ok)
            #expect(page.text.contains("2 of 3 people"))
            #expect(page.text.contains("no date of birth") && page.text.contains("Bring dates of birth from HR"))
            #expect(page.text.contains("width=\"33\"") && page.text.contains("width=\"66\""))
            #expect(page.text.contains("amira@contoso.com"))
        }
    }

    @Test func `JSON and the file for spreadsheets say the same`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            let json = try await client.get("/console/readiness.json", cookie: Fixture.consoleCookie)
            #expect(json.headers[.contentType]?.hasPrefix("application/json") == true)
            #expect(json.text.contains("\"noDateOfBirth\""))
            let csv = try await client.get("/console/readiness.csv", cookie: Fixture.consoleCookie)
            #expect(csv.headers[.contentType]?.hasPrefix("text/csv") == true)
            #expect(
                csv.text.contains("\"amira@contoso.com\",\"Amira Haddad\",\"no\",\"noDateOfBirth noPrivateAddress\""))
        }
    }

    @Test func `Names from the directory stay text`() async throws {
        var dependencies = try Fixture.dependencies()
        dependencies.readiness = FakeReadiness(name: "<script>alert(1)</script>")
        try await Fixture.web(dependencies) { client async throws in
            let page = try await client.get("/console/readiness", cookie: Fixture.consoleCookie)
            #expect(!page.text.contains("<script>alert") && page.text.contains("&lt;script&gt;"))
        }
    }
}
