/// A claim that both a document and a directory make. The order is the order of evidence and reasons.
package enum Claim: String, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
    case surname, givenName, dateOfBirth, documentNumber, nationality, phone, mail, address

    /// What every match looks at. The others count where both sides have them, or where the policy asks for them.
    package static let core: [Claim] = [.surname, .givenName, .dateOfBirth]
}

/// How well the two sides of a claim agree. Discrete on purpose: closeness of strings is no evidence about names of
/// relatives, who share everything but a letter.
package enum EvidenceLevel: String, Sendable, Codable, CaseIterable {
    /// One side is missing, or the two cannot be compared. Neither a pass nor a conflict.
    case notAvailable = "NA"
    /// The sides contradict each other.
    case conflict = "E0"
    /// Compatible, but true of very many people.
    case weak = "E1"
    /// Nearly the same. Never enough to approve.
    case near = "E2"
    /// The same by a table or a record: nickname, listed spelling, former name.
    case listed = "E3"
    /// The same by a rule: transliteration, spacing, order, unused middle name.
    case equivalent = "E4"
    case identical = "E5"

    /// E0 is 0, E5 is 5. Nil when nothing was compared, which has no place in the order.
    package var rank: Int? {
        switch self {
        case .notAvailable: nil
        case .conflict: 0
        case .weak: 1
        case .near: 2
        case .listed: 3
        case .equivalent: 4
        case .identical: 5
        }
    }

    /// Whether this level satisfies a minimum. Missing evidence satisfies none.
    package func reaches(_ minimum: EvidenceLevel) -> Bool {
        guard let rank, let needed = minimum.rank else { return false }
        return rank >= needed
    }

    /// The weaker of two levels; not available wins over everything.
    func limited(to limit: EvidenceLevel) -> EvidenceLevel {
        guard let rank, let other = limit.rank else { return .notAvailable }
        return rank <= other ? self : limit
    }
}

/// The comparison of one claim.
package struct ClaimEvidence: Sendable, Hashable, Codable {
    package let claim: Claim
    package let level: EvidenceLevel
    package let reason: ReasonCode
    /// The values that were compared. Personal data: for the reviewer, not for logs.
    package let documentValue: String?
    package let directoryValue: String?
    /// log2 likelihood ratio, where the directory's own frequencies are known.
    package var weightBits: Double?

    package init(
        claim: Claim, level: EvidenceLevel, reason: ReasonCode, documentValue: String?, directoryValue: String?,
        weightBits: Double? = nil
    ) {
        self.claim = claim
        self.level = level
        self.reason = reason
        self.documentValue = documentValue
        self.directoryValue = directoryValue
        self.weightBits = weightBits
    }
}
