/// The names of one directory entry, prepared for fast comparison.
struct PackedPerson: Sendable {
    let recorded: PackedName?
    /// The display name, where it has words that the separate names have not.
    let display: PackedName?
    /// The display name has all words of the separate names, and more.
    let showsMore: Bool
    /// See `PersonalName.generation`, wherever the directory keeps it.
    let generation: String?

    init(recorded name: PersonalName, display shown: DisplayName?, tables: NameTables) {
        let isRecorded = !name.given.isEmpty || !name.surname.isEmpty
        recorded = isRecorded ? PackedName(name, tables: tables) : nil
        generation = name.generation ?? shown?.generation
        display = shown.flatMap { Self.pack($0, besides: isRecorded ? name : nil, tables) }
        let words = Set(shown?.words.tokens.map(\.bare) ?? [])
        showsMore =
            isRecorded && display != nil
            && (name.given.tokens + name.surname.tokens).allSatisfy { words.contains($0.bare) }
    }

    private static func pack(_ shown: DisplayName, besides name: PersonalName?, _ tables: NameTables) -> PackedName? {
        guard !shown.words.isEmpty else { return nil }
        if let name {
            let known = Set((name.given.tokens + name.surname.tokens).map(\.bare))
            if shown.words.tokens.allSatisfy({ known.contains($0.bare) }) { return nil }
        }
        return shown.structured.map { PackedName($0, tables: tables) } ?? PackedName(shown.words, tables: tables)
    }
}
