import HTTPTypes
import HummingbirdTesting
import Testing

@testable import OpenIDProvider
@testable import Proofing
@testable import WebServer

/// What meets somebody whom Entra sends over.
@Suite struct AuthorizeTests {
    @Test func `A request that is taken opens a session bound to this browser and goes on with a GET`() async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(SignInFixture.dependencies(claimants)) { client async throws in
            let answer = try await SignInFixture.authorize(client)
            #expect(answer.status == .seeOther && answer.headers[.location] == "/sign-in")
            // Lax: the page after this redirect is reached from Microsoft's.
            #expect(
                answer.headers[values: .setCookie]
                    == ["\(SignInFixture.cookie); Path=/; Secure; HttpOnly; SameSite=Lax"])
        }
        #expect(claimants.asked == ["startSignIn \(Fixture.person.id.object) Edge on Windows"])
    }

    @Test func `Only this one address takes a form from elsewhere`() async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(SignInFixture.dependencies(claimants)) { client async throws in
            for path in [
                "/authorize/", "/authorize/x", "/sign-in/answer", "/sign-in/leave", "/sign-in/consent",
                "/sign-in/frame",
                "/sign-in/withdraw", "/withdraw", "/r/contoso/enrol/start",
            ] {
                let answer = try await client.post(path, cookie: SignInFixture.cookie, site: "cross-site")
                #expect(answer.status == .forbidden || answer.status == .notFound, "\(path)")
            }
        }
        #expect(claimants.asked.isEmpty)
    }

    @Test func `A factor we cannot offer is declined at once, before a camera opens`() async throws {
        for code in [RefusalCode.acrNotOffered, .amrNotOffered] {
            var refusal = Refusal(code)
            refusal.answer = .refusal("access_denied", state: SignInFixture.state, to: SignInFixture.connection)
            let claimants = FakeClaimants()
            try await Fixture.web(SignInFixture.dependencies(claimants, refusal: refusal)) { client async throws in
                let page = try await SignInFixture.authorize(client)
                #expect(page.text.contains(#"data-auto="yes""#) && page.text.contains(code.rawValue))
                #expect(page.text.contains(#"name="error" value="access_denied""#))
                #expect(page.headers[.setCookie] == nil)
                Self.checkForm(page)
            }
            #expect(claimants.asked.isEmpty)
        }
    }

    @Test(arguments: RefusalCode.allCases)
    func `Each refusal shows sentence, code and the request's id, and sends nothing where nothing may go`(
        _ code: RefusalCode
    ) async throws {
        try await Fixture.web(SignInFixture.dependencies(refusal: Refusal(code, found: "<i>found"))) {
            client async throws in
            let page = try await SignInFixture.authorize(client)
            #expect(page.status == .badRequest)
            #expect(page.text.contains(">\(code.rawValue)<"))
            #expect(page.text.contains(try #require(page.headers[.requestID])))
            #expect(!page.text.contains("found") || code.sentence.contains("found"))
            #expect(!page.text.contains(#"id="answer""#))
            #expect(page.headers[.contentSecurityPolicy]?.contains("form-action 'self'") == true)
        }
    }

    @Test(arguments: SignInObstacle.allCases)
    func `Who is turned away learns what helps, and Entra hears no more than that it failed`(
        _ obstacle: SignInObstacle
    ) async throws {
        let claimants = FakeClaimants()
        claimants.set { $0.signInStart = .obstacle(obstacle) }
        try await Fixture.web(SignInFixture.dependencies(claimants)) { client async throws in
            let page = try await SignInFixture.authorize(client)
            #expect(page.headers[.setCookie] == nil)
            #expect(page.text.contains(SignInFixture.correlation) && page.text.contains(">\(obstacle.rawValue)<"))
            #expect(!page.text.contains("signIn.obstacle"))
            if obstacle == .tooLate {
                #expect(!page.text.contains(#"id="answer""#) && page.text.contains(#"id="start-again""#))
            } else {
                #expect(page.text.contains(#"name="error" value="access_denied""#))
                Self.checkForm(page)
            }
            #expect(page.text.contains("/r/contoso/enrol") == (obstacle == .notEnrolled))
        }
    }

    @Test func `A body that is longer than any of Entra's is judged, not read`() async throws {
        try await Fixture.web(SignInFixture.dependencies(refusal: Refusal(.formTooLong))) { client async throws in
            let long = String(repeating: "a", count: AuthorizationForm.limit * 2)
            let page = try await client.post("/authorize", form: long, cookie: nil, site: "cross-site")
            #expect(page.status == .badRequest && page.text.contains("formTooLong"))
        }
    }

    @Test func `Without the method there is no such page`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            #expect(try await SignInFixture.authorize(client).status == .notFound)
            for path in ["/sign-in", "/withdraw", "/r/contoso/enrol"] {
                #expect(try await client.get(path).status == .notFound, "\(path)")
            }
        }
    }

    /// Goes to Microsoft and nowhere else, is kept by nobody, and carries the state as it came.
    static func checkForm(_ page: TestResponse) {
        let policy = page.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("form-action \(SignInFixture.connection.redirectAddress);"))
        #expect(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"))
        #expect(page.headers[.cacheControl] == "no-store")
        #expect(page.headers[.openerPolicy] == "unsafe-none")
        #expect(page.text.contains(#"action="\#(SignInFixture.connection.redirectAddress)""#))
        #expect(!page.text.contains("<script>alert"))
        #expect(
            page.text.contains(
                #"name="state" value="a&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;=""#))
    }
}
