/// Listens to the display name where the separate names alone would do.
///
/// `Bill Mackinnon` may be William, but hardly the one whom the directory shows as William Henry while the document knows
/// no Henry. And where document and display name each have a middle name, the two must not be different people's.
struct DisplayObjection {
    let tables: NameTables
    private let memo = RelationMemo()

    init(tables: NameTables) { self.tables = tables }

    func reasons(
        _ document: PreparedDocument, _ directory: PreparedPerson, given: EvidenceLevel
    ) -> [ReasonCode] {
        let names = directory.names(nationality: document.claims.nationality)
        guard let shown = names.display?.words.tokens, !names.recorded.given.isEmpty, !names.recorded.surname.isEmpty
        else { return [] }
        let printed = document.name.given.tokens + document.name.surname.tokens
        let recorded = names.recorded.given.tokens + names.recorded.surname.tokens
        let unexplained = shown.filter { !isExplained($0, by: printed) && !isExplained($0, by: recorded) }
        guard !unexplained.isEmpty else { return [] }
        let unused = document.name.given.tokens.contains {
            !isExplained($0, by: shown) && !isExplained($0, by: recorded)
        }
        return given == .listed || unused ? [ReasonCode(.nameDisplayHasMore)] : []
    }

    private func isExplained(_ token: NameToken, by others: [NameToken]) -> Bool {
        let isSmallWord =
            NameVocabulary.particles.contains(token.bare) || NameVocabulary.honorifics.contains(token.bare)
            || NameVocabulary.postnominals.contains(token.bare)
        guard !isSmallWord else { return true }
        return others.contains { other in
            [Claim.givenName, .surname].contains { claim in
                let relation = TokenComparison(claim: claim, tables: tables, memo: memo).relation(other, token)
                return relation == .notComparable || relation.level.reaches(.weak)
            }
        }
    }
}
