import Foundation
import Proofing
import Testing

@testable import OpenIDProvider

struct KeyUpkeepTests {
    let store = MemoryRing()
    let time = ManualTime()

    /// Keys in name only: what is kept here is the ring.
    private func upkeep(_ store: (any KeyRingStore)? = nil) -> KeyUpkeep {
        let keys = SigningKeys(
            issuer: Forge.connection.issuer, store: store ?? self.store, sealing: NamingSeal(), time: time)
        return KeyUpkeep(keys: keys, time: time) { .named(UUID().uuidString, from: $0, days: 100) }
    }

    @Test func `two nodes carry a ring through a year, and it never stands without a key that Entra knows`()
        async throws
    {
        let nodes = [upkeep(), upkeep()]
        var published: [String: Date] = [:]
        var signers: [String] = []
        for hour in 0..<(365 * 24) {
            // The second node is asleep most of the time.
            try await nodes[0].run()
            if hour % 7 == 0 { try await nodes[1].run() }
            let ring = try #require(await store.ring)
            for key in ring.keys where published[key.kid] == nil { published[key.kid] = time.now }
            let current = try #require(ring.current)
            #expect(current.isValid(at: time.now + 300))
            if signers.last != current.kid {
                let age = time.now.timeIntervalSince(published[current.kid] ?? .distantFuture)
                #expect(signers.isEmpty || age >= KeyRing.publication)
                signers.append(current.kid)
            }
            #expect(ring.alarms(at: time.now).isEmpty && ring.keys.count <= 3)
            time.advance(3600)
        }
        // The successor of a certificate of 100 days is made after 40.
        #expect(signers.count == 10 && Set(signers).count == 10)
        let kinds = await store.events.map(\.kind)
        #expect(kinds.filter { $0 == .signingKeyMade }.count == 10)
        #expect(kinds.filter { $0 == .signingKeyPromoted }.count == 9)
        #expect(!kinds.contains(.signingKeyForced))
    }

    @Test func `the first round makes the key that signs, and the second finds nothing to do`() async throws {
        let done = try await upkeep().run()
        let kid = try #require(await store.ring?.current?.kid)
        #expect(done == [.sign(kid: kid)])
        #expect(try await upkeep().run().isEmpty)
        #expect(
            await store.events == [
                AuditEvent(.signingKeyMade, at: time.now, details: ["by": "schedule", "key": kid, "signs": kid])
            ])
    }

    @Test func `of two nodes that start at once, one makes the key`() async throws {
        async let one = upkeep().run()
        async let two = upkeep().run()
        #expect(try await (one + two).count == 1)
        #expect(await store.ring?.keys.count == 1)
        #expect(await store.events.count == 1)
    }

    @Test func `a planned roll waits for its two days, and says so when it is hurried`() async throws {
        try await upkeep().run()
        let first = try #require(await store.ring?.current?.kid)
        #expect(try await upkeep().roll() == .publish)
        let due = time.now + KeyRing.publication
        time.advance(KeyRing.publication - 1)
        #expect(try await upkeep().roll() == .ignore(.tooEarly(until: due)))
        #expect(try await upkeep().run().isEmpty)
        #expect(await store.ring?.current?.kid == first)
        time.advance(1)
        let second = try #require(await store.ring?.next?.kid)
        #expect(try await upkeep().roll() == .sign(kid: second))
        #expect(await store.events.map { $0.details["by"] } == ["schedule", "administrator", "administrator"])
    }

    @Test func `an emergency leaves nothing of what was there`() async throws {
        try await upkeep().run()
        _ = try await upkeep().roll()
        let old = await store.ring?.keys.map(\.kid) ?? []
        let action = try await upkeep().emergencyRoll(usingNext: false)
        let ring = try #require(await store.ring)
        #expect(old.count == 2 && ring.keys.count == 1 && !old.contains(ring.keys[0].kid))
        #expect(action == .signEarly(kid: ring.keys[0].kid))
        let event = try #require(await store.events.last)
        #expect(event.kind == .signingKeyForced)
        #expect(
            event.details == [
                "by": "administrator", "early": "yes", "removed": old.joined(separator: " "), "signs": ring.keys[0].kid,
            ])
    }

    @Test func `a next key that Entra knows takes over in an emergency without harm`() async throws {
        try await upkeep().run()
        #expect(try await upkeep().emergencyRoll(usingNext: true) == .ignore(.noNext))
        _ = try await upkeep().roll()
        let next = try #require(await store.ring?.next?.kid)
        time.advance(KeyRing.publication)
        #expect(try await upkeep().emergencyRoll(usingNext: true) == .sign(kid: next))
        #expect(await store.ring?.keys.map(\.kid) == [next])
        #expect(await store.events.last?.details["early"] == nil)
    }

    @Test func `a store that fails is not taken for an empty one`() async throws {
        await #expect(throws: LostRing.Lost.self) { try await upkeep(LostRing()).run() }
        await #expect(throws: LostRing.Lost.self) { try await upkeep(LostRing()).roll() }
    }
}

private struct LostRing: KeyRingStore {
    struct Lost: Error {}
    func ring(of issuer: Issuer) throws -> KeyRing? { throw Lost() }
    func save(_ ring: KeyRing, of issuer: Issuer, expecting: Int?, audit: AuditEvent) throws { throw Lost() }
}
