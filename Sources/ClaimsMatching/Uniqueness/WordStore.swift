/// Every different word of a directory once. A million people share some hundred thousand words.
struct WordStore: Sendable {
    struct Entry: Sendable {
        /// The word in a slot of its own making; its ranges point into `bytes` and `aliases` of this entry.
        let packed: PackedName
        let skeleton: Skeleton
        let isParticle: Bool
        let hash: UInt64
    }

    private var numbers: [String: UInt32] = [:]
    private(set) var entries: [Entry] = []
    private let tables: NameTables

    init(tables: NameTables) { self.tables = tables }

    subscript(_ number: UInt32) -> Entry { entries[Int(number)] }

    mutating func number(of token: NameToken) -> UInt32 {
        if let known = numbers[token.text] { return known }
        let number = UInt32(entries.count)
        entries.append(
            Entry(
                packed: PackedName(NamePart(tokens: [token]), tables: tables), skeleton: Skeleton(token),
                isParticle: NameVocabulary.particles.contains(token.bare), hash: StableHash.of(token.bare.utf8)))
        numbers[token.text] = number
        return number
    }
}
