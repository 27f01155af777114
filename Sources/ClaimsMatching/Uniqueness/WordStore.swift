/// Every different word of a directory once. A million people share some hundred thousand words.
struct WordStore: Sendable {
    struct Entry: Sendable {
        /// The word in a slot of its own making; its ranges point into `bytes` and `aliases` of this entry.
        let packed: PackedName
        let skeleton: Skeleton
        let isParticle: Bool
        let hash: UInt64
    }

    private var numbers: [UInt64: UInt32] = [:]
    /// Words as they were met, so that the work on a common name is done once.
    private var tokens: [String: NameToken] = [:]
    private(set) var entries: [Entry] = []
    private let tables: NameTables

    init(tables: NameTables) { self.tables = tables }

    subscript(_ number: UInt32) -> Entry { entries[Int(number)] }

    mutating func number(of token: NameToken) -> UInt32 {
        if let known = numbers[token.key] { return known }
        let number = UInt32(entries.count)
        entries.append(
            Entry(
                packed: PackedName(NamePart(tokens: [token]), tables: tables), skeleton: Skeleton(token),
                isParticle: NameVocabulary.particles.contains(token.bare), hash: StableHash.of(token.bare.utf8)))
        numbers[token.key] = number
        return number
    }

    mutating func part(_ text: String) -> NamePart { NamePart(text) { token($0) } }
    mutating func display(_ text: String) -> DisplayName { DisplayName(text) { token($0) } }

    private mutating func token(_ word: String) -> NameToken? {
        if let known = tokens[word] { return known }
        let token = NameToken(word)
        if let token { tokens[word] = token }
        return token
    }
}
