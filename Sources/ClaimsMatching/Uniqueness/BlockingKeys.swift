/// The keys under which a person is found again: whoever shares none with a document cannot be its owner's namesake.
///
/// Words count by their consonants in families, so that spellings and scripts meet. Keys are hashes: two things with one
/// key cost a comparison, never an error.
enum BlockingKeys {
    /// Keys of one name: each ordered pair of words as skeleton and initial, each pair of skeletons, all consonants.
    static func add(_ skeletons: [Skeleton], to keys: inout [UInt64]) {
        let words = skeletons.filter { !$0.isEmpty }.prefix(6)
        guard !words.isEmpty else { return }
        for (index, word) in words.enumerated() {
            for (place, other) in words.enumerated() where index != place {
                keys.append(key(1, word.start &+ UInt64(other.initial)))
                if index < place { keys.append(key(2, word.start &+ other.start)) }
            }
        }
        if words.count == 1 { keys.append(key(4, words[0].start)) }
        keys.append(key(3, words.reduce(0) { $0 &+ $1.bag }))
    }

    static func unique(_ keys: [UInt64]) -> [UInt64] {
        var unique: [UInt64] = []
        for key in keys.sorted() where key != unique.last { unique.append(key) }
        return unique
    }

    /// A whole day is rare enough to look at everybody born on it.
    ///
    /// - Parameter number: see `BirthDate.number`.
    static func day(_ number: UInt32) -> UInt64 { key(5, UInt64(number)) }

    private static func key(_ kind: UInt64, _ value: UInt64) -> UInt64 {
        StableHash.mixed(value ^ kind &* 0x9E37_79B9_7F4A_7C15)
    }
}

/// The consonants of one word, as numbers.
struct Skeleton: Sendable {
    /// Of the first four: longer names differ before they end.
    let start: UInt64
    /// Of all, in whatever order.
    let bag: UInt64
    /// The family of the first sound, or `a` for a vowel.
    let initial: UInt8
    let isEmpty: Bool

    /// Signs without a known sound stand for themselves.
    init(_ token: NameToken) {
        let known = ScriptCrossing.consonants(of: token.sounds)
        let consonants: [UInt8]
        if token.sounds.isEmpty {
            consonants = Array(token.bare.utf8.prefix(12))
            initial = consonants.first ?? 0
        } else {
            consonants = known.isEmpty ? [UInt8(ascii: "a")] + token.sounds : known
            let first = ScriptCrossing.consonants(of: Array(token.sounds.prefix(1)))
            initial = first.first ?? UInt8(ascii: "a")
        }
        isEmpty = consonants.isEmpty
        start = StableHash.of(consonants.prefix(4))
        bag = consonants.reduce(0) { $0 &+ StableHash.mixed(UInt64($1)) }
    }
}
