@testable import EntraClient
import Foundation
import Testing

@Suite struct `Patience` {
    private let start = Date(timeIntervalSince1970: 0)

    @Test func `pauses double, and half of each is left to chance`() {
        let policy = RetryPolicy(tries: 5, totalSeconds: 1000, firstPause: 1)
        var calm = RetryCount(policy, now: start)
        var hasty = RetryCount(policy, now: start)
        for expected in [1.0, 2, 4, 8] {
            #expect(calm.pause(retryAfter: nil, now: start, random: SameByte(byte: 0)) == expected / 2)
            let longest = hasty.pause(retryAfter: nil, now: start, random: SameByte(byte: 0xff)) ?? 0
            #expect(longest > expected * 0.99 && longest < expected)
        }
        #expect(calm.pause(retryAfter: nil, now: start, random: SameByte()) == nil)
    }

    @Test func `a wait the service asks for is kept to the second`() {
        var count = RetryCount(RetryPolicy(tries: 3, totalSeconds: 100, firstPause: 1), now: start)
        #expect(count.pause(retryAfter: 17, now: start, random: SameByte()) == 17)
    }

    @Test func `a wait beyond the total time is not begun`() {
        var count = RetryCount(RetryPolicy(tries: 9, totalSeconds: 30, firstPause: 1), now: start)
        #expect(count.pause(retryAfter: 31, now: start, random: SameByte()) == nil)
        #expect(count.pause(retryAfter: 10, now: start + 21, random: SameByte()) == nil)
    }

    @Test func `the backoff stops growing at a minute`() {
        var count = RetryCount(RetryPolicy(tries: 30, totalSeconds: 1e6, firstPause: 1), now: start)
        for _ in 0..<20 { _ = count.pause(retryAfter: nil, now: start, random: SameByte()) }
        #expect(count.pause(retryAfter: nil, now: start, random: SameByte()) == 30)
    }
}
