/// The claims of a document with everything that can be worked out before it is compared.
package struct PreparedDocument: Sendable {
    /// In one place of memory, so that handing a document on copies one reference.
    private final class Content: Sendable {
        let claims: DocumentClaims
        let name: PersonalName
        let packed: PackedName
        let mixesScripts: Bool
        let isCut: Bool

        init(_ claims: DocumentClaims, _ tables: NameTables) {
            self.claims = claims
            let (given, surname) = (NameText.read(claims.givenNames), NameText.read(claims.surname))
            func token(_ word: String) -> NameToken? { NameToken(word, nationality: claims.nationality) }
            name = PersonalName(
                given: NamePart(cleaned: given.text, token: token),
                surname: NamePart(cleaned: surname.text, token: token))
            packed = PackedName(name, tables: tables)
            // Given name and surname together: nobody writes one in Latin and the other in Cyrillic letters.
            mixesScripts = Script.isSuspicious(in: given.text, surname.text)
            isCut = given.isCut || surname.isCut
        }
    }

    private let content: Content

    package init(_ claims: DocumentClaims, tables: NameTables = .empty) { content = Content(claims, tables) }

    package var claims: DocumentClaims { content.claims }
    var name: PersonalName { content.name }
    var mixesScripts: Bool { content.mixesScripts }
    /// See `NameText.read`.
    var isCut: Bool { content.isCut }
    /// All words, those that were taken for a title too.
    var wordsWithTitles: [NameToken] {
        [claims.givenNames, claims.surname].flatMap { NamePart($0, nationality: claims.nationality).tokens }
    }

    func measures(_ person: PreparedPerson, using scorer: inout NameScorer) -> [[Float]] {
        person.measures(content.packed, using: &scorer)
    }

    func logOdds(_ person: PackedPerson, using scorer: inout NameScorer) -> Float {
        scorer.logOdds(content.packed, person)
    }

    func logOdds(_ name: PackedName, using scorer: inout NameScorer) -> Float { scorer.logOdds(content.packed, name) }
}
