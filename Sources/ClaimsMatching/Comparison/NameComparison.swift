/// The comparison of one reading of the names.
struct NameMatch {
    var surname: PartMatch
    var given: PartMatch
    var notes: [ReasonCode.Code]
    let documentGeneration: String?
    let directoryGeneration: String?

    var lowest: Int { min(Self.order(surname.level), Self.order(given.level)) }
    var sum: Int { Self.order(surname.level) + Self.order(given.level) }

    /// Not comparable stands above a conflict: it says nothing against the person.
    static func order(_ level: EvidenceLevel) -> Int { (level.rank ?? 0) * 2 + (level == .notAvailable ? 1 : 0) }
}

/// Compares the names in all readings and keeps the best.
struct NameComparison {
    let policy: MatchPolicy
    let tables: NameTables

    func compare(_ document: PreparedDocument, _ directory: PreparedPerson) -> NameMatch {
        let views = NameViews(
            document: document, directory: directory, usesDisplayName: policy.usesDisplayName)
        let memo = RelationMemo(accents: views.accents)
        var best: NameMatch?
        for view in views.all {
            let match = compare(view, of: document.claims, views, memo)
            // The plainest reading wins a tie, so that liberties are taken only where they help. One that needs no list
            // is good enough: no other could change the decision.
            if best.map({ isBetter(match, than: $0) }) ?? true { best = match }
            if Guards.namesPass(match, policy), match.lowest >= NameMatch.order(.equivalent) { break }
        }
        return best ?? missing(document.name, memo)
    }

    private func compare(
        _ view: NameView, of document: DocumentClaims, _ views: NameViews, _ memo: RelationMemo
    ) -> NameMatch {
        // The cut falls on the last word printed: a given name, unless there is none.
        let surname = SurnameComparison(
            tables: tables, nationality: document.nationality,
            lastMayBeCut: document.nameTruncated && view.document.given.isEmpty, memo: memo
        ).compare(view.document.surname, view.directory.surname)
        let given = GivenNameComparison(
            tables: tables, nationality: document.nationality, lastMayBeCut: document.nameTruncated, memo: memo
        ).compare(view.document.given, view.directory.given)
        var match = NameMatch(
            surname: limited(surname, by: view, claim: .surname, code: .surnameFormerName),
            given: limited(given, by: view, claim: .givenName, code: .givenOtherName),
            notes: view.notes + (surname.truncated || given.truncated ? [.nameMRZTruncated] : []),
            documentGeneration: view.document.generation, directoryGeneration: views.directoryGeneration)
        // Before a name on file took the place of what they have in common.
        if !GuessedSlots(view.notes, views).allows(surname: surname, given: given) {
            match.surname.level = match.surname.level.limited(to: .near)
        }
        if hidesMiddleName(view, surname, given) { match.surname.level = match.surname.level.limited(to: .near) }
        return match
    }

    /// What looks like a particle of the directory's surname is a middle name, and the document has another: Do Hyun and Da Hyun.
    private func hidesMiddleName(_ view: NameView, _ surname: PartMatch, _ given: PartMatch) -> Bool {
        guard surname.code == .surnameParticle, [.givenCallName, .givenMiddleUnused].contains(given.code) else {
            return false
        }
        let printed = Set((view.document.given.tokens + view.document.surname.tokens).map(\.bare))
        return view.directory.surname.tokens.contains {
            NameVocabulary.particles.contains($0.bare) && !printed.contains($0.bare)
        }
    }

    private func limited(_ match: PartMatch, by view: NameView, claim: Claim, code: ReasonCode.Code) -> PartMatch {
        var match = match
        if match.level.rank != nil { match.level = match.level.limited(to: view.limit) }
        if view.otherNames.contains(claim), match.level.reaches(.listed) {
            match.level = .listed
            match.code = code
        }
        return match
    }

    private func isBetter(_ one: NameMatch, than other: NameMatch) -> Bool {
        // What the guards would let through comes first: a better sum must never push a passing reading aside.
        let (passes, otherPasses) = (Guards.namesPass(one, policy), Guards.namesPass(other, policy))
        if passes != otherPasses { return passes }
        return (one.lowest, one.sum) > (other.lowest, other.sum)
    }

    private func missing(_ name: PersonalName, _ memo: RelationMemo) -> NameMatch {
        let empty = NamePart(tokens: [])
        return NameMatch(
            surname: SurnameComparison(tables: tables, nationality: nil, lastMayBeCut: false, memo: memo)
                .compare(name.surname, empty),
            given: GivenNameComparison(tables: tables, nationality: nil, lastMayBeCut: false, memo: memo).compare(
                name.given, empty),
            notes: [], documentGeneration: name.generation, directoryGeneration: nil)
    }
}
