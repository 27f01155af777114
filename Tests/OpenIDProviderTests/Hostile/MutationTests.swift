import Foundation
import Testing

@testable import OpenIDProvider

struct MutationTests {
    private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Every place of the token, so that no part of it is left out of the signature or read before it.
    @Test func `a hint with any one character changed is refused`() async {
        let token = Array(Forge().token.utf8)
        let endpoint = AuthorizationEndpoint.fresh()
        for place in token.indices {
            var changed = token
            let index = alphabet.firstIndex(of: token[place]) ?? 0
            changed[place] = alphabet[(index + 1 + place % 62) % 64]
            if changed[place] == token[place] { continue }
            let text = String(decoding: changed, as: UTF8.self)
            await #expect(throws: Refusal.self, "character \(place)") { try await endpoint.receive(hint: text) }
        }
        await #expect(throws: Never.self) { try await endpoint.receive(hint: Forge().token) }
    }

    @Test func `a hint cut off anywhere is refused`() async {
        let token = Forge().token
        let endpoint = AuthorizationEndpoint.fresh()
        for length in stride(from: 0, to: token.utf8.count, by: 7) {
            await #expect(throws: Refusal.self) { try await endpoint.receive(hint: String(token.prefix(length))) }
        }
    }

    /// The same in each run.
    @Test func `bytes of chance are refused as a body, and so is a good one with bytes of chance in its hint`() async {
        let good = [UInt8](Forge().body)
        let hint = good.count - Forge().token.utf8.count
        let endpoint = AuthorizationEndpoint.fresh()
        var state: UInt64 = 1
        func number(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<1000 {
            let noise = (0..<1 + number(below: 60)).map { _ in UInt8(number(below: 256)) }
            #expect(await endpoint.refusal(of: Data(noise)) != nil)
            let place = hint + number(below: good.count - hint)
            #expect(await endpoint.refusal(of: Data(good[..<place] + noise + good[place...])) != nil)
        }
        #expect(await endpoint.refusal(of: Data(good)) == nil)
    }
}
