import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct QuestionTests {
    private func asking(_ claim: AskedClaim, misses: Int = 0) -> FakeClaimants {
        var view = ClaimantView.sample(.question, isCapturing: true)
        view.question = NamesakeQuestion(claim: claim, misses: misses)
        return FakeClaimants(.init(view: view))
    }

    @Test(arguments: AskedClaim.allCases)
    func `A question is a plain form with one thing in it`(claim: AskedClaim) async throws {
        try await Fixture.web(Fixture.dependencies(asking(claim))) { client async throws in
            let page = try await client.get("/session", cookie: Fixture.cookie).text
            #expect(page.contains("data-stage=\"question\""))
            #expect(page.contains("action=\"/session/question\"") && page.contains("value=\"\(claim.rawValue)\""))
            #expect(page.contains("id=\"postcode\"") == (claim == .address))
            #expect(page.contains("id=\"cannot\"") && !page.contains("id=\"again\""))
            // Nothing about others, or about what did not fit.
            for word in ["colleague fits", "other account", "same name", "wrong", "directory"] {
                #expect(!page.contains(word), "\(word)")
            }
        }
    }

    @Test func `A second try asks to check, and tells nothing else`() async throws {
        try await Fixture.web(Fixture.dependencies(asking(.phone, misses: 1))) { client async throws in
            let page = try await client.get("/session", cookie: Fixture.cookie).text
            #expect(page.contains("Please check what you wrote"))
        }
    }

    @Test func `Answers reach the desk, and the page of the present stage follows`() async throws {
        let claimants = asking(.address)
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            let forms = [
                "claim=phone&answer=%2B46+70", "claim=mail&answer=a%40b.example",
                "claim=address&answer=Storgatan+4&postcode=11122", "claim=address&answer=Storgatan+4",
            ]
            for form in forms {
                let answer = try await client.post("/session/question", form: form)
                #expect(answer.status == .seeOther && answer.headers[.location] == "/session")
            }
        }
        #expect(
            claimants.asked == [
                "answer phone(\"+46 70\")", "answer mail(\"a@b.example\")",
                "answer address(street: \"Storgatan 4\", postcode: \"11122\")",
                "answer address(street: \"Storgatan 4\", postcode: \"\")",
            ])
    }

    @Test(arguments: ["claim=documentNumber&answer=x", "claim=&answer=x", "answer=x", "claim=phone"])
    func `What was never asked is not understood`(form: String) async throws {
        let claimants = asking(.phone)
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            #expect(try await client.post("/session/question", form: form).status == .badRequest)
        }
        #expect(claimants.asked.isEmpty)
    }

    @Test func `An empty answer uses up no try`() async throws {
        let claimants = asking(.phone)
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            #expect(try await client.post("/session/question", form: "claim=phone&answer=+%09").status == .seeOther)
        }
        #expect(claimants.asked.isEmpty)
    }

    @Test func `Whoever has no session, or comes from elsewhere, answers nothing`() async throws {
        let claimants = asking(.phone)
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            #expect(
                try await client.post("/session/question", form: "claim=phone&answer=1", site: "cross-site").status
                    == .forbidden)
        }
        #expect(claimants.asked.isEmpty)
    }

    @Test func `A sign-in that went on as an enrolment is asked by its own door, with its own cookie`() async throws {
        var view = try SignInFixture.view(.question, way: .fullProof, isAwaited: false, purpose: .enrolment)
        view.question = NamesakeQuestion(claim: .phone)
        let claimants = FakeClaimants(.init(view: view))
        try await Fixture.web(SignInFixture.dependencies(claimants)) { client async throws in
            let page = try await client.get("/sign-in", cookie: SignInFixture.cookie).text
            #expect(page.contains("action=\"/sign-in/question\"") && page.contains("action=\"/sign-in/help\""))
            #expect(!page.contains("/session/"))
            let form = "claim=phone&answer=1"
            #expect(
                try await client.post("/sign-in/question", form: form, cookie: Fixture.cookie).status == .notFound)
            let answer = try await client.post("/sign-in/question", form: form, cookie: SignInFixture.cookie)
            #expect(answer.headers[.location] == "/sign-in")
        }
        #expect(claimants.asked.filter { $0.hasPrefix("answer") } == ["answer phone(\"1\")"])
    }

    @Test func `The computer that follows sees nothing of the question`() async throws {
        let claimants = FakeClaimants(.init(view: .sample(.deciding, isFollowing: true)))
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            let page = try await client.get("/session", cookie: Fixture.cookie).text
            #expect(page.contains("data-role=\"following\"") && !page.contains("/session/question"))
        }
    }
}
