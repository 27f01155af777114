/// Compares surnames. Particles come and go; of a double surname the main one is enough.
struct SurnameComparison {
    let tables: NameTables
    let nationality: String?
    let lastMayBeCut: Bool
    let memo: RelationMemo

    func compare(_ document: NamePart, _ directory: NamePart) -> PartMatch {
        let pair = PartComparison(document: document, directory: directory, accents: memo.accents)
        if document.isEmpty { return pair.match(.notAvailable, .surnameMissingDocument) }
        if directory.isEmpty { return pair.match(.notAvailable, .surnameMissingDirectory) }
        if pair.areEqual { return pair.match(.identical, .surnameEqual) }
        if pair.areEqualWords || pair.areEqualWhenGlued { return pair.match(.equivalent, .surnameSpacing) }
        if pair.areEquivalentWhenGlued { return pair.match(.equivalent, .surnameICAO) }
        let sorted = PartComparison(
            document: Self.withParticlesInFront(document), directory: Self.withParticlesInFront(directory),
            accents: memo.accents)
        if sorted.areEqualWords { return pair.match(.equivalent, .surnameParticle) }
        return compareCores(pair)
    }

    private func compareCores(_ pair: PartComparison) -> PartMatch {
        let cores = PartComparison(
            document: Self.core(of: pair.document), directory: Self.core(of: pair.directory), accents: memo.accents)
        if cores.areEqualWords || cores.areEqualWhenGlued {
            return pair.match(haveContraryParticles(pair) ? .near : .equivalent, .surnameParticle)
        }
        let alignment = TokenAlignment(
            TokenAlignment.gluing(cores.document.tokens, like: cores.directory.tokens, nationality: nationality),
            TokenAlignment.gluing(cores.directory.tokens, like: cores.document.tokens, nationality: nationality),
            TokenComparison(claim: .surname, tables: tables, memo: memo), lastMayBeCut: lastMayBeCut)
        guard alignment.comparable else { return pair.match(.notAvailable, .surnameNotComparable) }
        return judged(alignment, pair)
    }

    /// A particle may be left out. Another one in its place is another family, or Hassan's daughter and not his son.
    private func haveContraryParticles(_ pair: PartComparison) -> Bool {
        let (one, other) = (Self.particles(of: pair.document), Self.particles(of: pair.directory))
        return !one.isSubset(of: other) && !other.isSubset(of: one)
    }

    private static func particles(of part: NamePart) -> Set<String> {
        Set(part.tokens.map(\.bare)).intersection(NameVocabulary.particles)
    }

    private func judged(_ alignment: TokenAlignment, _ pair: PartComparison) -> PartMatch {
        guard let weakest = alignment.links.isEmpty ? nil : alignment.weakest else {
            return pair.match(.conflict, .surnameConflict)
        }
        guard alignment.explainsDirectory else { return pair.match(.weak, .surnameDirectoryHasMore) }
        var (level, code) = judged(weakest.relation)
        if haveContraryParticles(pair) { level = level.limited(to: .near) }
        guard alignment.usesWholeDocument else {
            return usesMainSurname(alignment)
                ? pair.match(level.limited(to: .equivalent), level.reaches(.equivalent) ? .surnameOneOfDouble : code)
                : pair.match(.weak, .surnameOneOfSeveral)
        }
        if !alignment.keepsOrder, level.reaches(.equivalent) { return pair.match(.equivalent, .surnameReordered) }
        let truncated = alignment.links.contains { $0.relation == .truncated }
        return pair.match(level.limited(to: .equivalent), code, truncated: truncated)
    }

    private func judged(_ relation: TokenRelation) -> (EvidenceLevel, ReasonCode.Code) {
        switch relation {
        // Identical words that did not make the whole equal differ in particles or in how they are joined.
        case .identical, .truncated: (.equivalent, .surnameSpacing)
        case .icao: (.equivalent, .surnameICAO)
        case .genderEnding: (.listed, .surnameGenderEnding)
        case .listed(.romanisation): (.listed, .surnameRomanisation)
        case .listed: (.listed, .surnameVariant)
        case .nearMiss, .shortForm: (.near, .surnameNearMiss)
        case .initial, .conflict, .notComparable: (.weak, .surnameInitial)
        }
    }

    /// Spanish custom keeps the first surname, Portuguese the last. Elsewhere the first is the safer guess: a name
    /// taken at marriage is mostly added behind.
    private func usesMainSurname(_ alignment: TokenAlignment) -> Bool {
        let used = alignment.links.map(\.document)
        let lastIsMain = nationality.map { Self.portugueseCustom.contains($0) } ?? false
        return used.contains(lastIsMain ? alignment.document.count - 1 : 0)
    }

    private static let portugueseCustom: Set = ["PRT", "BRA", "AGO", "MOZ", "CPV", "GNB", "STP", "TLS"]

    private static func withParticlesInFront(_ part: NamePart) -> NamePart {
        guard let name = part.tokens.lastIndex(where: { !NameVocabulary.sortedBehind.contains($0.bare) }) else {
            return part
        }
        return NamePart(tokens: part.tokens[(name + 1)...] + part.tokens[...name])
    }

    /// The surname without particles. The last word is never one: Al, Ben and Do are surnames too.
    static func core(of part: NamePart) -> NamePart {
        let kept = part.tokens.enumerated().filter { index, token in
            if index == part.tokens.count - 1 { return true }
            let between = index > 0 && NameVocabulary.connectors.contains(token.bare)
            return !between && !NameVocabulary.particles.contains(token.bare)
        }
        return NamePart(tokens: kept.map(\.element))
    }
}
