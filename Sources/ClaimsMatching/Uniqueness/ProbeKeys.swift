/// The keys of a document: those of its own words, and of the other forms of its given names.
enum ProbeKeys {
    /// Other forms looked up for one name.
    private static let formLimit = 40

    static func of(_ document: PreparedDocument, _ tables: NameTables) -> Set<UInt64> {
        let given = document.name.given.tokens
        let surname = document.name.surname.tokens.filter { !NameVocabulary.particles.contains($0.bare) }
        let skeletons = surname.map(Skeleton.init)
        var keys = Set(BlockingKeys.names(of: given.map(Skeleton.init) + skeletons))
        // Middle names are mostly left out of directories.
        for token in given { keys.formUnion(BlockingKeys.names(of: [Skeleton(token)] + skeletons)) }
        for word in skeletons { keys.formUnion(BlockingKeys.names(of: [word])) }
        for form in given.flatMap({ tables.relatives(of: $0.bare, limit: formLimit) }).compactMap({ NameToken($0) }) {
            keys.formUnion(BlockingKeys.names(of: [Skeleton(form)] + skeletons))
        }
        if let day = BlockingKeys.date(document.claims.dateOfBirth) { keys.insert(day) }
        return keys
    }
}
