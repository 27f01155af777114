import Foundation
import Testing

@testable import OpenIDProvider

struct SingleUseTests {
    @Test func `a hint opens one sign-in`() async {
        let endpoint = AuthorizationEndpoint.fresh()
        #expect(await endpoint.refusal(of: Forge().body) == nil)
        let refusal = await endpoint.refusal(of: Forge().body)
        #expect(refusal?.code == .hintReplayed)
        #expect(refusal?.answer?["error"] == "access_denied")
    }

    @Test func `a used hint is refused in a request with another nonce and state`() async {
        let endpoint = AuthorizationEndpoint.fresh()
        #expect(await endpoint.refusal(of: Forge().body) == nil)
        var again = Forge()
        again["nonce"] = "another"
        again["state"] = "another"
        #expect(await endpoint.refusal(of: again.body)?.code == .hintReplayed)
    }

    @Test func `a used hint is refused under another header and key`() async {
        let endpoint = AuthorizationEndpoint.fresh()
        #expect(await endpoint.refusal(of: Forge().body) == nil)
        var again = Forge()
        again.header["kid"] = #""tenant-key-2""#
        again.signature = .rs256(.other)
        #expect(await endpoint.refusal(of: again.body)?.code == .hintReplayed)
    }

    @Test func `two sign-ins of one person have two hints`() async {
        let endpoint = AuthorizationEndpoint.fresh(time: ManualTime(Forge.now + 1))
        #expect(await endpoint.refusal(of: Forge().body) == nil)
        var second = Forge()
        second.claims["iat"] = "\(Forge.second + 1)"
        #expect(await endpoint.refusal(of: second.body) == nil)
    }

    @Test func `of a hundred arrivals at once, one gets in`() async {
        let endpoint = AuthorizationEndpoint.fresh()
        let body = Forge().body
        let taken = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<100 { group.addTask { await endpoint.refusal(of: body) == nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 1)
    }

    @Test func `nobody gets in while it cannot be known whether a hint was used`() async {
        let refusal = await AuthorizationEndpoint.fresh(seen: LostMemory()).refusal(of: Forge().body)
        #expect(refusal?.code == .replayStoreUnavailable)
        #expect(refusal?.answer?["error"] == "temporarily_unavailable")
    }

    @Test func `hints are remembered for as long as they would be taken`() async {
        let (seen, time) = (HintsInMemory(), ManualTime())
        let endpoint = AuthorizationEndpoint.fresh(seen: seen, time: time)
        #expect(await endpoint.refusal(of: Forge().body) == nil)
        time.advance(Hint.patience)
        #expect(await endpoint.refusal(of: Forge().body)?.code == .hintReplayed)
        time.advance(1)
        #expect(await endpoint.refusal(of: Forge().body)?.code == .hintStale)
        // The clock goes back as far as it may: still remembered.
        time.advance(-Hint.skew)
        #expect(await endpoint.refusal(of: Forge().body)?.code == .hintReplayed)
    }
}
