import Foundation

extension Evaluator {
    /// One live face against the sealed reference, while Entra waits. There is nobody to refer to, so whatever does not approve
    /// refuses: a near match, an account that could hand itself power, a reference that is gone.
    ///
    /// - Parameter isBudgetSpent: the account had as many failures in a day as the policy allows.
    package func decideSignIn(
        _ session: ProofingSession, account: Account, isBudgetSpent: Bool, at now: Date
    ) -> Decision {
        guard case .person(let person) = session.subject, session.usesReference else {
            return decision(session, nil, [(.refused, .subjectUnknown)], now)
        }
        let judgements =
            (isBudgetSpent ? [(.refused, .attemptsSpent)] : [])
            + judge(account) + judgeOwner(account, is: person, at: now)
            + judge(session.findings.liveness) + judgeReturn(session.findings.face)
        // A policy that leaves approving to reviewers approves nobody here either.
        let all = judgements + policy.reservations(about: judgements)
        return decision(session, person, all.map { (.refused, $0.reason) }, now)
    }

    private func judgeOwner(_ account: Account, is person: PersonID, at now: Date) -> [Judgement] {
        guard case .live(let live) = account else { return [] }
        var judgements: [Judgement] = []
        if live.id != person { judgements.append((.refused, .accountMissing)) }
        if let leave = live.employeeLeaveDate, leave <= now { judgements.append((.refused, .accountLeft)) }
        return judgements
    }
}

extension DecisionReason {
    static let accountLeft = DecisionReason(code: "account.left", sentence: "The person has left, says Entra.")
}

extension Evaluator.Account {
    /// The account's owner is gone for good, as far as Entra knows.
    func isGone(at now: Date) -> Bool {
        switch self {
        case .missing: true
        case .live(let account): account.employeeLeaveDate.map { $0 <= now } ?? false
        case .unavailable: false
        }
    }
}
