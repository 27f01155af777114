/// The keys under which a person is found again: whoever shares none with a document cannot be its owner's namesake.
///
/// Words count by their consonants in families, so that spellings and scripts meet. Keys are hashes: two things with one
/// key cost a comparison, never an error.
enum BlockingKeys {
    /// Keys of one name: each ordered pair of words as skeleton and initial, each pair of skeletons, all consonants.
    static func names(of skeletons: [Skeleton]) -> [UInt64] {
        let words = skeletons.filter { !$0.consonants.isEmpty }.prefix(6)
        var keys: [UInt64] = []
        for (index, word) in words.enumerated() {
            for (place, other) in words.enumerated() where index != place {
                keys.append(key(1, word.start + [0] + [other.initial]))
                if index < place {
                    let pair = word.start.lexicographicallyPrecedes(other.start) ? (word, other) : (other, word)
                    keys.append(key(2, pair.0.start + [0] + pair.1.start))
                }
            }
        }
        if words.count == 1, let word = words.first { keys.append(key(4, word.start)) }
        keys.append(key(3, words.flatMap(\.consonants).sorted()))
        return Array(Set(keys))
    }

    /// A whole day is rare enough to look at everybody born on it.
    static func date(_ date: BirthDate?) -> UInt64? {
        guard let date, date.day != nil else { return nil }
        return key(5, Array(date.iso.utf8))
    }

    private static func key(_ kind: UInt8, _ bytes: [UInt8]) -> UInt64 { StableHash.of([kind] + bytes) }
}

/// The consonants of one word.
struct Skeleton {
    let consonants: [UInt8]
    /// The first four: longer names differ before they end.
    var start: [UInt8] { Array(consonants.prefix(4)) }
    /// The family of the first sound, or `a` for a vowel.
    let initial: UInt8

    /// Signs without a known sound stand for themselves.
    init(_ token: NameToken) {
        let known = ScriptCrossing.consonants(of: token.sounds)
        if token.sounds.isEmpty {
            consonants = Array(token.bare.utf8.prefix(12))
            initial = consonants.first ?? 0
        } else {
            consonants = known.isEmpty ? [UInt8(ascii: "a")] + token.sounds : known
            let first = ScriptCrossing.consonants(of: Array(token.sounds.prefix(1)))
            initial = first.first ?? UInt8(ascii: "a")
        }
    }
}
