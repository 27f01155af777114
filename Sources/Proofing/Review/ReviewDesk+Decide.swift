import Foundation

extension ReviewDesk {
    /// - Throws: `ReviewError`. A refusal to the reviewer is audited too: who tried what matters later.
    /// - Parameter keepsName: the reviewer wants the document's name to count for this account from now on. Has an effect
    ///   only where the case still offers one.
    package func decide(
        _ id: CaseID, approve: Bool, note: String, keepsName: Bool = false, by reviewer: ReviewerSession
    ) async throws {
        let (reviewCase, session) = try await loadToDecide(id, reviewer)
        guard let policy = policies.policy(named: session.policyName) else { throw ReviewError.unavailable }
        let now = ports.time.now
        let hasFace = try await ports.vault.hasFace(session.id)
        let review: ReviewDecision
        do throws(ReviewError) {
            review = try ReviewDecision(
                reviewCase, hasFace: hasFace, approve: approve, note: note, by: reviewer, policy: policy,
                policyVersion: policies.version, matcherVersion: session.findings.claims?.matcherVersion ?? "none",
                at: now)
        } catch {
            try await auditRefusal(error, reviewCase, session, reviewer)
            throw error
        }
        var next = session
        let action = next.receive(.reviewed(review.decision), at: now, under: policy)
        if case .ignore = action { throw ReviewError.alreadyDecided }
        next.version = session.version + 1
        var work = UnitOfWork(
            tenant: session.tenant,
            changes: [
                .session(next, expecting: session.version), .decision(try seal.seal(review.decision)),
                .reviewCase(review.reviewCase, expecting: reviewCase.version),
            ],
            audit: [audit(.reviewed, session, reviewer, review.decision.auditDetails)])
        add(&work, for: next, reviewCase.subject, approved: approve)
        if approve, keepsName { try await keepName(&work, of: session, policy, by: reviewer) }
        do {
            try await ports.ledger.commit(work)
        } catch CommitError.conflict {
            throw ReviewError.alreadyDecided
        }
        if !approve { try await ports.vault.erase(session.id) }
        await signals.changed(session.id, isOver: next.phase.isFinal)
    }

    private func loadToDecide(_ id: CaseID, _ reviewer: ReviewerSession) async throws -> (ReviewCase, ProofingSession) {
        do {
            return try await load(id, reviewer)
        } catch let error as ReviewError {
            if let reviewCase = try await ports.reviews.reviewCase(id),
                let session = try await ports.sessions.session(reviewCase.session)
            {
                try await auditRefusal(error, reviewCase, session, reviewer)
            }
            throw error
        }
    }

    private func add(_ work: inout UnitOfWork, for session: ProofingSession, _ person: PersonID, approved: Bool) {
        var values = ["reference": session.reference]
        if approved {
            let link = Capability.random(ports.random)
            values["link"] = returnLink(link)
            work.changes.append(.returnLink(link.digest, session: session.id, expiresAt: session.expiresAt))
        }
        let message = OutboxMessage(
            id: .random(ports.random), tenant: session.tenant, template: approved ? .comeBack : .reviewRefused,
            person: person, createdAt: ports.time.now, values: values)
        work.changes.append(.message(message))
        work.audit.append(
            AuditEvent(
                .notificationQueued, at: ports.time.now, session: session.id, person: person,
                details: ["message": message.id.rawValue]))
    }

    private func auditRefusal(
        _ error: ReviewError, _ reviewCase: ReviewCase, _ session: ProofingSession, _ reviewer: ReviewerSession
    ) async throws {
        guard case .notAllowed(let refusal) = error else { return }
        try await ports.ledger.commit(
            UnitOfWork(
                tenant: session.tenant,
                audit: [
                    audit(
                        .reviewRefusedToReviewer, session, reviewer,
                        ["code": refusal.rawValue, "case": reviewCase.id.rawValue])
                ]))
    }

    func audit(
        _ kind: AuditEvent.Kind, _ session: ProofingSession, _ reviewer: ReviewerSession, _ details: [String: String]
    ) -> AuditEvent {
        AuditEvent(
            kind, at: ports.time.now, session: session.id, person: session.person, reviewer: reviewer.reviewer,
            details: details)
    }
}
