extension MatchPolicy {
    /// What a tenant asks of a claim that is neither a name nor the date of birth.
    package struct OtherRule: Sendable, Hashable, Codable {
        package var required: Bool
        package var minLevel: EvidenceLevel
        /// Whether a contradiction may stand beside an approval: people move, and have more than one nationality.
        package var toleratesConflict: Bool

        package init(required: Bool, minLevel: EvidenceLevel, toleratesConflict: Bool) {
            self.required = required
            self.minLevel = minLevel
            self.toleratesConflict = toleratesConflict
        }
    }

    /// How much evidence, in bits, beyond log2 of the number of people in the directory.
    package struct BitLimits: Sendable, Hashable, Codable {
        /// Below this no approval: the claimant chooses the account, so chance agreement must be excluded for all of them.
        package var approval: Double
        /// Below this not even a review.
        package var review: Double

        package init(approval: Double = 14, review: Double = -4) {
            self.approval = approval
            self.review = review
        }
    }

    package func other(_ claim: Claim) -> OtherRule {
        others[claim]
            ?? OtherRule(
                required: false,
                minLevel: claim == .phone || claim == .mail || claim == .address ? .equivalent : .identical,
                toleratesConflict: claim != .documentNumber)
    }
}

// Written by hand, so that policies from before these rules still load.
extension MatchPolicy {
    private enum Keys: String, CodingKey {
        case surname, givenName, dateOfBirth, placeholderDates, maxAliasNames, usesDisplayName, others, bits
        case nicknames, initials, uniqueness, onMissingDirectoryAttribute
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        self.init(
            surname: try values.decode(ClaimRule.self, forKey: .surname),
            givenName: try values.decode(ClaimRule.self, forKey: .givenName),
            dateOfBirth: try values.decode(ClaimRule.self, forKey: .dateOfBirth),
            placeholderDates: try values.decode([String].self, forKey: .placeholderDates),
            maxAliasNames: try values.decode(Int.self, forKey: .maxAliasNames),
            usesDisplayName: try values.decode(Bool.self, forKey: .usesDisplayName))
        others = try values.decodeIfPresent([Claim: OtherRule].self, forKey: .others) ?? [:]
        bits = try values.decodeIfPresent(BitLimits.self, forKey: .bits) ?? BitLimits()
        nicknames = try values.decodeIfPresent(Bool.self, forKey: .nicknames) ?? true
        initials = try values.decodeIfPresent(Consequence.self, forKey: .initials) ?? .review
        uniqueness = try values.decodeIfPresent(UniquenessRule.self, forKey: .uniqueness) ?? UniquenessRule()
        onMissingDirectoryAttribute =
            try values.decodeIfPresent(Consequence.self, forKey: .onMissingDirectoryAttribute) ?? .review
    }
}
