import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct EnrolmentRoutesTests {
    @Test func `Enrolling begins with an address, like everything here`() async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(SignInFixture.dependencies(claimants)) { client async throws in
            #expect(try await client.get("/r/contoso/enrol").text.contains(#"action="/r/contoso/enrol/start""#))
            let answer = try await client.post("/r/contoso/enrol/start", form: "email=amira%40contoso.com", cookie: nil)
            #expect(answer.status == .seeOther && answer.headers[.location] == "/session")
            let wrong = try await client.post("/r/contoso/enrol/start", form: "email=%22%3E%3Cscript%3E", cookie: nil)
            #expect(wrong.status == .unprocessableContent && !wrong.text.contains("<script>"))
        }
        #expect(claimants.asked == ["start enrolment amira@contoso.com Browser on unknown device"])
    }

    @Test func `The front door stands beside the one for enrolling, and other companies have neither`() async throws {
        try await Fixture.web(SignInFixture.dependencies(FakeClaimants())) { client async throws in
            #expect(try await client.get("/r/contoso").status == .ok)
            #expect(try await client.get("/r/fabrikam").status == .notFound)
            #expect(try await client.get("/r/fabrikam/enrol").status == .notFound)
            let start = try await client.post("/r/fabrikam/enrol/start", form: "email=a%40b.c", cookie: nil)
            #expect(start.status == .notFound)
        }
    }

    @Test(arguments: ["enrolment", "externalAuthentication"])
    func `The front door opens recoveries only`(purpose: String) async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(SignInFixture.dependencies(claimants)) { client async throws in
            let answer = try await client.post("/r/contoso/start", form: "email=a%40b.c&purpose=\(purpose)")
            #expect(answer.status == .unprocessableContent)
        }
        #expect(claimants.asked.isEmpty)
    }

    @Test func `A link scanner erases nothing; the button does, once`() async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(SignInFixture.dependencies(claimants)) { client async throws in
            let page = try await client.get("/withdraw?code=\(Fixture.code.value.reveal())")
            #expect(page.status == .ok)
            _ = try await client.execute(uri: "/withdraw", method: .head)
            #expect(claimants.asked.isEmpty)
            let code = Fixture.code.value.reveal()
            #expect(try await client.postJSON("/withdraw", #"{"code":"\#(code)"}"#, cookie: nil).status == .ok)
            let other = String(repeating: "a", count: 32)
            #expect(try await client.postJSON("/withdraw", #"{"code":"\#(other)"}"#, cookie: nil).status == .notFound)
            #expect(try await client.postJSON("/withdraw", #"{"code":"short"}"#, cookie: nil).status == .notFound)
        }
    }

    @Test func `Keeping the face is a box of its own that is not ticked, and its words have a digest of their own`()
        async throws
    {
        let claimants = FakeClaimants()
        claimants.set { $0.view?.enrolment = EnrolmentOffer(isRequired: false, days: 90) }
        try await Fixture.web(SignInFixture.dependencies(claimants)) { client async throws in
            let page = try await client.get("/session", cookie: Fixture.cookie).text
            #expect(
                page.contains("90 days") && page.contains(#"type="checkbox" id="keep""#) && !page.contains("checked"))
            let text = try #require(page.firstMatch(of: /name="text" value="([0-9a-f]{64})"/)?.1)
            let keep = try #require(page.firstMatch(of: /name="keep" value="([0-9a-f]{64})"/)?.1)
            #expect(text != keep)
            _ = try await client.post("/session/consent", form: "text=\(text)")
            _ = try await client.post("/session/consent", form: "text=\(text)&keep=\(keep)")
            let stale = try await client.post("/session/consent", form: "text=\(text)&keep=\(text)")
            #expect(stale.status == .seeOther)
            #expect(
                claimants.asked.filter { $0.hasPrefix("consent") } == ["consent \(text)", "consent \(text) \(keep)"])
        }
    }

    @Test func `Where no face is kept the page does not ask`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            #expect(try await !client.get("/session", cookie: Fixture.cookie).text.contains("name=\"keep\""))
        }
    }
}
