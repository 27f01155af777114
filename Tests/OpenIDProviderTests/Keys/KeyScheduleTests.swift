import Foundation
import Testing

@testable import OpenIDProvider

struct KeyScheduleTests {
    let schedule = KeySchedule()

    @Test func `an empty ring needs a key`() {
        #expect(schedule.step(KeyRing(), at: Forge.now) == .make)
        #expect(KeyRing().alarms(at: Forge.now) == [.noKey])
    }

    /// Moves the clock by an hour at a time, does what the schedule says, and caches as Entra does.
    @Test func `three years of rolls under a cache of 24 hours never sign with a key that Entra does not know`() throws
    {
        var ring = KeyRing()
        var made = 0
        var cached: Set<String> = []
        var signers: [String] = []
        for hour in 0..<(3 * 365 * 24) {
            let now = Forge.now + Double(hour) * 3600
            switch schedule.step(ring, at: now) {
            case .make:
                made += 1
                _ = ring.receive(.made(.named("key \(made)", from: now - 3600)), at: now)
            case .promote: _ = ring.receive(.promoted, at: now)
            case .clear: _ = ring.receive(.timePassed, at: now)
            case .nothing: break
            }
            // Entra fetches once a day, at the hour that is the worst for us: right before something changes.
            if hour % 24 == 0 { cached = Set(ring.keys.map(\.kid)) }
            let signer = try #require(ring.current)
            #expect(cached.contains(signer.kid) || hour < 24)
            #expect(signer.isValid(at: now))
            #expect(ring.alarms(at: now) == [])
            #expect(ring.keys.count <= 2)
            if signers.last != signer.kid { signers.append(signer.kid) }
        }
        #expect(signers == ["key 1", "key 2", "key 3", "key 4"])
    }

    @Test func `alarms come at thirty and at seven days, and when it is too late`() {
        var ring = KeyRing()
        _ = ring.receive(.made(.named("a", from: Forge.now, days: 100)), at: Forge.now)
        func alarms(daysLeft: Double) -> [KeyAlarm] { ring.alarms(at: Forge.now + (100 - daysLeft) * 86_400) }
        #expect(alarms(daysLeft: 31) == [])
        #expect(alarms(daysLeft: 29.5) == [.expiring(kid: "a", days: 29)])
        #expect(alarms(daysLeft: 7.5) == [.expiring(kid: "a", days: 7)])
        #expect(alarms(daysLeft: 6.9) == [.expiringSoon(kid: "a", days: 6)])
        #expect(alarms(daysLeft: 0) == [.expired(kid: "a")])
        #expect(alarms(daysLeft: 6.9)[0].isUrgent && !alarms(daysLeft: 29)[0].isUrgent)
        #expect(alarms(daysLeft: 0)[0].sentence.contains("a has expired"))
    }

    @Test func `a next key that has ended is told, and not promoted`() {
        var ring = KeyRing()
        _ = ring.receive(.made(.named("a")), at: Forge.now)
        _ = ring.receive(.made(.named("b", days: 3)), at: Forge.now)
        let later = Forge.now + 5 * 86_400
        #expect(ring.alarms(at: later) == [.nextUnusable(kid: "b")])
        #expect(schedule.step(ring, at: later) == .nothing)
    }
}
