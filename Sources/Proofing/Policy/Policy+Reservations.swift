extension Policy {
    /// What keeps this policy from approving by itself, whatever was found.
    ///
    /// A person on their way back from a reviewer was approved by that reviewer: nothing is held back there.
    func reservations(about judgements: [Evaluator.Judgement]) -> [Evaluator.Judgement] {
        var reservations: [Evaluator.Judgement] = []
        if approve.never { reservations.append((.referred, .policyReviewOnly)) }
        // Said where it made the difference, so that cases and statistics tell what would have been.
        if mode == .evaluation, judgements.isEmpty, !approve.never {
            reservations.append((.referred, .policyEvaluation))
        }
        return reservations
    }

    /// For the audit of a decision: what it would have been, were the policy not only tried out.
    func auditDetails(of decision: Decision) -> [String: String] {
        guard mode == .evaluation else { return [:] }
        let wouldBe = decision.reasons == [.policyEvaluation] ? Decision.Verdict.approved : decision.verdict
        return ["mode": mode.rawValue, "wouldBe": wouldBe.rawValue]
    }
}
