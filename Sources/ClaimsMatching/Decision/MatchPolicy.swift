/// What a tenant asks of a match. A policy can only be stricter than the guards of `ClaimsMatcher`, never laxer.
package struct MatchPolicy: Sendable, Hashable, Codable {
    package struct ClaimRule: Sendable, Hashable, Codable {
        /// Without this claim no automatic approval.
        package var required: Bool
        package var minLevel: EvidenceLevel

        package init(required: Bool, minLevel: EvidenceLevel) {
            self.required = required
            self.minLevel = minLevel
        }
    }

    package var surname: ClaimRule
    package var givenName: ClaimRule
    package var dateOfBirth: ClaimRule
    /// Dates that systems fill in for unknown ones, as `MM-DD` or `YYYY-MM-DD`. Never evidence of a day.
    package var placeholderDates: [String]
    /// How many of the two names may agree by a list only (E3). At most 1 has an effect.
    package var maxAliasNames: Int
    /// Whether the display name may stand in for the separate names.
    package var usesDisplayName: Bool
    /// Rules for claims that are neither names nor dates. A claim without a rule counts where both sides have it.
    package var others: [Claim: OtherRule] = [:]
    /// Weights asked for beyond those that the size of the directory calls for.
    package var bits = BitLimits()
    /// Whether a given name may agree because a list says that one is a short or pet form of the other.
    package var nicknames = true
    /// What a name of which only the first letter can be compared leads to.
    package var initials = Consequence.review
    package var uniqueness = UniquenessRule()
    /// What it leads to when the directory does not state a claim that is required.
    package var onMissingDirectoryAttribute = Consequence.review

    package init(
        surname: ClaimRule, givenName: ClaimRule, dateOfBirth: ClaimRule, placeholderDates: [String],
        maxAliasNames: Int, usesDisplayName: Bool
    ) {
        self.surname = surname
        self.givenName = givenName
        self.dateOfBirth = dateOfBirth
        self.placeholderDates = placeholderDates
        self.maxAliasNames = maxAliasNames
        self.usesDisplayName = usesDisplayName
    }

    package static let standard = MatchPolicy(
        surname: ClaimRule(required: true, minLevel: .listed),
        givenName: ClaimRule(required: true, minLevel: .listed),
        dateOfBirth: ClaimRule(required: true, minLevel: .identical),
        placeholderDates: ["01-01", "07-01", "1900-01-01"], maxAliasNames: 1, usesDisplayName: true)

    package func rule(for claim: Claim) -> ClaimRule {
        switch claim {
        case .surname: surname
        case .givenName: givenName
        case .dateOfBirth: dateOfBirth
        default: ClaimRule(required: other(claim).required, minLevel: other(claim).minLevel)
        }
    }
}

extension MatchPolicy {
    /// What makes a policy unusable. All problems at once; empty for a sound policy.
    package enum Problem: Sendable, Hashable {
        /// A name never proves an account: without the date of birth nothing would.
        case dateOfBirthNotRequired
        /// A minimum below the floor that the guards hold anyway would promise what does not happen.
        case minimumBelowFloor(Claim, floor: EvidenceLevel)
        case notAPlaceholderDate(String)
        case aliasNamesOutOfRange(Int)
        case marginOutOfRange(Double)
    }

    package func problems() -> [Problem] {
        var problems: [Problem] = dateOfBirth.required ? [] : [.dateOfBirthNotRequired]
        for claim in Claim.core + others.keys.sorted(by: { $0.rawValue < $1.rawValue })
        where !rule(for: claim).minLevel.reaches(Self.floor(of: claim)) {
            problems.append(.minimumBelowFloor(claim, floor: Self.floor(of: claim)))
        }
        for text in placeholderDates where BirthDate(iso: text.count == 5 ? "2000-\(text)" : text)?.day == nil {
            problems.append(.notAPlaceholderDate(text))
        }
        if !(0...1).contains(maxAliasNames) { problems.append(.aliasNamesOutOfRange(maxAliasNames)) }
        if !UniquenessRule.marginRange.contains(uniqueness.marginBits) {
            problems.append(.marginOutOfRange(uniqueness.marginBits))
        }
        return problems
    }

    /// The least a claim must reach for approval under any policy.
    static func floor(of claim: Claim) -> EvidenceLevel {
        switch claim {
        case .dateOfBirth: .identical
        case .surname, .givenName: .listed
        default: .weak
        }
    }

    /// The level a claim must reach for approval under this policy.
    func minimum(for claim: Claim) -> EvidenceLevel {
        let minimum = rule(for: claim).minLevel
        return minimum.reaches(Self.floor(of: claim)) ? minimum : Self.floor(of: claim)
    }
}
