import Foundation

extension ClaimantDesk {
    /// Creates the pass and gives its code to the one browser that proved liveness, in this one answer.
    ///
    /// A lost answer means asking again: the pass that was lost is deleted and another is made, at most three times.
    package func showPass(_ access: ClaimantAccess) async throws -> PassAnswer {
        let session = try await capturingSession(access)
        guard session.phase == .approved, Purpose.recoveries.contains(session.purpose),
            ports.time.now < session.expiresAt, let person = session.person
        else {
            return .unavailable
        }
        guard let sealed = try await ports.sessions.decision(session: session.id) else { return .unavailable }
        let decision = try seal.open(sealed)
        let policy = try policy(of: session)
        switch try await issue(decision, policy) {
        case .wait(let seconds): return .wait(seconds: seconds)
        case .unavailable: return .unavailable
        case .pass(let pass, let signInName):
            let effects = await afterPass.perform(policy.outcome, for: person, session: session.id)
            try await announce(session, person, effects)
            return .pass(pass, signInName: signInName)
        }
    }

    package func acknowledge(_ access: ClaimantAccess) async throws {
        let session = try await capturingSession(access)
        guard var issuance = try await ports.issuances.issuance(session: session.id), issuance.state == .issued else {
            throw ClaimantError.outOfStep
        }
        let version = issuance.version
        issuance.state = .acknowledged
        issuance.version += 1
        try await apply(
            .acknowledged, to: session, changes: [.issuance(issuance, expecting: version)],
            audit: [event(.passAcknowledged, session)])
    }

    private func issue(_ decision: Decision, _ policy: Policy) async throws -> PassIssuer.Answer {
        do {
            return try await issuer.issue(decision, under: policy)
        } catch is DirectoryError {
            throw ClaimantError.unavailable
        } catch is CommitError {
            throw ClaimantError.unavailable
        }
    }

    /// The notice to every address on file is committed before the code leaves (requirements A14, B6): whoever gets in
    /// with somebody else's face is seen.
    private func announce(_ session: ProofingSession, _ person: PersonID, _ effects: [AuditEvent]) async throws {
        let message = OutboxMessage(
            id: .random(ports.random), tenant: session.tenant, template: .passShown, person: person,
            createdAt: ports.time.now,
            values: ["device": session.capturingDevice?.name ?? "", "reference": session.reference])
        try await apply(
            .passShown, to: session, changes: [.message(message)],
            audit: effects + [
                event(.passShown, session), event(.notificationQueued, session, ["message": message.id.rawValue]),
            ])
    }
}
