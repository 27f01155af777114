/// A directory entry with everything that can be worked out before it is compared. Kept for as long as the entry stays
/// the same: preparing costs a hundred times what a comparison does.
package struct PreparedPerson: Sendable {
    /// In one place of memory, so that handing a person on copies one reference.
    private final class Content: Sendable {
        let claims: DirectoryClaims
        let recorded: PersonalName
        let display: DisplayName?
        let packed: PackedPerson
        /// Cyrillic letters are read by the rules of a nationality, which only the document tells.
        let dependsOnNationality: Bool
        let mixesScripts: Bool
        let isCut: Bool

        init(_ claims: DirectoryClaims, _ tables: NameTables) {
            self.claims = claims
            // The display name mostly repeats the words of the separate names.
            var words: [String: NameToken] = [:]
            func token(_ text: String) -> NameToken? {
                if let known = words[text] { return known }
                let token = NameToken(text)
                words[text] = token
                return token
            }
            let (given, surname) = (NameText.read(claims.givenName ?? ""), NameText.read(claims.surname ?? ""))
            let shown = claims.displayName.map(NameText.read)
            let others = (claims.otherSurnames + claims.otherGivenNames).map(NameText.read)
            recorded = PersonalName(
                given: NamePart(cleaned: given.text, token: token),
                surname: NamePart(cleaned: surname.text, token: token))
            display = shown.map { DisplayName(cleaned: $0.text, token: token) }
            packed = PackedPerson(recorded: recorded, display: display, tables: tables)
            dependsOnNationality = words.values.contains { $0.script == .cyrillic }
            mixesScripts =
                Script.isSuspicious(in: given.text, surname.text)
                // What a display name holds in brackets may well be the name in another script.
                || shown.map { Script.isSuspicious(in: DisplayName.withoutAsides($0.text).outside) } ?? false
                || others.contains { Script.isSuspicious(in: $0.text) }
            isCut = given.isCut || surname.isCut || shown?.isCut ?? false || others.contains(where: \.isCut)
        }
    }

    private let content: Content

    package init(_ claims: DirectoryClaims, tables: NameTables = .empty) { content = Content(claims, tables) }

    package var claims: DirectoryClaims { content.claims }
    var mixesScripts: Bool { content.mixesScripts }
    /// See `NameText.read`.
    var isCut: Bool { content.isCut }
    /// All words, those that were taken for a title too.
    var wordsWithTitles: [NameToken] {
        let shown = claims.displayName.map { DisplayName.withoutAsides(NameText.cleaned($0)).outside }
        return [claims.givenName, claims.surname, shown].compactMap(\.self)
            .flatMap { NamePart($0, nationality: nil).tokens }
    }

    func logOdds(_ document: PreparedDocument, using scorer: inout NameScorer) -> Float {
        document.logOdds(content.packed, using: &scorer)
    }

    func measures(_ document: PackedName, using scorer: inout NameScorer) -> [[Float]] {
        scorer.measures(document, content.packed)
    }

    func names(nationality: String?) -> (recorded: PersonalName, display: DisplayName?) {
        guard content.dependsOnNationality, let nationality else { return (content.recorded, content.display) }
        return (
            Self.recorded(claims, nationality: nationality),
            claims.displayName.map { DisplayName($0, nationality: nationality) }
        )
    }

    private static func recorded(_ claims: DirectoryClaims, nationality: String?) -> PersonalName {
        PersonalName(given: claims.givenName ?? "", surname: claims.surname ?? "", nationality: nationality)
    }
}
