/// What the comparison means for the account. Not yet the decision of a session: that also weighs document and face.
package enum MatchDecision: String, Sendable, Codable {
    case approve, review, reject
}

/// The whole of a comparison, enough to explain it and to run it again.
package struct MatchResult: Sendable, Hashable, Codable {
    /// One entry per claim, in the order of `Claim`.
    package let evidence: [ClaimEvidence]
    package let decision: MatchDecision
    /// All reasons in fixed order: claims, names as a whole, flags, uniqueness, policy.
    package let reasons: [ReasonCode]
    /// Sum of the weights, where they are known.
    package let totalBits: Double?
    package let matcherVersion: String
    package let tablesVersion: String

    package func evidence(of claim: Claim) -> ClaimEvidence? { evidence.first { $0.claim == claim } }
    package func level(of claim: Claim) -> EvidenceLevel { evidence(of: claim)?.level ?? .notAvailable }
}
