/// The conditions that approval needs and rejection follows from. Weights may later demote a case; nothing lifts one over
/// a guard.
enum Guards {
    /// Whether the names alone satisfy policy and floor.
    static func namesPass(_ match: NameMatch, _ policy: MatchPolicy) -> Bool {
        namesPass(surname: match.surname.level, given: match.given.level, policy)
    }

    static func namesPass(surname: EvidenceLevel, given: EvidenceLevel, _ policy: MatchPolicy) -> Bool {
        surname.reaches(policy.minimum(for: .surname)) && given.reaches(policy.minimum(for: .givenName))
            && !tooManyAliases([surname, given], policy)
    }

    static func tooManyAliases(_ levels: [EvidenceLevel], _ policy: MatchPolicy) -> Bool {
        levels.count { $0 == .listed } > min(policy.maxAliasNames, 1)
    }

    /// What stands against approval on the side of policy, in the order of claims.
    static func policyObjections(_ evidence: [ClaimEvidence], _ policy: MatchPolicy) -> [ReasonCode] {
        var objections: [ReasonCode] = []
        for item in evidence {
            if let code = objection(to: item, policy) { objections.append(ReasonCode(code, [item.claim.rawValue])) }
        }
        let names = evidence.filter { $0.claim == .surname || $0.claim == .givenName }.map(\.level)
        if tooManyAliases(names, policy) { objections.append(ReasonCode(.policyTooManyAliases)) }
        if !policy.nicknames, evidence.contains(where: { $0.reason.code == .givenNickname }) {
            objections.append(ReasonCode(.policyNickname))
        }
        return objections
    }

    private static func objection(to item: ClaimEvidence, _ policy: MatchPolicy) -> ReasonCode.Code? {
        if Claim.core.contains(item.claim) || policy.other(item.claim).required {
            guard !item.level.reaches(policy.minimum(for: item.claim)) else { return nil }
            return item.level == .notAvailable ? .policyRequiredClaimMissing : .policyBelowMinimum
        }
        return item.level == .conflict && !policy.other(item.claim).toleratesConflict ? .policyConflict : nil
    }

    /// Whether the evidence speaks of another person, or of something that the policy leaves to nobody.
    ///
    /// - Parameters:
    ///   - unstated: claims that the directory does not make about the account.
    ///   - resemble: whether the names as a whole are alike, though each of them is another. Then a person looks.
    static func rejects(
        _ evidence: [ClaimEvidence], _ uniqueness: UniquenessReport, unstated: Set<Claim>, _ policy: MatchPolicy,
        resemble: () -> Bool
    ) -> Bool {
        let conflicts = evidence.filter { $0.level == .conflict }.map(\.claim)
        return conflicts.contains(.dateOfBirth)
            || (conflicts.contains(.surname) && conflicts.contains(.givenName) && !resemble())
            || policy.uniqueness.consequence(of: uniqueness) == .reject
            || (policy.initials == .reject && evidence.contains { initials.contains($0.reason.code) })
            || (policy.onMissingDirectoryAttribute == .reject && lacks(evidence, unstated, policy))
    }

    private static let initials: Set<ReasonCode.Code> = [.surnameInitial, .givenInitial]

    private static func lacks(_ evidence: [ClaimEvidence], _ unstated: Set<Claim>, _ policy: MatchPolicy) -> Bool {
        evidence.contains { item in
            item.level == .notAvailable && unstated.contains(item.claim)
                && objection(to: item, policy) == .policyRequiredClaimMissing
        }
    }

    /// Weights hold back what the guards let through; they never approve.
    static func weightObjections(_ total: Double?, _ weights: Weights?, _ policy: MatchPolicy) -> [ReasonCode] {
        guard let total, let weights else { return [] }
        let parameters = [total, weights.needed(policy.bits.approval)].map { String(Int($0.rounded())) }
        if total < weights.needed(policy.bits.review) { return [ReasonCode(.weightsBelowReview, parameters)] }
        return total < weights.needed(policy.bits.approval) ? [ReasonCode(.weightsBelowApproval, parameters)] : []
    }
}
