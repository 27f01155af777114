extension ClaimsMatcher {
    /// Asks whether the document fits any other account, by comparing it with each of them.
    ///
    /// Disabled and guest accounts belong among `others`: they too can be the document's true owner. Every record costs
    /// one full comparison: `DirectoryIndex` finds those worth it.
    package func uniqueness(
        of document: DocumentClaims, claimed: DirectoryClaims, others: [DirectoryClaims]
    ) -> UniquenessReport {
        uniqueness(of: prepare(document), claimed: prepare(claimed), others: others.lazy.map(prepare))
    }

    /// - Parameter frequencies: of the tenant's own directory. With them whoever comes near the claimed person's weight
    ///   fits as well (`MatchPolicy.UniquenessRule.marginBits`); without them the guards decide alone who does.
    package func uniqueness(
        of document: PreparedDocument, claimed: PreparedPerson, others: some Sequence<PreparedPerson>,
        frequencies: NameFrequencies? = nil
    ) -> UniquenessReport {
        guard policy.uniqueness.enabled else { return .notAssessed }
        let weights = frequencies.map(Weights.init)
        let own = fit(document, claimed, weights)
        var rivals = 0
        for other in others {
            let rival = fit(document, other, weights)
            let lead = own.lead(over: rival)
            if rival.passes, !own.passes || lead.map({ $0 <= -policy.uniqueness.marginBits }) ?? false {
                return .betterMatchElsewhere
            }
            let isNear = rival.isCompatible && lead.map { $0 < policy.uniqueness.marginBits } ?? false
            if rival.isAsGood(as: own) || isNear, !own.isToldApart(from: rival) { rivals += 1 }
        }
        return rivals == 0 ? .clear : .sameNameColleague(count: rivals)
    }

    private struct Fit {
        let names: Bool
        let date: EvidenceLevel
        /// Only one side has a generation suffix.
        let suffixOpen: Bool
        /// Neither of the names nor the date contradicts.
        let isCompatible: Bool
        /// Claims that at most one of two people makes.
        let singular: [Claim: EvidenceLevel]
        /// nil where nothing is weighed.
        let bits: Double?
        var passes: Bool { names && date == .identical }

        func lead(over other: Fit) -> Double? {
            guard let bits, let others = other.bits else { return nil }
            return bits - others
        }

        /// Whether a claim is this account's, by rule at least, and clearly not the other's. What the other account does
        /// not state tells nobody apart.
        func isToldApart(from other: Fit) -> Bool {
            singular.contains { claim, level in
                level.reaches(.equivalent) && (other.singular[claim]?.rank).map { $0 <= 1 } ?? false
            }
        }

        func isAsGood(as own: Fit) -> Bool {
            guard names else { return false }
            // A birth date that is not on file excludes nobody: it weighs only where the claimed account has no proof
            // by date either, or a suffix says that father and son may be confused.
            let open = date == .notAvailable && (own.date != .identical || own.suffixOpen)
            return passes || open || (date != .conflict && !date.isBelow(own.date))
        }
    }

    private static let singular: Set<Claim> = [.documentNumber, .phone, .mail, .address]

    private func fit(_ document: PreparedDocument, _ directory: PreparedPerson, _ weights: Weights?) -> Fit {
        let names = NameComparison(policy: policy, tables: tables).compare(document, directory)
        var evidence = evidence(names, document.claims, directory.claims)
        if let weights {
            evidence = weights.weigh(
                evidence, surname: document.name.surname.tokens, given: document.name.given.tokens)
        }
        let core = evidence.filter { Claim.core.contains($0.claim) }.map(\.level)
        return Fit(
            names: Guards.namesPass(names, policy),
            date: evidence.first { $0.claim == .dateOfBirth }?.level ?? .notAvailable,
            suffixOpen: Self.suffixDiffers(names) == false,
            isCompatible: !core.contains(.conflict) && names.surname.level.reaches(.weak)
                && names.given.level.reaches(.weak),
            singular: Dictionary(
                evidence.filter { Self.singular.contains($0.claim) }.map { ($0.claim, $0.level) },
                uniquingKeysWith: { first, _ in first }),
            bits: weights.map { _ in evidence.compactMap(\.weightBits).reduce(0, +) })
    }
}

extension EvidenceLevel {
    /// Whether this is known to be weaker than `other`. Missing evidence is weaker than any.
    fileprivate func isBelow(_ other: EvidenceLevel) -> Bool {
        guard let other = other.rank else { return false }
        return (rank ?? -1) < other
    }
}
