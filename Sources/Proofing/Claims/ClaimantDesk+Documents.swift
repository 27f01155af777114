import Foundation

extension ClaimantDesk {
    /// How many other accounts were approved with this session's document; nil when it has no mark.
    func accountsElsewhere(_ session: ProofingSession) async throws -> Int? {
        guard let person = session.person, let mark = session.findings.document?.fields.flatMap(marks.mark(of:)) else {
            return nil
        }
        return try await ports.records.owners(of: mark, tenant: session.tenant).subtracting([person]).count
    }

    /// What a decision leaves behind for later ones: the document of whoever was approved, an alert for whoever showed
    /// somebody else's. If another account is bound to the document meanwhile, the commit conflicts.
    func traces(
        of decision: Decision, _ session: ProofingSession
    ) async throws -> (changes: [UnitOfWork.Change], audit: [AuditEvent]) {
        guard let person = session.person else { return ([], []) }
        let now = ports.time.now
        var changes: [UnitOfWork.Change] = []
        if decision.verdict == .approved, let fields = session.findings.document?.fields,
            let mark = marks.mark(of: fields)
        {
            let binding = DocumentBinding(mark, of: person, fields: fields, under: try policy(of: session), at: now)
            // On the way back a reviewer has seen who else the document was for; it is counted anew.
            let seen = session.findings.accountsElsewhere ?? 0
            let others = session.isReturning ? try await accountsElsewhere(session) ?? 0 : seen
            changes.append(.documentBound(binding, others: others))
        }
        let codes = session.isReturning ? [] : SecurityAlert.Code.all(in: decision.reasons)
        changes += codes.map { code in
            .alert(
                SecurityAlert(
                    id: .random(ports.random), session: session.id, person: person, reference: session.reference,
                    code: code, at: now))
        }
        var audit = codes.map { event(.alertRaised, session, ["code": $0.rawValue]) }
        // A reviewer who looks tells the owner what came of it. Where nobody does, this is the only word they get. The day's
        // budget bounds these mails too.
        if !codes.isEmpty, decision.verdict == .refused, !decision.reasons.contains(.attemptsSpent) {
            let message = OutboxMessage(
                id: .random(ports.random), tenant: session.tenant, template: .attemptRefused, person: person,
                createdAt: now,
                values: ["device": session.capturingDevice?.name ?? "", "reference": session.reference])
            changes.append(.message(message))
            audit.append(event(.notificationQueued, session, ["message": message.id.rawValue]))
        }
        return (changes, audit)
    }
}

extension Evaluator {
    /// A document speaks for one person. That it once spoke for another is never passed over by a machine.
    func judge(accountsElsewhere count: Int?) -> [Judgement] {
        (count ?? 0) > 0 ? [(.referred, .documentBoundElsewhere)] : []
    }
}

extension DecisionReason {
    static let documentBoundElsewhere = DecisionReason(
        code: "document.boundElsewhere", sentence: "Another account was recovered with this very document before.")
}
