import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Proofing
@testable import WebServer

typealias ClaimantStage = ClaimantView.Stage

@Suite struct SessionPageTests {
    private func page(
        _ stage: ClaimantStage, capturing: Bool = false, following: Bool = false, agent: String = ""
    ) async throws -> TestResponse {
        let claimants = FakeClaimants()
        claimants.set { $0.view = .sample(stage, isCapturing: capturing, isFollowing: following) }
        return try await Fixture.web(Fixture.dependencies(claimants)) {
            try await $0.get("/session", cookie: Fixture.cookie, headers: [.userAgent: agent])
        }
    }

    @Test(arguments: [ClaimantStage.document, .face, .deciding, .passReady, .passShown, .finished])
    func `The capturing device sees the stage's own page, the other one follows`(stage: ClaimantStage) async throws {
        let own = try await page(stage, capturing: true)
        #expect(own.status == .ok)
        #expect(own.text.contains("data-stage=\"\(stage.rawValue)\" data-role=\"capturing\""))
        let other = try await page(stage, following: true)
        #expect(other.text.contains("data-stage=\"\(stage.rawValue)\" data-role=\"following\""))
        #expect(!other.text.contains("show-pass") && !other.text.contains("<video"))
    }

    @Test(arguments: [
        ClaimantStage.document, .face, .deciding, .passReady, .passShown, .finished, .consent, .chooseDevice,
    ])
    func `The state that scripts ask for names the page that is drawn`(stage: ClaimantStage) async throws {
        let claimants = FakeClaimants()
        for capturing in [true, false] {
            claimants.set { $0.view = .sample(stage, isCapturing: capturing) }
            try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
                let page = try await client.get("/session", cookie: Fixture.cookie).text
                let drawn = try #require(page.firstMatch(of: /data-stage="(\w+)" data-role="(\w+)"/))
                let state = try await client.get("/session/state", cookie: Fixture.cookie).text
                #expect(state == #"{"role":"\#(drawn.2)","stage":"\#(drawn.1)"}"#)
            }
        }
    }

    @Test func `No cookie, a foreign one and a broken one all show the same ended page`() async throws {
        let claimants = FakeClaimants()
        claimants.set { $0.view = nil }
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            var bodies: Set<String> = []
            for cookie in [nil, Fixture.cookie, "__Host-countersign=zz", "__Host-countersign=a.b.c"] as [String?] {
                let answer = try await client.get("/session", cookie: cookie)
                #expect(answer.status == .notFound)
                bodies.insert(answer.text)
            }
            #expect(bodies.count == 1)
            #expect(bodies.first?.contains("data-stage=\"expired\"") == true)
        }
    }

    @Test func `Consent sends the digest of the words on the page, and others are refused`() async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            let page = try await client.get("/session", cookie: Fixture.cookie).text
            let digest = try #require(page.firstMatch(of: /name="text" value="([0-9a-f]{64})"/)?.1)
            #expect(
                try await client.post("/session/consent", form: "text=\(String(repeating: "0", count: 64))").status
                    == .seeOther)
            #expect(!claimants.asked.contains { $0.hasPrefix("consent") })
            #expect(try await client.post("/session/consent", form: "text=\(digest)").status == .seeOther)
            #expect(claimants.asked.contains("consent \(digest)"))
        }
    }

    @Test func `Retention is told in the words that are agreed to`() async throws {
        let page = try await page(.consent).text
        #expect(
            page.contains(
                "Pictures are erased as soon as it is decided. If a colleague has to look, they are kept for 7 days at most."
            ))
        var long = ClaimantView.sample(.consent)
        long.retention.reviewDays = 8
        let text = try PageRenderer.load(tenant: Fixture.presentation(), assets: "").text
        #expect(ConsentText(long, text).digest != ConsentText(.sample(.consent), text).digest)
    }

    @Test func `A phone is led to its own camera first, a computer to the phone's`() async throws {
        let phone = try await page(.chooseDevice, agent: "Mozilla/5.0 (iPhone) Mobile Safari/604").text
        #expect(phone.contains("id=\"other-device\""))
        let computer = try await page(.chooseDevice, agent: "Mozilla/5.0 (Windows NT 10.0) Chrome/120").text
        #expect(!computer.contains("id=\"other-device\"") && computer.contains("id=\"qr\""))
        for page in [phone, computer] { #expect(page.contains("id=\"here\"")) }
    }

    @Test func `An old step goes to the present page, and says so to scripts`() async throws {
        let claimants = FakeClaimants()
        claimants.set { $0.failure = ClaimantError.outOfStep }
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            let form = try await client.post("/session/here")
            #expect(form.status == .seeOther && form.headers[.location] == "/session")
            let script = try await client.postJSON("/session/challenge")
            #expect(script.status == .conflict && script.text == #"{"error":"outOfStep"}"#)
        }
    }

    @Test func `Something that is down is told kindly, with a time to come back`() async throws {
        let claimants = FakeClaimants()
        claimants.set { $0.failure = ClaimantError.unavailable }
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            let page = try await client.get("/session", cookie: Fixture.cookie)
            #expect(page.status == .serviceUnavailable && page.headers[.retryAfter] == "5")
            #expect(page.text.contains("Nothing is lost"))
        }
    }

    @Test func `Giving up clears the cookie`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            let answer = try await client.post("/session/cancel")
            #expect(answer.headers[.setCookie]?.hasPrefix("__Host-countersign=; Max-Age=0; Path=/; Secure") == true)
            #expect(answer.headers[.location] == "/r/contoso")
        }
    }

    @Test func `The stream of events tells of a change and ends with the session`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            let answer = try await client.get("/session/events", cookie: Fixture.cookie)
            #expect(answer.headers[.contentType] == "text/event-stream")
            #expect(answer.text == "event: changed\ndata: {}\n\n")
            #expect(try await client.get("/session/events", headers: [.accept: "application/json"]).status == .notFound)
        }
    }
}
