import Foundation
import Proofing

/// Keeps a ring as the schedule wants it: makes the first key and each successor, lets it sign when Entra has had two days
/// to learn it, and takes old keys from the published set. Never an emergency.
///
/// Any number of nodes may do this at once: whoever is slower finds that it is done.
package struct KeyUpkeep: Sendable {
    /// More steps than a ring can need at one moment.
    private static let stepLimit = 4

    private let keys: SigningKeys
    private let schedule: KeySchedule
    private let time: any TimeSource
    private let makeKey: @Sendable (Date) async throws -> KeyRecord

    /// - Parameter makeKey: of the ring's issuer, at a time: see ``KeyMaker``.
    package init(
        keys: SigningKeys, schedule: KeySchedule = KeySchedule(), time: any TimeSource,
        makeKey: @escaping @Sendable (Date) async throws -> KeyRecord
    ) {
        self.keys = keys
        self.schedule = schedule
        self.time = time
        self.makeKey = makeKey
    }

    /// Does what is due now.
    ///
    /// - Returns: what was changed, in order; empty on most days.
    /// - Throws: the store's or the maker's error; what was changed before stays.
    @discardableResult
    package func run() async throws -> [KeyAction] {
        var done: [KeyAction] = []
        for _ in 0..<Self.stepLimit {
            let event: KeyEvent
            switch try await keys.step(schedule) {
            case .nothing: return done
            case .make: event = .made(try await makeKey(time.now))
            case .promote: event = .promoted
            case .clear: event = .timePassed
            }
            do {
                let action = try await keys.receive(event)
                // The store knows better than our copy of the ring: the next round sees it.
                switch action {
                case .ignore, .wait: return done
                case .publish, .sign, .signEarly: done.append(action)
                }
            } catch CommitError.conflict {
                return done
            }
        }
        return done
    }

    /// A planned roll before its time: makes the next key now. It signs, by ``run()``, after its two days.
    ///
    /// - Returns: `.publish` and, if the next key is there already, `.sign` when it may sign, or an objection that says when.
    package func roll() async throws -> KeyAction {
        if try await keys.stored().next != nil {
            return try await keys.receive(.promoted, from: .administrator)
        }
        return try await keys.receive(.made(try await makeKey(time.now)), from: .administrator)
    }

    /// Takes every other key from the published set and signs with another one at once. Until Entra's cache turns over,
    /// within 24 hours, sign-ins fail, unless Entra knows the next key already.
    ///
    /// - Parameter usingNext: the next key takes over; otherwise it goes too, and a new one is made.
    package func emergencyRoll(usingNext: Bool) async throws -> KeyAction {
        let replacement = usingNext ? nil : try await makeKey(time.now)
        return try await keys.receive(.emergency(replacement: replacement), from: .administrator)
    }
}
