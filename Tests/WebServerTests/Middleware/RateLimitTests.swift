import Foundation
import HummingbirdTesting
import Testing

@testable import WebServer

@Suite struct RateLimitTests {
    private let rule = RateRule(count: 3, seconds: 60)

    @Test func `The window slides: what happened still counts in part`() {
        let limiter = RateLimiter()
        // The start of a window, so that the shares below are whole numbers.
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        for _ in 0..<3 { #expect(limiter.admit("a", under: rule, at: start) == .admitted) }
        #expect(limiter.admit("a", under: rule, at: start) == .refused(retryAfter: 60))
        #expect(limiter.admit("a", under: rule, at: start + 61) == .refused(retryAfter: 59))
        #expect(limiter.admit("a", under: rule, at: start + 85) == .admitted)
        #expect(limiter.admit("a", under: rule, at: start + 240) == .admitted)
    }

    @Test func `One key does not use up another's share`() {
        let limiter = RateLimiter()
        for _ in 0..<3 { _ = limiter.admit("a", under: rule, at: Fixture.now) }
        #expect(limiter.admit("b", under: rule, at: Fixture.now) == .admitted)
    }

    @Test func `A full table forgets what is over before anything else`() {
        let limiter = RateLimiter(capacity: 2)
        _ = limiter.admit("a", under: rule, at: Fixture.now)
        _ = limiter.admit("b", under: rule, at: Fixture.now)
        for _ in 0..<3 { _ = limiter.admit("c", under: rule, at: Fixture.now + 600) }
        #expect(limiter.admit("c", under: rule, at: Fixture.now + 600) != .admitted)
    }

    @Test func `Starts for one address are limited however it is written, and told when to come back`() async throws {
        let time = MovedTime()
        try await Fixture.web(
            Fixture.dependencies(time: time) { $0.startsPerAddress = RateRule(count: 2, seconds: 60) }
        ) { client async throws in
            func start(_ address: String) async throws -> TestResponse {
                try await client.post("/r/contoso/start", form: "email=\(address)&purpose=passwordReset")
            }
            #expect(try await start("a@contoso.com").status == .seeOther)
            #expect(try await start("A%40Contoso.com").status == .seeOther)
            let refused = try await start("%20a@contoso.com")
            #expect(refused.status == .tooManyRequests)
            #expect(Int(refused.headers[.retryAfter] ?? "") ?? 0 > 0)
            #expect(try await start("b@contoso.com").status == .seeOther)
            time.advance(180)
            #expect(try await start("a@contoso.com").status == .seeOther)
        }
    }

    @Test func `Guessing codes is limited`() async throws {
        try await Fixture.web(Fixture.dependencies { $0.codesPerNetwork = RateRule(count: 2, seconds: 60) }) {
            client async throws in
            let guess = #"{"code":"00000000000000000000000000000000"}"#
            #expect(try await client.postJSON("/h/preview", guess).status == .notFound)
            #expect(try await client.postJSON("/back/preview", guess).status == .notFound)
            #expect(try await client.postJSON("/h/accept", guess).status == .tooManyRequests)
            #expect(try await client.postJSON("/console/sign-in", guess).status == .tooManyRequests)
        }
    }

    @Test func `A forwarded address is believed from a configured proxy only`() throws {
        let proxy = [try #require(NetworkRange("10.0.0.0/8"))]
        let direct = ClientNetwork.key(peer: "203.0.113.7", forwarded: [], trusted: proxy)
        #expect(ClientNetwork.key(peer: "203.0.113.7", forwarded: ["198.51.100.1"], trusted: proxy) == direct)
        #expect(ClientNetwork.key(peer: "10.1.2.3", forwarded: ["198.51.100.1, 203.0.113.7"], trusted: proxy) == direct)
        #expect(
            ClientNetwork.key(peer: "10.1.2.3", forwarded: ["198.51.100.1", "203.0.113.7, 10.9.9.9"], trusted: proxy)
                == direct)
        #expect(
            ClientNetwork.key(peer: "10.1.2.3", forwarded: ["nonsense"], trusted: proxy)
                == ClientNetwork.key(peer: "10.1.2.3", forwarded: [], trusted: proxy))
    }

    @Test func `An IPv6 subscriber is one network, and a mapped IPv4 address is itself`() {
        func key(_ peer: String?) -> String { ClientNetwork.key(peer: peer, forwarded: [], trusted: []) }
        #expect(key("2001:db8:1:2::1") == key("2001:db8:1:2:ffff::9"))
        #expect(key("2001:db8:1:2::1") != key("2001:db8:1:3::1"))
        #expect(key("::ffff:203.0.113.7") == key("203.0.113.7"))
        #expect(key("203.0.113.7") != key("203.0.113.8"))
        #expect(key(nil) == "none")
    }

    @Test(arguments: ["10.0.0.0/33", "10.0.0/8", "fd00::/129", "", "/8", "a/b", "10.0.0.0/8/8", "10.0.0.0/-1"])
    func `A range of another form is none`(text: String) {
        #expect(NetworkRange(text) == nil)
    }
}
