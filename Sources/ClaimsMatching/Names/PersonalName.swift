/// A name with its two slots, cleaned of titles, and the generation suffix as a claim of its own.
struct PersonalName: Hashable {
    var given: NamePart
    var surname: NamePart
    /// `jr`, `sr`, `2`, …
    var generation: String?

    /// From separate fields.
    init(given: String, surname: String, nationality: String?) {
        self.init(
            given: NamePart(given, nationality: nationality), surname: NamePart(surname, nationality: nationality))
    }

    /// From the words of separate fields.
    init(given: NamePart, surname: NamePart) {
        var givenTokens = Self.withoutHonorifics(given.tokens)
        var surnameTokens = surname.tokens
        generation = Self.takeGeneration(from: &surnameTokens) ?? Self.takeGeneration(from: &givenTokens)
        if givenTokens.allSatisfy({ NameVocabulary.absentNames.contains($0.bare) }) { givenTokens = [] }
        if surnameTokens.allSatisfy({ NameVocabulary.absentNames.contains($0.bare) }) { surnameTokens = [] }
        self.given = NamePart(tokens: givenTokens)
        self.surname = NamePart(tokens: surnameTokens)
    }

    init(given: NamePart, surname: NamePart, generation: String?) {
        self.given = given
        self.surname = surname
        self.generation = generation
    }

    /// Takes a generation suffix off the end, if a name remains.
    static func takeGeneration(from tokens: inout [NameToken]) -> String? {
        guard tokens.count > 1, let last = tokens.last, let generation = NameVocabulary.generations[last.bare] else {
            return nil
        }
        tokens.removeLast()
        return generation
    }

    static func withoutHonorifics(_ tokens: [NameToken]) -> [NameToken] {
        var rest = tokens[...]
        while rest.count > 1, let first = rest.first, NameVocabulary.honorifics.contains(first.bare) {
            if NameVocabulary.honorificNames.contains(first.bare), rest.count < 3 { break }
            rest = rest.dropFirst()
        }
        return Array(rest)
    }
}
