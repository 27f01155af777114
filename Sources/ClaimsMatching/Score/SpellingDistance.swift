/// How far two words are apart, counted in the slips that people and machines make.
///
/// An edit distance with unequal costs: a neighbouring key or a doubled letter costs less than a letter that changes the
/// name. Between sounds, consonants of one family cost little and vowels less, because scripts disagree about vowels most.
struct SpellingDistance {
    /// What a whole letter costs.
    static let unit: UInt16 = 8

    enum Alphabet: Int {
        /// Codes of `Letter`, as written.
        case spelling
        /// Codes of `Letter`, as sounding; vowels are written on both sides.
        case sound
        /// One side was written without vowels.
        case consonantSound
        /// Anything else: bytes that are equal or not.
        case opaque
    }

    /// Letters beyond this are not looked at.
    static let lengthLimit = 48

    private let tables: [Costs] = [.spelling, .sound, .consonantSound, .opaque]

    /// - Returns: 1 for the same word, 0 for words that share nothing.
    func closeness(_ one: Span<UInt8>, _ other: Span<UInt8>, in alphabet: Alphabet) -> Float {
        let costs = tables[alphabet.rawValue]
        let (oneCount, otherCount) = (min(one.count, Self.lengthLimit), min(other.count, Self.lengthLimit))
        var weights: (UInt16, UInt16) = (0, 0)
        for index in 0..<oneCount { weights.0 += costs.removing(one[index]) }
        for index in 0..<otherCount { weights.1 += costs.removing(other[index]) }
        let whole = max(weights.0, weights.1)
        guard whole > 0 else { return 0 }
        let distance = one.withUnsafeBufferPointer { first in
            other.withUnsafeBufferPointer { second in
                Self.distance(.init(rebasing: first[..<oneCount]), .init(rebasing: second[..<otherCount]), costs)
            }
        }
        return max(0, 1 - Float(distance) / Float(whole))
    }

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Row by row over the table of all beginnings, with two rows kept for swapped neighbours.
    private static func distance(_ one: Bytes, _ other: Bytes, _ costs: borrowing Costs) -> UInt16 {
        let width = other.count + 1
        // Stack memory: three rows of at most 49 numbers, each written before it is read.
        return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 4 * width) { rows in
            let adding = UnsafeMutableBufferPointer(rebasing: rows[(3 * width)...])
            var (beforeLast, last, current) = (0, width, 2 * width)
            rows[last] = 0
            for column in 0..<other.count {
                adding[column] =
                    column > 0 && other[column - 1] == other[column] ? costs.doubling : costs.removing(other[column])
                rows[last &+ column &+ 1] = rows[last &+ column] &+ adding[column]
            }
            costs.withReplacements { replacements in
                for row in 0..<one.count {
                    let letter = one[row]
                    let removing = row > 0 && one[row &- 1] == letter ? costs.doubling : costs.removing(letter)
                    var left = rows[last] &+ removing
                    rows[current] = left
                    for column in 0..<other.count {
                        let target = other[column]
                        let replacing =
                            letter == target ? 0 : UInt16(replacements[Int(letter & 31) << 5 | Int(target & 31)])
                        left = min(
                            rows[last &+ column] &+ replacing, rows[last &+ column &+ 1] &+ removing,
                            left &+ adding[column])
                        if row > 0, column > 0, letter == other[column &- 1], one[row &- 1] == target {
                            left = min(left, rows[beforeLast &+ column &- 1] &+ costs.swapping)
                        }
                        rows[current &+ column &+ 1] = left
                    }
                    (beforeLast, last, current) = (last, current, beforeLast)
                }
            }
            return rows[last + other.count]
        }
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
