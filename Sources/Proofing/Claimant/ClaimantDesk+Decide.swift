import ClaimsMatching
import Foundation
import IdentityDocuments

extension ClaimantDesk {
    /// Every decision takes at least this long, in seconds, so that an address nobody has is not answered sooner.
    static let decisionFloor: Double = 2

    /// Gives the session its last capture event, judges everything, and commits event, decision, case or planned
    /// issuance and audit as one. A crash before the commit leaves the session where it was: the person shows the
    /// face again, nothing else is lost.
    ///
    /// - Parameter selfie: what the event was about. It is sealed after the commit, never before: of two challenges that
    ///   end at once, only the one that was judged may leave its face to a reviewer.
    /// - Parameter answer: what the person said when one more claim was asked for.
    func decide(
        after event: SessionEvent, _ session: ProofingSession, audit: [AuditEvent],
        selfie: ChallengeRoom.Completion? = nil, answer: ClaimAnswer? = nil
    ) async throws {
        let startedAt = ports.time.now
        let policy = try policy(of: session)
        var next = session
        let action = next.receive(event, at: ports.time.now, under: policy)
        guard action == .evaluate else { throw ClaimantError.outOfStep }

        let account = await account(of: next)
        let decision: Decision
        var basis: DecisionBasis?
        if next.isReturning {
            // A person who is already approved must not lose that because Entra was not reachable for a moment.
            guard account != .unavailable else { throw ClaimantError.unavailable }
            decision = try await decideReturn(next, account, policy)
        } else if next.usesReference {
            // As little as Entra's silence may cost a try: the face can be shown once more.
            guard account != .unavailable else { throw ClaimantError.unavailable }
            decision = Evaluator(policy: policy, policyVersion: policies.version)
                .decideSignIn(
                    next, account: account, isBudgetSpent: try await failures(next) >= policy.attempts.failuresPerDay,
                    at: ports.time.now)
        } else {
            let comparison = try await comparison(of: next, policy, answer)
            next.findings.claims = comparison?.result()
            next.findings.accountsElsewhere = try await accountsElsewhere(next)
            let (failures, now) = (try await failures(next), ports.time.now)
            let evaluator = Evaluator(policy: policy, policyVersion: policies.version)
            func judged(_ session: ProofingSession) -> Decision {
                evaluator.decide(
                    session, account: account, isBudgetSpent: failures >= policy.attempts.failuresPerDay, at: now)
            }
            decision = judged(next)
            if let comparison, let claim = questionDue(next, comparison, policy, judged) {
                let asked = try await ask(claim, next, after: session, comparison, audit: audit)
                if let selfie { try await keep(selfie, of: asked, policy) }
                await ports.time.pause(seconds: Self.decisionFloor - ports.time.now.timeIntervalSince(startedAt))
                return
            }
            basis = try await self.basis(of: decision, next, account, failures: failures, comparison?.snapshot)
        }
        let face = if let selfie { selfie.descriptor } else { try await faceBeforeQuestion(next) }
        let concluded = try await conclude(next, after: session, decision, basis, account, face: face, audit: audit)
        if let selfie { try await keep(selfie, of: concluded, policy) }
        try await applyRetention(concluded, policy)
        // Whoever Entra sent over knows that the account exists; their five minutes are short.
        if session.usesReference { return }
        await ports.time.pause(seconds: Self.decisionFloor - ports.time.now.timeIntervalSince(startedAt))
    }

    private func conclude(
        _ session: ProofingSession, after previous: ProofingSession, _ decision: Decision, _ basis: DecisionBasis?,
        _ account: Evaluator.Account, face: FaceDescriptor?, audit: [AuditEvent]
    ) async throws -> ProofingSession {
        let now = ports.time.now
        let policy = try policy(of: session)
        var next = session
        var changes: [UnitOfWork.Change] = [.decision(try seal.seal(decision))]
        if let basis { changes.append(.basis(basis)) }
        let details = decision.auditDetails.merging(policy.auditDetails(of: decision)) { kept, _ in kept }
        var audit = audit + [event(.decided, session, details)]
        let opened = openCase(session, on: decision, account)
        if let opened {
            changes.append(.reviewCase(opened, expecting: nil))
            audit.append(event(.caseOpened, session, ["case": opened.id.rawValue]))
        }
        // What is refused because nothing is left uses up nothing more, or it would never come back.
        let isSpent = decision.reasons.contains(.attemptsSpent)
        if decision.verdict != .approved, !isSpent, !session.isReturning, let failure = failure(of: session) {
            changes.append(failure)
        }
        let traces = try await traces(of: decision, session)
        changes += traces.changes
        audit += traces.audit
        if Purpose.recoveries.contains(session.purpose), let issuance = issuer.plan(decision) {
            changes.append(.issuance(issuance, expecting: nil))
            audit.append(event(.passPlanned, session, ["issuance": issuance.id.rawValue]))
        }
        let enrolment = enrol(session, on: decision, face: face, under: policy)
        changes += enrolment.changes
        audit += enrolment.audit
        if session.usesReference, let person = session.person, account.isGone(at: now) {
            changes.append(.referenceErased(person))
            audit.append(event(.referenceErased, session, ["reason": ReferenceErasure.removed.rawValue]))
        }
        // Too late, when reading the account took the rest of the visit, is as good as never.
        if case .ignore = next.receive(.decided(decision, caseID: opened?.id), at: now, under: policy) {
            throw ClaimantError.outOfStep
        }
        try await commit(next, after: previous, changes: changes, audit: audit)
        return next
    }

