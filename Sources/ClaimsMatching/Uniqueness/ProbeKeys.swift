/// The keys of a document: those of its own words, and of the other forms of its given names.
enum ProbeKeys {
    /// Other forms looked up for one name.
    private static let formLimit = 40

    static func of(_ document: PreparedDocument, _ tables: NameTables) -> [UInt64] {
        let given = document.name.given.tokens
        let surname = document.name.surname.tokens.filter { !NameVocabulary.particles.contains($0.bare) }
        var keys: [UInt64] = []
        add(given, surname, tables, to: &keys)
        if (given + surname).contains(where: \.isOfCyrillicState) {
            add(given.map(transliterated), surname.map(transliterated), tables, to: &keys)
        }
        if let day = document.claims.dateOfBirth?.number { keys.append(BlockingKeys.day(day)) }
        return BlockingKeys.unique(keys)
    }

    /// The consonants in which all transliterations of a Cyrillic word meet: Tcarev and Tsarev.
    private static func transliterated(_ word: NameToken) -> NameToken {
        word.isOfCyrillicState ? NameToken(CyrillicForms.sounds(word.bare)) ?? word : word
    }

    private static func add(
        _ given: [NameToken], _ surname: [NameToken], _ tables: NameTables, to keys: inout [UInt64]
    ) {
        let skeletons = surname.map(Skeleton.init)
        BlockingKeys.add(given.map(Skeleton.init) + skeletons, to: &keys)
        // Middle names are mostly left out of directories.
        for token in given { BlockingKeys.add([Skeleton(token)] + skeletons, to: &keys) }
        for word in skeletons { BlockingKeys.add([word], to: &keys) }
        for form in given.flatMap({ tables.relatives(of: $0.bare, limit: formLimit) }).compactMap({ NameToken($0) }) {
            BlockingKeys.add([Skeleton(form)] + skeletons, to: &keys)
        }
    }
}
