import ClaimsMatching
import Foundation
import IdentityDocuments

/// Turns findings into a decision under one policy. Pure: the same input gives the same decision, always.
///
/// Each judge below looks at one finding and gives verdicts with reasons. A finding that is missing refers to a person;
/// nothing that is missing ever passes. The hardest verdict wins, and every reason is kept, in the order of the judges.
package struct Evaluator: Sendable {
    package let policy: Policy
    package let policyVersion: String

    package init(policy: Policy, policyVersion: String) {
        self.policy = policy
        self.policyVersion = policyVersion
    }

    /// What is known about the account at the moment of deciding.
    package enum Account: Sendable, Equatable, Codable {
        case live(LiveAccount)
        case missing
        /// Graph could not be asked: no automatic approval (NIST SP 800-63A-4, validation against the source).
        case unavailable
    }

    typealias Judgement = (verdict: Decision.Verdict, reason: DecisionReason)

    /// - Parameter isBudgetSpent: the account had as many failures in a day as the policy allows.
    package func decide(
        _ session: ProofingSession, account: Account, isBudgetSpent: Bool, at now: Date
    ) -> Decision {
        guard case .person(let person) = session.subject else {
            return decision(session, nil, [(.refused, .subjectUnknown)], now)
        }
        let day = CalendarDate(dayOf: now)
        let judgements =
            (isBudgetSpent ? [(.refused, .attemptsSpent)] : [])
            + judge(account)
            + (session.askedForHelp ? [(.referred, .helpAsked)] : [])
            + judge(session.findings.document, on: day)
            + judge(session.findings.liveness)
            + judge(session.findings.face)
            + judge(session.findings.claims, afterAsking: session.question?.claim)
            + judge(accountsElsewhere: session.findings.accountsElsewhere)
        return decision(session, person, judgements + policy.reservations(about: judgements), now)
    }

    /// After a reviewer approved, the person shows their face once more: only liveness, the comparison with the case's
    /// own selfie and the account are judged again. The document stands as the reviewer saw it.
    package func decideReturn(
        _ session: ProofingSession, reviewed: Decision, account: Account, at now: Date
    ) -> Decision {
        guard case .person(let person) = session.subject, reviewed.subject == person,
            reviewed.session == session.id, reviewed.verdict == .approved, reviewed.reviewer != nil
        else { return decision(session, nil, [(.refused, .subjectUnknown)], now) }
        let judgements = judge(account) + judge(session.findings.liveness) + judgeReturn(session.findings.face)
        return decision(session, person, judgements, now)
    }

    func decision(
        _ session: ProofingSession, _ subject: PersonID?, _ judgements: [Judgement], _ now: Date
    ) -> Decision {
        let verdict: Decision.Verdict =
            if judgements.contains(where: { $0.verdict == .refused }) {
                .refused
            } else if judgements.contains(where: { $0.verdict == .referred }) { .referred } else { .approved }
        return Decision(
            verdict: verdict, reasons: judgements.map(\.reason), session: session.id, subject: subject,
            policyName: policy.name, policyVersion: policyVersion,
            matcherVersion: session.findings.claims?.matcherVersion ?? "none", decidedAt: now, reviewer: nil)
    }

    func judge(_ account: Account) -> [Judgement] {
        switch account {
        case .unavailable: return [(.referred, .accountUnavailable)]
        case .missing: return [(.refused, .accountMissing)]
        case .live(let live):
            var judgements: [Judgement] = []
            if !live.accountEnabled { judgements.append((.refused, .accountDisabled)) }
            if live.isGuest { judgements.append((.refused, .accountGuest)) }
            if live.isPrivileged { judgements.append((.referred, .accountPrivileged)) }
            if !policy.excludedGroups.isDisjoint(with: live.groups) { judgements.append((.refused, .accountExcluded)) }
            return judgements
        }
    }

    private func judge(_ document: DocumentFinding?, on day: CalendarDate) -> [Judgement] {
        guard let document, let fields = document.fields else { return [(.referred, .documentMissing)] }
        var judgements: [Judgement] = []
        if !document.contradictions.isEmpty { judgements.append((.referred, .documentContradicts)) }
        if !document.isReadingAccepted { judgements.append((.referred, .documentUncertain)) }
        if !policy.documents.accepts(fields.type) { judgements.append((.referred, .documentKind)) }
        if policy.documents.refusedIssuers.contains(fields.issuingState) {
            judgements.append((.refused, .documentIssuer))
        }
        switch fields.validity(on: day) {
        case .valid: break
        case .unknown: judgements.append((.referred, .documentExpiryUnknown))
        case .issuedInTheFuture, .contradictory: judgements.append((.referred, .documentContradicts))
        case .expired(let expiry):
            let late = expiry.days(until: day) > policy.documents.expiredGraceDays
            judgements.append((late ? .refused : .referred, .documentExpired))
        }
        return judgements
    }

    func judge(_ liveness: LivenessFinding?) -> [Judgement] {
        guard let liveness else { return [(.referred, .livenessMissing)] }
        let limits = policy.liveness
        guard liveness.isComplete, liveness.turnSpan >= limits.minimumTurnSpan,
            liveness.smallestTurn >= limits.minimumTurn, liveness.steps == limits.turns * 2
        else { return [(.refused, .livenessFailed)] }
        guard let drift = liveness.identityDrift, drift <= limits.maximumIdentityDrift else {
            return [(.refused, .livenessFailed)]
        }
        return []
    }

    private func judge(_ face: FaceComparison?) -> [Judgement] {
        guard let face else { return [(.referred, .faceMissing)] }
        // Zones belong to one network: another network's distance means nothing to them.
        guard face.modelID == policy.face.modelID else { return [(.referred, .faceModel)] }
        // Asked the positive way round: a number that is none (NaN) compares false and must not pass.
        guard face.distance <= policy.face.reviewDistance else { return [(.refused, .faceDiffers)] }
        var judgements: [Judgement] = []
        if face.distance > policy.face.matchDistance { judgements.append((.referred, .faceUncertain)) }
        if !(face.portraitWidth >= policy.face.minimumPortraitWidth) { judgements.append((.referred, .portraitSmall)) }
        return judgements
    }

    func judgeReturn(_ face: FaceComparison?) -> [Judgement] {
        guard let face, face.modelID == policy.face.modelID, face.distance <= policy.face.matchDistance else {
            return [(.refused, .faceDiffers)]
        }
        return []
    }

    /// - Parameter asked: the further claim that the person was asked for. It was asked because nothing but likeness to others
    ///   stood in the way, so that an answer which is wrong or missing is for a reviewer, and refuses nobody.
    private func judge(_ claims: MatchResult?, afterAsking asked: AskedClaim?) -> [Judgement] {
        guard let claims else { return [(.referred, .claimsMissing)] }
        let reasons = claims.reasonsAgainst.map { reason in
            DecisionReason(code: reason.code.rawValue, sentence: reason.withoutNames.sentence)
        }
        switch claims.decision {
        case .approve: return []
        case .review: return (reasons.isEmpty ? [.claimsUncertain] : reasons).map { (.referred, $0) }
        case .reject:
            let isUnanswered = asked.map { !claims.level(of: $0.claim).reaches(.equivalent) } ?? false
            return (reasons.isEmpty ? [.claimsConflict] : reasons).map { (isUnanswered ? .referred : .refused, $0) }
        }
    }
}

extension MatchResult {
    /// The reasons that speak against, without those of claims that agree.
    fileprivate var reasonsAgainst: [ReasonCode] {
        let agreeing = evidence.filter { $0.level.reaches(.equivalent) }.map(\.reason.code)
        return reasons.filter { !agreeing.contains($0.code) }
    }
}

extension ReasonCode {
    /// A decision is kept longer than names may be: of the parameters, which are names mostly, only those stay that say
    /// which claim, or how many.
    fileprivate var withoutNames: ReasonCode {
        switch code {
        case .policyRequiredClaimMissing, .policyBelowMinimum, .policyConflict, .uniquenessSameNameColleague: self
        default: ReasonCode(code)
        }
    }
}

extension DocumentPolicy {
    fileprivate func accepts(_ type: DocumentType) -> Bool {
        switch type {
        case .passport: kinds.contains(.passport)
        case .identityCard: kinds.contains(.identityCard)
        case .visa: kinds.contains(.visa)
        case .other: false
        }
    }
}
