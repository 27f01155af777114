/// How far two words are apart, counted in the slips that people and machines make.
///
/// An edit distance with unequal costs: a neighbouring key or a doubled letter costs less than a letter that changes the
/// name. Between sounds, consonants of one family cost little and vowels less, because scripts disagree about vowels most.
struct SpellingDistance {
    /// What a whole letter costs.
    static let unit: UInt16 = 8

    enum Alphabet {
        /// Codes of `Letter`, as written.
        case spelling
        /// Codes of `Letter`, as sounding; vowels are written on both sides.
        case sound
        /// One side was written without vowels.
        case consonantSound
        /// Anything else: bytes that are equal or not.
        case opaque
    }

    // Two rows back for swapped neighbours; kept, so that a comparison allocates nothing.
    private var rows = [[UInt16]](repeating: [UInt16](repeating: 0, count: Self.lengthLimit + 1), count: 3)

    /// Letters beyond this are not looked at.
    static let lengthLimit = 48

    /// - Returns: 1 for the same word, 0 for words that share nothing.
    mutating func closeness(_ one: Span<UInt8>, _ other: Span<UInt8>, in alphabet: Alphabet) -> Float {
        let costs = Costs.of(alphabet)
        let (oneCount, otherCount) = (min(one.count, Self.lengthLimit), min(other.count, Self.lengthLimit))
        var weights: (UInt16, UInt16) = (0, 0)
        for index in 0..<oneCount { weights.0 += costs.removing(one[index]) }
        for index in 0..<otherCount { weights.1 += costs.removing(other[index]) }
        let whole = max(weights.0, weights.1)
        guard whole > 0 else { return 0 }
        let distance = distance(one, oneCount, other, otherCount, costs)
        return max(0, 1 - Float(distance) / Float(whole))
    }

    private mutating func distance(
        _ one: Span<UInt8>, _ oneCount: Int, _ other: Span<UInt8>, _ otherCount: Int, _ costs: Costs
    ) -> UInt16 {
        rows[1][0] = 0
        for column in 0..<otherCount { rows[1][column + 1] = rows[1][column] + costs.removing(other[column]) }
        for row in 0..<oneCount {
            let letter = one[row]
            let removing = row > 0 && one[row - 1] == letter ? costs.doubling : costs.removing(letter)
            rows[2][0] = rows[1][0] + removing
            for column in 0..<otherCount {
                let target = other[column]
                let doubled = column > 0 && other[column - 1] == target
                var best = rows[1][column] + costs.replacing(letter, target)
                best = min(best, rows[1][column + 1] + removing)
                best = min(best, rows[2][column] + (doubled ? costs.doubling : costs.removing(target)))
                if row > 0, column > 0, letter == other[column - 1], one[row - 1] == target {
                    best = min(best, rows[0][column - 1] + costs.swapping)
                }
                rows[2][column + 1] = best
            }
            rows.swapAt(0, 1)
            rows.swapAt(1, 2)
        }
        return rows[1][otherCount]
    }
}

/// Letters as small numbers, so that a table of costs fits into a kilobyte.
enum Letter {
    static let count = 32

    /// `a`–`z` are 0–25, the two-letter sounds S and C 26 and 27, digits 28, everything else 29.
    static func code(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x61...0x7A: byte - 0x61
        case UInt8(ascii: "S"): 26
        case UInt8(ascii: "C"): 27
        case 0x30...0x39: 28
        default: 29
        }
    }
}
