/// Compares what a document says with what a directory says about the claimed account.
///
/// Claims are normalised, compared one by one into discrete levels, and judged by guards: first the policy's minimum and
/// the floors no policy can lower, then the flags, then whether the document fits somebody else. Pure and deterministic:
/// the same claims, policy and tables always give the same result.
package struct ClaimsMatcher: Sendable {
    /// Changes whenever a rule does, so that a stored decision says which rules made it.
    package static let version = "1"

    package let policy: MatchPolicy
    package let tables: NameTables

    package init(policy: MatchPolicy = .standard, tables: NameTables = .empty) {
        self.policy = policy
        self.tables = tables
    }

    /// - Parameter uniqueness: from `uniqueness(of:claimed:others:)`, when the directory was searched. Not having
    ///   searched it does not stand against approval, because approval always needs an equal date of birth.
    package func match(
        document: DocumentClaims, directory: DirectoryClaims, uniqueness: UniquenessReport = .notAssessed
    ) -> MatchResult {
        let names = NameComparison(policy: policy, tables: tables).compare(document, directory)
        let evidence = evidence(names, document, directory)
        let objections =
            suffixObjections(names) + flags(document, directory) + Self.reasons(uniqueness)
            + Guards.policyObjections(evidence, policy)
        let decision: MatchDecision =
            Guards.rejects(evidence, uniqueness) ? .reject : objections.isEmpty ? .approve : .review
        let neutral = Self.suffixDiffers(names) == false ? [ReasonCode(.suffixOneSide)] : []
        return MatchResult(
            evidence: evidence, decision: decision,
            reasons: Self.ordered(evidence.map(\.reason) + names.notes.map { ReasonCode($0) } + neutral + objections),
            totalBits: nil, matcherVersion: Self.version, tablesVersion: tables.version)
    }

    func evidence(
        _ names: NameMatch, _ document: DocumentClaims, _ directory: DirectoryClaims
    ) -> [ClaimEvidence] {
        [
            names.surname.evidence(of: .surname), names.given.evidence(of: .givenName),
            DateOfBirthComparison(placeholders: policy.placeholderDates)
                .compare(document.dateOfBirth, directory.dateOfBirth),
        ]
    }

    private func flags(_ document: DocumentClaims, _ directory: DirectoryClaims) -> [ReasonCode] {
        var flags: [ReasonCode] = []
        // Given name and surname of one side together: nobody writes one in Latin and the other in Cyrillic letters.
        // What a display name holds in brackets may well be the name in another script.
        let names =
            [
                "\(document.givenNames) \(document.surname)",
                "\(directory.givenName ?? "") \(directory.surname ?? "")",
                DisplayName.withoutAsides(directory.displayName ?? "").outside,
            ] + directory.otherSurnames + directory.otherGivenNames
        if names.contains(where: { Script.isSuspicious(mix: Script.scripts(of: NameText.cleaned($0))) }) {
            flags.append(ReasonCode(.flagMixedScript))
        }
        if document.nameTruncated, NamePart(document.givenNames, nationality: nil).isEmpty {
            flags.append(ReasonCode(.flagTruncatedSurnameOnly))
        }
        return flags
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

    private static func reasons(_ uniqueness: UniquenessReport) -> [ReasonCode] {
        switch uniqueness {
        case .clear, .notAssessed: []
        case .sameNameColleague(let count): [ReasonCode(.uniquenessSameNameColleague, ["\(count)"])]
        case .betterMatchElsewhere: [ReasonCode(.uniquenessBetterMatchElsewhere)]
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
