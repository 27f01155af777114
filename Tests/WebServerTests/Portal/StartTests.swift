import HTTPTypes
import HummingbirdTesting
import Testing

@testable import WebServer

@Suite struct StartTests {
    @Test func `A start sets a cookie bound to this host and goes to the session`() async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            let answer = try await client.post(
                "/r/contoso/start", form: "email=amira%40contoso.com&purpose=mfaRecovery", cookie: nil,
                headers: [.userAgent: "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/120 Safari/537"])
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/session")
            #expect(
                answer.headers[values: .setCookie] == ["\(Fixture.cookie); Path=/; Secure; HttpOnly; SameSite=Strict"])
        }
        #expect(claimants.asked == ["start mfaRecovery amira@contoso.com Chrome on Windows"])
    }

    @Test func `Known and unknown addresses get the same answer, byte for byte, but for the request's id`() async throws
    {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            func start(_ address: String) async throws -> (HTTPFields, String) {
                let answer = try await client.post("/r/contoso/start", form: "email=\(address)&purpose=passwordReset")
                var headers = answer.headers
                headers[.requestID] = nil
                return (headers, answer.text)
            }
            let (known, unknown) = (try await start("amira@contoso.com"), try await start("nobody@contoso.com"))
            #expect(known.0 == unknown.0)
            #expect(known.1 == unknown.1)
        }
    }

    @Test(arguments: [
        "email=&purpose=passwordReset", "email=amira&purpose=passwordReset", "email=a@b@c&purpose=passwordReset",
        "email=a%00b@c.de&purpose=passwordReset", "email=%40&purpose=passwordReset", "email=a@b.c&purpose=getRich",
    ]) func `What is no address or no purpose starts nothing`(form: String) async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            let answer = try await client.post("/r/contoso/start", form: form)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.headers[.setCookie] == nil)
        }
        #expect(claimants.asked.isEmpty)
    }

    @Test func `A form that lacks a field, or is too large, is refused`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            #expect(try await client.post("/r/contoso/start", form: "email=a@b.c").status == .badRequest)
            let large = "purpose=passwordReset&email=" + String(repeating: "a", count: 20_000)
            #expect(try await client.post("/r/contoso/start", form: large).status == .contentTooLarge)
        }
    }

    @Test func `Another tenant's address is nowhere`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            #expect(try await client.get("/r/fabrikam").status == .notFound)
            #expect(
                try await client.post("/r/fabrikam/start", form: "email=a@b.c&purpose=passwordReset").status
                    == .notFound)
        }
    }

    @Test func `What was typed comes back escaped`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            let answer = try await client.post(
                "/r/contoso/start", form: "email=%22%3E%3Cscript%3Ealert(1)&purpose=passwordReset")
            #expect(!answer.text.contains("<script>alert"))
            #expect(answer.text.contains("&quot;&gt;&lt;script&gt;alert(1)"))
        }
    }

    @Test func `A forged Host gets into no link`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            let page = try await client.get("/r/contoso", headers: [.forwardedFor: "evil.example"])
            #expect(!page.text.contains("evil.example"))
            let code = try await client.postJSON("/session/handover").text
            #expect(!code.contains("localhost"))
        }
    }

    @Test(arguments: [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit Version/17 Mobile/15E148 Safari/604.1",
            "Safari on iPhone", true
        ),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537", "Chrome on Android", true),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge on Windows", false),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko Firefox/121.0", "Firefox on Linux", false),
        ("<script>alert(1)</script>", "Browser on unknown device", false), ("", "Browser on unknown device", false),
    ]) func `A browser is named in our own words`(agent: String, name: String, isHandheld: Bool) {
        let device = DeviceName(userAgent: agent)
        #expect(device.text == name)
        #expect(device.isHandheld == isHandheld)
    }
}
