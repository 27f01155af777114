/// Compares given names. Every word of the directory must be explained by one of the document; words of the document
/// that the directory leaves out are middle names.
struct GivenNameComparison {
    let tables: NameTables
    let nationality: String?
    let lastMayBeCut: Bool
    let memo: RelationMemo

    func compare(_ document: NamePart, _ directory: NamePart) -> PartMatch {
        let pair = PartComparison(document: document, directory: directory, accents: memo.accents)
        if document.isEmpty { return pair.match(.notAvailable, .givenMissingDocument) }
        if directory.isEmpty { return pair.match(.notAvailable, .givenMissingDirectory) }
        if pair.areEqual { return pair.match(.identical, .givenEqual) }
        if pair.areEqualWords || pair.areEqualWhenGlued { return pair.match(.equivalent, .givenSpacing) }
        if pair.areEquivalentWhenGlued { return pair.match(.equivalent, .givenICAO) }
        let alignment = TokenAlignment(
            TokenAlignment.gluing(document.tokens, like: directory.tokens, nationality: nationality),
            TokenAlignment.gluing(directory.tokens, like: document.tokens, nationality: nationality),
            TokenComparison(claim: .givenName, tables: tables, memo: memo), lastMayBeCut: lastMayBeCut)
        guard alignment.comparable else { return pair.match(.notAvailable, .givenNotComparable) }
        return judged(alignment, pair)
    }

    private func judged(_ alignment: TokenAlignment, _ pair: PartComparison) -> PartMatch {
        guard let weakest = alignment.links.isEmpty ? nil : alignment.weakest else {
            return pair.match(.conflict, .givenConflict)
        }
        guard alignment.explainsDirectory else { return pair.match(.weak, .givenDirectoryHasMore) }
        // Names of twins are often each other's in another order.
        guard alignment.keepsOrder else {
            return pair.match(.near.limited(to: weakest.relation.level), .givenReordered)
        }
        let names = alignment.links.filter { $0.relation != .initial }
        if names.isEmpty { return pair.match(.weak, .givenInitial) }
        if names.count < alignment.links.count { return withInitials(alignment, names, pair) }
        // Behind a whole name a cut one may be an initial; alone it is Jana and Julia.
        if let first = alignment.links.first, first.relation == .truncated,
            alignment.document[first.document].length == 1
        {
            return pair.match(.weak, .givenInitial, truncated: true)
        }
        let truncated = alignment.links.contains { $0.relation == .truncated }
        switch weakest.relation {
        case .identical, .truncated, .genderEnding:
            return pair.match(.equivalent, structure(of: alignment), truncated: truncated)
        case .icao: return pair.match(.equivalent, .givenICAO, truncated: truncated)
        case .listed(let relation): return pair.match(.listed, code(of: relation), truncated: truncated)
        case .shortForm: return pair.match(.near, .givenShortForm)
        case .nearMiss: return pair.match(.near, .givenNearMiss)
        case .initial, .conflict, .notComparable: return pair.match(.weak, .givenInitial)
        }
    }

    /// An initial is fine beside the first name written out; alone or in front it says little.
    private func withInitials(
        _ alignment: TokenAlignment, _ names: [TokenAlignment.Link], _ pair: PartComparison
    ) -> PartMatch {
        let first = alignment.links[0]
        guard first.relation != .initial, let weakest = names.min(by: { !$0.relation.level.reaches($1.relation.level) })
        else { return pair.match(.weak, .givenInitial) }
        switch weakest.relation {
        case .listed(let relation): return pair.match(.listed, code(of: relation))
        case .nearMiss, .shortForm: return pair.match(.near, .givenNearMiss)
        default: return pair.match(.equivalent, .givenMiddleInitial)
        }
    }

    private func structure(of alignment: TokenAlignment) -> ReasonCode.Code {
        if alignment.usesWholeDocument { return .givenSpacing }
        return alignment.links.first?.document == 0 ? .givenMiddleUnused : .givenCallName
    }

    private func code(of relation: NameTables.Relation) -> ReasonCode.Code {
        switch relation {
        case .nickname: .givenNickname
        case .variant, .spelling: .givenVariant
        case .romanisation: .givenRomanisation
        }
    }
}
