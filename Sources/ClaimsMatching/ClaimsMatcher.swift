/// Compares what a document says with what a directory says about the claimed account.
///
/// Claims are normalised, compared one by one into discrete levels, and judged by guards: first the policy's minimum and
/// the floors no policy can lower, then the flags, then whether the document fits somebody else. Weights may hold a case
/// back that passed the guards, and lift none over them. Pure and deterministic: the same claims, policy and tables always
/// give the same result.
package struct ClaimsMatcher: Sendable {
    /// Changes whenever a rule or a weight does, so that a stored decision says which rules made it.
    package static let version = "6"

    package let policy: MatchPolicy
    package let tables: NameTables

    package init(policy: MatchPolicy = .standard, tables: NameTables = .empty) {
        self.policy = policy
        self.tables = tables
    }

    package func match(
        document: DocumentClaims, directory: DirectoryClaims, uniqueness: UniquenessReport = .notAssessed,
        frequencies: NameFrequencies? = nil
    ) -> MatchResult {
        match(
            document: prepare(document), directory: prepare(directory), uniqueness: uniqueness, frequencies: frequencies
        )
    }

    package func prepare(_ claims: DocumentClaims) -> PreparedDocument { PreparedDocument(claims, tables: tables) }
    package func prepare(_ claims: DirectoryClaims) -> PreparedPerson { PreparedPerson(claims, tables: tables) }

    /// - Parameters:
    ///   - uniqueness: when the directory was searched. Not having searched it does not stand against approval, because
    ///     approval always needs an equal date of birth.
    ///   - frequencies: of the tenant's own directory. Without them nothing is weighed, and the guards decide alone.
    package func match(
        document: PreparedDocument, directory: PreparedPerson, uniqueness: UniquenessReport = .notAssessed,
        frequencies: NameFrequencies? = nil
    ) -> MatchResult {
        let names = NameComparison(policy: policy, tables: tables).compare(document, directory)
        let weights = frequencies.map(Weights.init)
        var evidence = evidence(names, document.claims, directory.claims)
        if let weights {
            evidence = weights.weigh(
                evidence, surname: document.name.surname.tokens, given: document.name.given.tokens)
        }
        let total = weights.map { _ in evidence.compactMap(\.weightBits).reduce(0, +) }
        let objections =
            displayObjections(names, document, directory)
            + suffixObjections(names) + flags(document, directory) + uniqueness.reasons
            + Guards.policyObjections(evidence, policy) + Guards.weightObjections(total, weights, policy)
        let decision: MatchDecision =
            Guards.rejects(evidence, uniqueness, unstated: directory.unstated, policy) {
                self.resemble(document, directory)
            }
                || objections.contains { $0.code == .weightsBelowReview }
            ? .reject : objections.isEmpty ? .approve : .review
        let neutral = Self.suffixDiffers(names) == false ? [ReasonCode(.suffixOneSide)] : []
        return MatchResult(
            evidence: evidence, decision: decision,
            reasons: Self.ordered(evidence.map(\.reason) + names.notes.map { ReasonCode($0) } + neutral + objections),
            totalBits: total, matcherVersion: Self.version, tablesVersion: tables.version)
    }

    /// The likelihood, from 0 to 1, that the names are one person's. For ranking; decides nothing.
    package func nameScore(
        document: PreparedDocument, directory: PreparedPerson, using scorer: inout NameScorer
    ) -> Double {
        NameScorer.share(directory.logOdds(document, using: &scorer))
    }

    /// Of strangers one in a thousand scores higher, of people whose names are romanised otherwise on each side, most do.
    private static let leastScore = 0.25

    private func resemble(_ document: PreparedDocument, _ directory: PreparedPerson) -> Bool {
        var scorer = NameScorer()
        return nameScore(document: document, directory: directory, using: &scorer) >= Self.leastScore
    }

    func evidence(
        _ names: NameMatch, _ document: DocumentClaims, _ directory: DirectoryClaims
    ) -> [ClaimEvidence] {
        let core = [
            names.surname.evidence(of: .surname), names.given.evidence(of: .givenName),
            DateOfBirthComparison(placeholders: policy.placeholderDates)
                .compare(document.dateOfBirth, directory.dateOfBirth),
        ]
        let others = [
            DocumentNumberComparison().compare(document.documentNumber, directory.documentNumbers),
            NationalityComparison().compare(document.nationality, directory.nationality),
            PhoneComparison().compare(document.phone, directory.phones),
            MailComparison().compare(document.mail, directory.mails),
            AddressComparison().compare(document.address, directory.address),
        ]
        return core + others.filter { $0.level != .notAvailable || policy.other($0.claim).required }
    }

    private func flags(_ document: PreparedDocument, _ directory: PreparedPerson) -> [ReasonCode] {
        var flags: [ReasonCode] = []
        if document.mixesScripts || directory.mixesScripts { flags.append(ReasonCode(.flagMixedScript)) }
        if document.isCut || directory.isCut { flags.append(ReasonCode(.flagNameTooLong)) }
        if document.claims.nameTruncated, document.name.given.isEmpty {
            flags.append(ReasonCode(.flagTruncatedSurnameOnly))
        }
        return flags
    }

    private func displayObjections(
        _ names: NameMatch, _ document: PreparedDocument, _ directory: PreparedPerson
    ) -> [ReasonCode] {
        guard Guards.namesPass(names, policy) else { return [] }
        return DisplayObjection(document, directory, names, tables: tables).reasons
    }

    private func suffixObjections(_ names: NameMatch) -> [ReasonCode] {
        Self.suffixDiffers(names) == true ? [ReasonCode(.suffixConflict)] : []
    }

    /// True when both sides have a generation suffix and they differ, false when only one has, nil otherwise.
    static func suffixDiffers(_ names: NameMatch) -> Bool? {
        switch (names.documentGeneration, names.directoryGeneration) {
        case (let one?, let other?): one == other ? nil : true
        case (nil, nil): nil
        default: false
        }
    }

    /// The order of the list of codes, which is stable; equal codes keep the order of claims.
    private static func ordered(_ reasons: [ReasonCode]) -> [ReasonCode] {
        reasons.enumerated()
            .sorted { (places[$0.element.code] ?? 0, $0.offset) < (places[$1.element.code] ?? 0, $1.offset) }
            .map(\.element)
    }

    private static let places = Dictionary(
        uniqueKeysWithValues: ReasonCode.Code.allCases.enumerated().map { ($0.element, $0.offset) })
}
