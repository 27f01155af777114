import Foundation
import Testing

@testable import OpenIDProvider
@testable import countersign

/// A roll as Entra sees it: its copy of our keys is a day old at worst, and nothing makes it look sooner
/// (entra-contract A.4; requirements T16).
struct KeyRollTests {
    private static let signedIn = 0
    /// External ID token failed signature verification.
    private static let unknownKey = 500_126

    @Test func `a planned roll costs no sign-in, at whatever hour of a week it is tried`() async throws {
        try await SignInLab.run { lab in
            try await lab.provider.upkeep.run()
            // Entra learns the first key a moment before the roll begins: its copy is as old as it can get.
            #expect(try await lab.signIn() == Self.signedIn)
            let first = try #require(try await lab.provider.keys.stored().current?.kid)
            #expect(try await lab.provider.upkeep.roll() == .publish)
            var signers: [String] = []
            for _ in 0..<56 {
                lab.time.advance(hours: 3)
                try await lab.provider.upkeep.run()
                #expect(try await lab.signIn() == Self.signedIn, "\(lab.time.now)")
                let signer = try #require(try await lab.provider.keys.stored().current?.kid)
                if signers.last != signer { signers.append(signer) }
            }
            #expect(signers.count == 2 && signers.first == first)
            let left = try await lab.provider.keys.stored()
            #expect(left.keys.map(\.kid) == [signers.last], "the old key has gone from the published set")
        }
    }

    @Test func `a roll that is too fast is refused, and changes nothing`() async throws {
        try await SignInLab.run { lab in
            try await lab.provider.upkeep.run()
            let published = lab.time.now
            #expect(try await lab.provider.upkeep.roll() == .publish)
            let ring = try await lab.provider.keys.stored()
            for hours in [0, 24, 23.99] as [Double] {
                lab.time.advance(hours: hours)
                #expect(
                    try await lab.provider.upkeep.roll() == .ignore(.tooEarly(until: published + KeyRing.publication)))
                #expect(try await lab.provider.keys.stored() == ring)
                #expect(try await lab.signIn() == Self.signedIn)
            }
            lab.time.advance(hours: 0.02)
            let next = try #require(ring.next?.kid)
            #expect(try await lab.provider.upkeep.roll() == .sign(kid: next))
            #expect(try await lab.signIn() == Self.signedIn)
        }
    }

    @Test(arguments: [true, false])
    func `a forced roll fails at Entra until its day is over`(usingNext: Bool) async throws {
        try await SignInLab.run { lab in
            try await lab.provider.upkeep.run()
            #expect(try await lab.signIn() == Self.signedIn)
            _ = try await lab.provider.upkeep.roll()
            lab.time.advance(hours: 1)
            guard case .signEarly = try await lab.provider.upkeep.emergencyRoll(usingNext: usingNext) else {
                Issue.record("a key that Entra cannot know signs early")
                return
            }
            #expect(try await lab.signIn() == Self.unknownKey)
            lab.time.advance(hours: 22.5)
            #expect(try await lab.signIn() == Self.unknownKey)
            lab.time.advance(hours: 0.6)
            #expect(try await lab.signIn() == Self.signedIn)
        }
    }

    @Test func `forcing a key that Entra had two days to learn costs nothing`() async throws {
        try await SignInLab.run { lab in
            try await lab.provider.upkeep.run()
            _ = try await lab.provider.upkeep.roll()
            lab.time.advance(hours: 24)
            #expect(try await lab.signIn() == Self.signedIn)
            lab.time.advance(hours: 24)
            let next = try #require(try await lab.provider.keys.stored().next?.kid)
            #expect(try await lab.provider.upkeep.emergencyRoll(usingNext: true) == .sign(kid: next))
            #expect(try await lab.signIn() == Self.signedIn)
        }
    }
}
