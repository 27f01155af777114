import HTTPTypes
import HummingbirdTesting
import Testing

@testable import WebServer

@Suite struct SecurityHeaderTests {
    static let pages = [
        "/", "/r/contoso", "/h", "/back", "/session", "/session/state", "/console", "/console/sign-in", "/nothing/here",
    ]

    private func check(_ response: TestResponse, _ what: String) {
        let policy = response.headers[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "\(what)")
        #expect(!policy.contains("unsafe"), "\(what)")
        #expect(response.headers[.xContentTypeOptions] == "nosniff", "\(what)")
        #expect(response.headers[.referrerPolicy] == "no-referrer", "\(what)")
        #expect(response.headers[.openerPolicy] == "same-origin", "\(what)")
        #expect(response.headers[.permissionsPolicy] != nil, "\(what)")
        #expect(response.headers[.cacheControl] == "no-store", "\(what)")
        #expect(response.headers[.requestID] != nil, "\(what)")
        #expect(response.headers[.strictTransportSecurity]?.contains("includeSubDomains") == true, "\(what)")
    }

    @Test(arguments: pages) func `Every page carries the protective headers, whatever its status`(path: String)
        async throws
    {
        try await Fixture.web(Fixture.dependencies()) { check(try await $0.get(path), path) }
    }

    @Test func `Refusals and failures carry them too`() async throws {
        let claimants = FakeClaimants()
        claimants.set { $0.failure = Unforeseen() }
        try await Fixture.web(Fixture.dependencies(claimants) { $0.startsPerNetwork.count = 1 }) {
            client async throws in
            let forged = try await client.post("/session/cancel", site: "cross-site")
            #expect(forged.status == .forbidden)
            check(forged, "403")
            let failed = try await client.get("/session", cookie: Fixture.cookie)
            #expect(failed.status == .internalServerError)
            check(failed, "500")
            _ = try await client.post("/r/contoso/start", form: "email=x&purpose=y")
            let limited = try await client.post("/r/contoso/start", form: "email=x&purpose=y")
            #expect(limited.status == .tooManyRequests)
            check(limited, "429")
        }
    }

    private struct Unforeseen: Error {}

    @Test func `Only the pages that capture may ask for the camera`() async throws {
        for (stage, allowed) in [(ClaimantStage.document, true), (.face, true), (.consent, false), (.passReady, false)]
        {
            let claimants = FakeClaimants()
            claimants.set { $0.view = .sample(stage, isCapturing: true) }
            try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
                let policy = try await client.get("/session", cookie: Fixture.cookie).headers[.permissionsPolicy]
                #expect(policy?.contains("camera=(self)") == allowed, "\(stage)")
            }
        }
    }

    @Test func `Transport security is not promised over plain HTTP`() async throws {
        try await Fixture.web(Fixture.dependencies(origin: "http://localhost:8080")) { client async throws in
            #expect(try await client.get("/r/contoso").headers[.strictTransportSecurity] == nil)
        }
    }

    @Test func `Scripts and styles have addresses that change with them and may be kept`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            let page = try await client.get("/r/contoso").text
            let address = try #require(page.firstMatch(of: /href="([^"]+countersign\.css)"/)?.1)
            let sheet = try await client.get(String(address))
            #expect(sheet.status == .ok)
            #expect(sheet.headers[.cacheControl]?.contains("immutable") == true)
            #expect(sheet.headers[.contentType] == "text/css; charset=utf-8")
        }
    }
}
