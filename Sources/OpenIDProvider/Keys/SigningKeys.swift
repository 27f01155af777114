import Foundation
import Proofing

/// Keeps the ring of one issuer. Implemented by storage.
package protocol KeyRingStore: Sendable {
    /// - Returns: nil before the first key.
    func ring(of issuer: Issuer) async throws -> KeyRing?
    /// Durable when it returns.
    /// - Parameters:
    ///   - expecting: the stored version, nil when there must be none yet.
    ///   - audit: what happened, appended to the tenant's audit log in the same step.
    /// - Throws: `CommitError.conflict` when another node was faster; nothing was written then.
    func save(_ ring: KeyRing, of issuer: Issuer, expecting: Int?, audit: AuditEvent) async throws
}

/// The ring as this process knows it, with the current key unsealed.
///
/// Reads the store again at most once a minute, so that a key another node promoted is followed; within that minute two
/// keys may sign, and both are published.
package actor SigningKeys {
    private static let freshness: TimeInterval = 60

    private let issuer: Issuer
    private let store: any KeyRingStore
    private let sealing: any KeySealing
    private let time: any TimeSource
    private var known: KeyRing?
    private var readAt: Date?
    private var open: SigningKey?

    package init(issuer: Issuer, store: any KeyRingStore, sealing: any KeySealing, time: any TimeSource) {
        self.issuer = issuer
        self.store = store
        self.sealing = sealing
        self.time = time
    }

    /// The key that signs. Signing happens outside of this actor, on as many cores as there are.
    func signingKey(at now: Date) async throws(AnswerFault) -> SigningKey {
        guard let current = try? await ring().current,
            // A token outlives its key's certificate by no second.
            current.isValid(at: now), current.isValid(at: now + Double(IDToken.lifetime))
        else { throw .noKey }
        if let open, open.kid == current.kid { return open }
        guard let der = try? sealing.open(current.sealedKey, kid: current.kid),
            let key = try? SigningKey(kid: current.kid, der: der)
        else { throw .noKey }
        open = key
        return key
    }

    /// The body of the JWK set; nil before the first key.
    package func published() async throws -> Data? {
        let ring = try await ring()
        return ring.keys.isEmpty ? nil : try PublishedKeySet(ring).body()
    }

    /// The ring as it is stored now, for a command that shows it.
    package func stored() async throws -> KeyRing { try await store.ring(of: issuer) ?? KeyRing() }

    package func alarms() async throws -> [KeyAlarm] { try await ring().alarms(at: time.now) }

    /// Lets something happen to the ring, and keeps it.
    ///
    /// - Parameter origin: for the audit log.
    /// - Returns: what follows; for `.ignore` and `.wait` nothing was written.
    /// - Throws: `CommitError.conflict` when another node changed the ring meanwhile: read and decide again.
    package func receive(_ event: KeyEvent, from origin: KeyEvent.Origin = .schedule) async throws -> KeyAction {
        let stored = try await store.ring(of: issuer)
        let before = stored ?? KeyRing()
        var ring = before
        let now = time.now
        let action = ring.receive(event, at: now)
        switch action {
        case .ignore, .wait: return action
        case .publish, .sign, .signEarly:
            ring.version += 1
            let audit = AuditEvent(event, from: origin, changing: before, to: ring, with: action, at: now)
            try await store.save(ring, of: issuer, expecting: stored?.version, audit: audit)
            remember(ring)
            return action
        }
    }

    /// What the schedule asks for now.
    package func step(_ schedule: KeySchedule = KeySchedule()) async throws -> KeySchedule.Step {
        schedule.step(try await ring(), at: time.now)
    }

    private func ring() async throws -> KeyRing {
        let now = time.now
        if let known, let readAt, (0..<Self.freshness).contains(now.timeIntervalSince(readAt)) { return known }
        let ring = try await store.ring(of: issuer) ?? KeyRing()
        remember(ring)
        return ring
    }

    private func remember(_ ring: KeyRing) {
        // A slower read must not undo what was written meanwhile.
        if let known, known.version > ring.version { return }
        known = ring
        readAt = time.now
        if open?.kid != ring.current?.kid { open = nil }
    }
}
