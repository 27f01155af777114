import HTTPTypes
import HummingbirdTesting
import Testing

@testable import OpenIDProvider
@testable import Proofing
@testable import WebServer

@Suite struct SignInPageTests {
    private func page(_ view: ClaimantView) async throws -> TestResponse {
        let claimants = FakeClaimants()
        claimants.set { $0.view = view }
        return try await Fixture.web(SignInFixture.dependencies(claimants)) {
            try await $0.get("/sign-in", cookie: SignInFixture.cookie)
        }
    }

    @Test func `The face page shows whose sign-in it is, how long Entra waits, and the way out`() async throws {
        let page = try await page(SignInFixture.view(.face))
        #expect(page.text.contains("&lt;b&gt;amira@contoso.com") && !page.text.contains("<b>amira"))
        #expect(page.text.contains(#"data-seconds="252" data-late="leave""#) && page.text.contains("4:12"))
        #expect(page.text.contains(#"data-base="/sign-in""#))
        #expect(page.text.contains(#"action="/sign-in/leave""#) && !page.text.contains("/session/"))
        #expect(page.headers[.permissionsPolicy]?.contains("camera=(self)") == true)
        // A window that an application opened must not lose its opener here.
        #expect(page.headers[.openerPolicy] == "unsafe-none")
    }

    @Test func `The full proof asks for the reference with the consent, and lets a proof be finished`() async throws {
        let page = try await page(SignInFixture.view(.consent, way: .fullProof))
        #expect(page.text.contains(#"type="hidden" name="keep""#) && page.text.contains("365 days"))
        #expect(page.text.contains(#"data-late="stay""#))
        #expect(!page.text.contains(#"id="another-way""#))
    }

    @Test func `Looking changes nothing, whatever the stage`() async throws {
        for stage in [ClaimantView.Stage.answerReady, .face, .noAutomaticAnswer, .finished] {
            let claimants = FakeClaimants()
            let view = try SignInFixture.view(stage)
            claimants.set { $0.view = view }
            try await Fixture.web(SignInFixture.dependencies(claimants)) { client async throws in
                _ = try await client.get("/sign-in", cookie: SignInFixture.cookie)
                _ = try await client.execute(uri: "/sign-in", method: .head, headers: [.cookie: SignInFixture.cookie])
                for path in ["/sign-in/answer", "/sign-in/leave", "/sign-in/withdraw"] {
                    #expect(try await client.get(path, cookie: SignInFixture.cookie).status == .notFound)
                }
            }
            #expect(Set(claimants.asked) == ["view"])
        }
    }

    @Test func `Without a cookie, and with another session's, the page says to start again`() async throws {
        try await Fixture.web(SignInFixture.dependencies()) { client async throws in
            for cookie in [nil, Fixture.cookie] {
                let page = try await client.get("/sign-in", cookie: cookie)
                #expect(
                    page.status == .notFound && page.text.contains(#"id="start-again" href="https://login.example/""#))
                #expect(try await client.post("/sign-in/answer", cookie: cookie).status == .notFound)
            }
        }
    }

    @Test func `After the deadline there is an honest page and no form`() async throws {
        let page = try await page(SignInFixture.view(.expired, isAwaited: false))
        #expect(page.text.contains(#"id="start-again""#) && !page.text.contains("<form"))
    }

    @Test func `A face that was not recognised leads back, with words that tell nothing`() async throws {
        let refused = try await page(SignInFixture.view(.noAutomaticAnswer)).text
        #expect(refused.contains(#"action="/sign-in/answer""#) && !refused.contains(#"id="later""#))
        let referred = try await page(SignInFixture.view(.noAutomaticAnswer, way: .fullProof, purpose: .enrolment)).text
        #expect(referred.contains(#"action="/sign-in/answer""#) && referred.contains(#"id="later""#))
    }

    @Test func `A late enrolment says that the next sign-in is a selfie`() async throws {
        let page = try await page(SignInFixture.view(.finished, way: .fullProof, isAwaited: false, purpose: .enrolment))
        #expect(page.text.contains("now a selfie is enough") && page.text.contains(#"action="/sign-in/withdraw""#))
    }

    // MARK: Answers

    private func answer(
        _ path: String, _ outcome: SignInOutcome?, fault: AnswerFault? = nil
    ) async throws -> TestResponse {
        let claimants = FakeClaimants()
        claimants.set { $0.outcome = outcome }
        return try await Fixture.web(SignInFixture.dependencies(claimants, fault: fault)) {
            try await $0.post(path, cookie: SignInFixture.cookie)
        }
    }

    @Test func `An approval leaves as a form to Microsoft that sends itself`() async throws {
        let kept = try KeptRequest.encode(SignInFixture.request)
        let page = try await answer("/sign-in/answer", .approved(SignInFixture.decision, request: kept))
        #expect(page.text.contains(#"name="id_token" value="signed.token.here""#))
        #expect(page.text.contains(#"data-auto="yes""#) && page.text.contains(#"id="go-on""#))
        AuthorizeTests.checkForm(page)
    }

    @Test func `A cancelled and a refused sign-in tell Entra that access is denied`() async throws {
        let kept = try KeptRequest.encode(SignInFixture.request)
        for (path, outcome) in [
            ("/sign-in/answer", SignInOutcome.declined(request: kept)), ("/sign-in/leave", .cancelled(request: kept)),
        ] {
            let page = try await answer(path, outcome)
            #expect(page.text.contains(#"name="error" value="access_denied""#) && !page.text.contains("id_token"))
            AuthorizeTests.checkForm(page)
        }
    }

    @Test(arguments: AnswerFault.allCases)
    func `What cannot be signed is not signed`(_ fault: AnswerFault) async throws {
        let kept = try KeptRequest.encode(SignInFixture.request)
        let page = try await answer("/sign-in/answer", .approved(SignInFixture.decision, request: kept), fault: fault)
        #expect(!page.text.contains("id_token"))
        #expect(page.text.contains("temporarily_unavailable") == (fault != .tooLate))
    }

    @Test func `What was answered already leads to the present page`() async throws {
        let page = try await answer("/sign-in/answer", nil)
        #expect(page.status == .seeOther && page.headers[.location] == "/sign-in")
    }
}
