import Foundation

/// Ends what is over and erases what may no longer be kept. One round per call; `serve` runs it on a schedule.
package struct RetentionSweep: Sendable {
    let ports: ProofingPorts
    let active: ActivePolicies
    /// As they are in force right now.
    var policies: PolicySet { active.set }
    let signals: SessionSignals

    package init(ports: ProofingPorts, policies: ActivePolicies, signals: SessionSignals) {
        self.ports = ports
        active = policies
        self.signals = signals
    }

    /// - Returns: sessions ended and sessions whose evidence was erased.
    @discardableResult
    package func run() async throws -> (ended: Int, erased: Int) {
        let now = ports.time.now
        var ended = 0
        for session in try await ports.sessions.overdue(at: now, limit: 500) where try await end(session, now) {
            ended += 1
        }
        var erased = 0
        for id in try await ports.vault.expired(at: now, limit: 500) {
            try await ports.vault.erase(id)
            if let session = try await ports.sessions.session(id) {
                try await ports.ledger.commit(
                    UnitOfWork(
                        tenant: session.tenant,
                        audit: [AuditEvent(.evidenceErased, at: now, session: id, person: session.person)]))
            }
            erased += 1
        }
        return (ended, erased)
    }

    private func end(_ session: ProofingSession, _ now: Date) async throws -> Bool {
        guard let policy = policies.policy(named: session.policyName) ?? policies.policies.first else { return false }
        var next = session
        guard next.receive(.timePassed, at: now, under: policy) == .end else { return false }
        next.version = session.version + 1
        var work = UnitOfWork(
            tenant: session.tenant, changes: [.session(next, expecting: session.version)],
            audit: [AuditEvent(.sessionExpired, at: now, session: session.id, person: session.person)])
        try await closeCase(of: session, now, &work)
        do {
            try await ports.ledger.commit(work)
        } catch CommitError.conflict {
            // Somebody used it in the same moment: the next round looks again.
            return false
        }
        try await ports.vault.erase(session.id)
        await signals.changed(session.id, isOver: true)
        return true
    }

    /// Nobody looked in time: the case leaves the queue, and the person learns whom to ask.
    private func closeCase(of session: ProofingSession, _ now: Date, _ work: inout UnitOfWork) async throws {
        guard session.phase == .underReview, let id = session.caseID,
            let reviewCase = try await ports.reviews.reviewCase(id), let lapsed = reviewCase.lapsed(at: now)
        else { return }
        let message = OutboxMessage(
            id: .random(ports.random), tenant: session.tenant, template: .reviewLapsed, person: reviewCase.subject,
            createdAt: now, values: ["reference": session.reference])
        work.changes += [.reviewCase(lapsed, expecting: reviewCase.version), .message(message)]
        work.audit += [
            AuditEvent(
                .caseLapsed, at: now, session: session.id, person: session.person, details: ["case": id.rawValue]),
            AuditEvent(
                .notificationQueued, at: now, session: session.id, person: session.person,
                details: ["message": message.id.rawValue]),
        ]
    }
}
