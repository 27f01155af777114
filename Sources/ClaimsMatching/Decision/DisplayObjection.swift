/// Sets record and display name against each other where one of them alone would do.
///
/// `Bill Mackinnon` may be William, but hardly the one whom the directory shows as William Henry while the document knows
/// no Henry. Where document and display name each have a word that the other has not, they may be two people's. And a display
/// name that leaves out what the record says does not overrule it: Maria Schmidt is Maria Anna or Maria Theresia.
struct DisplayObjection {
    let tables: NameTables
    private let memo = RelationMemo(accents: .untold)

    init(tables: NameTables) { self.tables = tables }

    /// A word taken for a title may be the name that tells two sisters apart: Sri Putri and Dewi Putri.
    func titleReasons(_ document: PreparedDocument, _ directory: PreparedPerson) -> [ReasonCode] {
        let words = document.words
        let isHidden = directory.words.contains { title in
            NameVocabulary.titlesThatAreNames.contains(title.bare)
                && !words.contains { Self.isExplained(relation(title, $0)) }
        }
        guard isHidden else { return [] }
        let names = directory.names(nationality: document.claims.nationality)
        let known = [names.recorded.given, names.recorded.surname, names.display?.words ?? NamePart(tokens: [])]
        let printed = document.name.given.tokens + document.name.surname.tokens.filter(isName)
        return left(of: printed, by: known.flatMap(\.tokens)).isEmpty ? [] : [ReasonCode(.nameTitleMayBeName)]
    }

    func reasons(_ document: PreparedDocument, _ directory: PreparedPerson, _ match: NameMatch) -> [ReasonCode] {
        let names = directory.names(nationality: document.claims.nationality)
        let recorded = names.recorded.given.tokens + names.recorded.surname.tokens
        guard let shown = names.display?.words.tokens, recorded.count > 1 else { return [] }
        let printed = document.name.given.tokens + document.name.surname.tokens
        if match.notes.contains(.nameFromDisplayName), !left(of: recorded.filter(isName), by: printed).isEmpty {
            return [ReasonCode(.nameRecordHasMore)]
        }
        let unexplained = left(of: shown, by: printed).filter { word in !recorded.contains { $0.bare == word.bare } }
        guard !unexplained.isEmpty else { return [] }
        // What looks like a particle in given names may be a syllable of them: Da Hyun.
        let named = document.name.given.tokens + document.name.surname.tokens.filter(isName)
        let unused = left(of: named, by: shown).filter { word in
            !recorded.contains { Self.isExplained(relation(word, $0)) }
        }
        return match.given.level == .listed || !unused.isEmpty ? [ReasonCode(.nameDisplayHasMore)] : []
    }

    /// Words without a partner of their own on the other side.
    private func left(of words: [NameToken], by others: [NameToken]) -> [NameToken] {
        var others = others
        // Whole words choose before initials do.
        return words.filter { !take($0, from: &others) { Self.isExplained($0) } }
            .filter { !take($0, from: &others) { $0 == .initial } }
    }

    private func take(_ word: NameToken, from others: inout [NameToken], _ fits: (TokenRelation) -> Bool) -> Bool {
        guard let place = others.firstIndex(where: { other in fits(relation(word, other)) }) else { return false }
        others.remove(at: place)
        return true
    }

    private static func isExplained(_ relation: TokenRelation) -> Bool {
        relation == .notComparable || relation.level.reaches(.listed)
    }

    /// The better of both ways to read the words.
    private func relation(_ one: NameToken, _ other: NameToken) -> TokenRelation {
        let relations = [Claim.givenName, .surname].map {
            TokenComparison(claim: $0, tables: tables, memo: memo).relation(one, other)
        }
        return relations[1].level.reaches(relations[0].level) ? relations[1] : relations[0]
    }

    private func isName(_ word: NameToken) -> Bool {
        !NameVocabulary.particles.contains(word.bare) && !NameVocabulary.honorifics.contains(word.bare)
            && !NameVocabulary.postnominals.contains(word.bare)
    }
}