    private func openCase(
        _ session: ProofingSession, on decision: Decision, _ account: Evaluator.Account
    ) -> ReviewCase? {
        guard decision.verdict == .referred, !session.isReturning, let person = session.person else { return nil }
        return ReviewCase(
            id: .random(ports.random), session: session.id, subject: person, reference: session.reference,
            openedAt: ports.time.now, reasons: decision.reasons, isPrivileged: account.isPrivileged, state: .open,
            reviewer: nil, decidedAt: nil, note: nil, version: 0)
    }

    private func keep(_ selfie: ChallengeRoom.Completion, of session: ProofingSession, _ policy: Policy) async throws {
        // On the way back the case's own selfie stays what the reviewer saw.
        // Of a sign-in nothing is kept at all.
        guard session.person != nil, !session.isReturning, session.signIn?.way != .selfie,
            [.underReview, .question].contains(session.phase) || policy.retention.decidedHours > 0
        else { return }
        if let picture = selfie.facePicture {
            try await ports.vault.seal(picture, as: .selfie, of: session.id)
        }
        let reference = ComparedPortrait(
            descriptor: selfie.descriptor, width: ComparedPortrait.liveWidth, isDescreened: false)
        try await ports.vault.seal(reference.sealedForm(), as: .selfieDescriptor, of: session.id)
    }

    /// Whoever was asked showed their face before: it is kept sealed until the answer.
    private func faceBeforeQuestion(_ session: ProofingSession) async throws -> FaceDescriptor? {
        guard session.question != nil, !session.isReturning,
            let sealed = try await ports.vault.open(.selfieDescriptor, of: session.id)
        else { return nil }
        return (try? ComparedPortrait(sealedForm: sealed))?.descriptor
    }

    /// Pictures go when nobody needs them any more: with the decision, or when the reviewer's days are over.
    private func applyRetention(_ session: ProofingSession, _ policy: Policy) async throws {
        guard session.person != nil, session.signIn?.way != .selfie else { return }
        if session.phase == .underReview {
            try await ports.vault.retain(session.id, until: session.expiresAt)
        } else if policy.retention.decidedHours == 0 {
            try await ports.vault.erase(session.id)
            try await ports.ledger.commit(UnitOfWork(tenant: session.tenant, audit: [event(.evidenceErased, session)]))
        } else {
            try await ports.vault.retain(
                session.id, until: ports.time.now.addingTimeInterval(Double(policy.retention.decidedHours) * 3_600))
        }
    }

    private func account(of session: ProofingSession) async -> Evaluator.Account {
        guard let person = session.person else { return .missing }
        do throws(DirectoryError) {
            return try await ports.directory.liveAccount(person).map { .live($0) } ?? .missing
        } catch {
            return .unavailable
        }
    }

    private func decideReturn(
        _ session: ProofingSession, _ account: Evaluator.Account, _ policy: Policy
    ) async throws -> Decision {
        guard let sealed = try await ports.sessions.decision(session: session.id) else {
            throw ClaimantError.unavailable
        }
        return Evaluator(policy: policy, policyVersion: policies.version)
            .decideReturn(session, reviewed: try seal.open(sealed), account: account, at: ports.time.now)
    }

    /// Asked again here: many sessions can have been started while there was still something left.
    func failures(_ session: ProofingSession) async throws -> Int {
        guard let person = session.person else { return 0 }
        return try await ports.sessions.attempts(
            key: FailureBudget(for: session).key(person),
            since: ports.time.now.addingTimeInterval(-FailureBudget.window))
    }

    func comparison(
        of session: ProofingSession, _ policy: Policy, _ answer: ClaimAnswer? = nil
    ) async throws -> AccountComparison? {
        guard let id = session.person, let fields = session.findings.document?.fields,
            let person = try await ports.people.person(id)
        else { return nil }
        var document = DocumentClaims(fields)
        if let answer { document = document.adding(answer) }
        return try await colleagues.comparison(of: document, with: person, under: policy.claims)
    }

    /// - Returns: nil about nobody, of whom nothing is kept.
    private func basis(
        of decision: Decision, _ session: ProofingSession, _ account: Evaluator.Account, failures: Int,
        _ match: MatchSnapshot?
    ) async throws -> DecisionBasis? {
        guard let person = session.person else { return nil }
        return DecisionBasis(
            decision, of: session, account: account, groups: try await ports.people.groups(of: person),
            failures: failures, match: match)
    }
}

extension Evaluator.Account {
    fileprivate var isPrivileged: Bool {
        if case .live(let account) = self { account.isPrivileged } else { false }
    }
}

extension Decision {
    var auditDetails: [String: String] {
        [
            "verdict": verdict.rawValue, "reasons": reasons.map(\.code).joined(separator: " "), "policy": policyName,
            "policyVersion": policyVersion, "matcherVersion": matcherVersion,
        ]
    }
}
