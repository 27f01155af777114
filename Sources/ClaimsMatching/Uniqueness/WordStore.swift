/// Every different word of a directory once. A million people share some hundred thousand words.
struct WordStore: Sendable {
    struct Entry: Sendable {
        let skeleton: Skeleton
        let hash: UInt64
    }

    /// All words in a row, in no slot: one name of the whole directory, whose bytes and aliases every name of it shares.
    private(set) var packed = PackedName()
    /// See `PackedName.letterCounts`; of each word.
    private(set) var letterCounts: [SIMD32<UInt8>] = []
    private(set) var entries: [Entry] = []
    private var numbers: [UInt64: UInt32] = [:]
    /// Words as they were met of late, so that the work on a common name is seldom done again.
    private var tokens: [String: NameToken] = [:]
    private let tables: NameTables

    private static let tokenLimit = 8_192

    init(tables: NameTables) { self.tables = tables }

    mutating func number(of token: NameToken) -> Int {
        if let known = numbers[token.key] { return Int(known) }
        let number = entries.count
        entries.append(Entry(skeleton: Skeleton(token), hash: StableHash.of(token.bare.utf8)))
        let isParticle = NameVocabulary.particles.contains(token.bare)
        let before = packed.letterCounts
        packed.append(token, slot: .unknown, isParticle: isParticle, tables)
        letterCounts.append(packed.letterCounts &- before)
        numbers[token.key] = UInt32(number)
        return number
    }

    mutating func part(_ text: String) -> NamePart { NamePart(text) { token($0) } }
    mutating func display(_ text: String) -> DisplayName { DisplayName(text) { token($0) } }

    private mutating func token(_ word: String) -> NameToken? {
        if let known = tokens[word] { return known }
        let token = NameToken(word)
        if tokens.count >= Self.tokenLimit { tokens.removeAll(keepingCapacity: true) }
        if let token { tokens[word] = token }
        return token
    }
}
