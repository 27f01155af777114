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

    package func uniqueness(
        of document: PreparedDocument, claimed: PreparedPerson, others: some Sequence<PreparedPerson>
    ) -> UniquenessReport {
        let own = fit(document, claimed)
        var rivals = 0
        for other in others {
            let rival = fit(document, other)
            guard rival.names else { continue }
            if rival.passes, !own.passes { return .betterMatchElsewhere }
            // A birth date that is not on file excludes nobody: it weighs only where the claimed account has no proof
            // by date either, or a suffix says that father and son may be confused.
            let open = rival.date == .notAvailable && (own.date != .identical || own.suffixOpen)
            if rival.passes || open || (rival.date != .conflict && !rival.date.isBelow(own.date)) { rivals += 1 }
        }
        return rivals == 0 ? .clear : .sameNameColleague(count: rivals)
    }

    private struct Fit {
        let names: Bool
        let date: EvidenceLevel
        /// Only one side has a generation suffix.
        let suffixOpen: Bool
        var passes: Bool { names && date == .identical }
    }

    private func fit(_ document: PreparedDocument, _ directory: PreparedPerson) -> Fit {
        let names = NameComparison(policy: policy, tables: tables).compare(document, directory)
        let date = DateOfBirthComparison(placeholders: policy.placeholderDates)
            .compare(document.claims.dateOfBirth, directory.claims.dateOfBirth)
        return Fit(
            names: Guards.namesPass(names, policy), date: date.level,
            suffixOpen: Self.suffixDiffers(names) == false)
    }
}

extension EvidenceLevel {
    /// Whether this is known to be weaker than `other`. Missing evidence is weaker than any.
    fileprivate func isBelow(_ other: EvidenceLevel) -> Bool {
        guard let other = other.rank else { return false }
        return (rank ?? -1) < other
    }
}
