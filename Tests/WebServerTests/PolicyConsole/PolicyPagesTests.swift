import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct PolicyPagesTests {
    private static func editor(_ name: String, _ role: ConsoleRole = .policyAdministrator) -> ReviewerSession {
        // A name of allowed letters as written.
        ReviewerSession(reviewer: ReviewerID(rawValue: name)!, role: role, account: nil, expiresAt: .distantFuture)
    }

    private func form(_ text: String, reason: String = "Fewer lookalikes.") -> String {
        func encoded(_ value: String) -> String {
            value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
        return "text=\(encoded(text))&reason=\(encoded(reason))"
    }

    private func console(
        _ policies: FakePolicies, as session: ReviewerSession,
        _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let reviews = FakeReviews(.sample(), session: session)
        try await Fixture.web(try Fixture.dependencies(FakeClaimants(), reviews, policies), body)
    }

    @Test(arguments: ["/console/policies", "/console/policies/1", "/console/policies/change"])
    func `Policies are shown to policy administrators only`(_ path: String) async throws {
        let policies = try FakePolicies()
        try await console(policies, as: Self.editor("mira", .reviewer)) { client async throws in
            #expect(try await client.get(path).status == .unauthorized)
            #expect(try await client.get(path, cookie: Fixture.consoleCookie).status == .forbidden)
        }
        try await console(policies, as: Self.editor("pia")) { client async throws in
            let page = try await client.get(path, cookie: Fixture.consoleCookie)
            #expect(page.status == .ok && !page.text.contains("href=\"/console/decided\""))
        }
    }

    @Test func `A change is proposed, shown with its difference, and agreed to by somebody else`() async throws {
        let policies = try FakePolicies()
        let body = form(try FakePolicies.text { $0.face.matchDistance = 0.3 })
        try await console(policies, as: Self.editor("pia")) { client async throws in
            let answer = try await client.post("/console/policies/change", form: body, cookie: Fixture.consoleCookie)
            #expect(answer.status == .seeOther && answer.headers[.location] == "/console/policies/2")
            let page = try await client.get("/console/policies/2", cookie: Fixture.consoleCookie).text
            #expect(page.contains("default.face.matchDistance") && page.contains("0.37") && page.contains("0.3<"))
            #expect(page.contains("id=\"second-person\"") && !page.contains("id=\"agree-policy\""))
            let own = try await client.post("/console/policies/2/agree", form: "", cookie: Fixture.consoleCookie)
            #expect(own.status == .conflict && own.text.contains("A second person has to agree."))
        }
        try await console(policies, as: Self.editor("omar")) { client async throws in
            let page = try await client.get("/console/policies/2", cookie: Fixture.consoleCookie).text
            #expect(page.contains("id=\"agree-policy\""))
            let agreed = try await client.post("/console/policies/2/agree", form: "", cookie: Fixture.consoleCookie)
            #expect(agreed.status == .seeOther)
            #expect(try policies.inForce().number == 2)
            let again = try await client.post("/console/policies/2/reject", form: "", cookie: Fixture.consoleCookie)
            #expect(again.status == .conflict)
        }
    }

    @Test func `Faults are told together, and nothing that was written is lost`() async throws {
        let policies = try FakePolicies()
        let text = try FakePolicies.text { $0.face.matchDistance = 0.9 }
            .replacing("\"failuresPerDay\"", with: "\"failuresPerDya\"")
        let body = form(text, reason: "My long reason")
        try await console(policies, as: Self.editor("pia")) { client async throws in
            let page = try await client.post("/console/policies/change", form: body, cookie: Fixture.consoleCookie)
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("policies[0].attempts.failuresPerDya"))
            #expect(page.text.contains("policies[0].attempts.failuresPerDay"))
            #expect(page.text.contains("My long reason") && page.text.contains("&quot;failuresPerDya&quot;"))
        }
        #expect(try policies.inForce().number == 1)
    }

    @Test(arguments: ["0", "-1", "x", "9"])
    func `A version that is none is not found`(_ number: String) async throws {
        try await console(try FakePolicies(), as: Self.editor("pia")) { client async throws in
            let page = try await client.get("/console/policies/\(number)", cookie: Fixture.consoleCookie)
            #expect(page.status == .notFound)
        }
    }

    @Test func `Markup in a reason stays text`() async throws {
        let policies = try FakePolicies()
        let body = form(try FakePolicies.text { $0.face.matchDistance = 0.3 }, reason: "<img src=x onerror=alert(1)>")
        try await console(policies, as: Self.editor("pia")) { client async throws in
            _ = try await client.post("/console/policies/change", form: body, cookie: Fixture.consoleCookie)
            for path in ["/console/policies", "/console/policies/2"] {
                let page = try await client.get(path, cookie: Fixture.consoleCookie).text
                #expect(!page.contains("<img src=x") && page.contains("&lt;img"))
            }
        }
    }
}
