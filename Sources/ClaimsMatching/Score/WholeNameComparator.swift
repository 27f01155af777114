/// Compares all letters of two names in a row, for names whose words are split or joined differently.
struct WholeNameComparator {
    private var one: [UInt8] = []
    private var other: [UInt8] = []

    /// 0 to 1; 0 without looking closer where the letters are too different for that to matter.
    mutating func closeness(
        _ document: borrowing PackedName, _ directory: borrowing PackedName, using distance: inout SpellingDistance
    ) -> Float {
        Self.join(document, into: &one)
        Self.join(directory, into: &other)
        guard !one.isEmpty, !other.isEmpty, Self.mayBeAlike(one, other) else { return 0 }
        return distance.closeness(one.span, other.span, in: .spelling)
    }

    private static func join(_ name: borrowing PackedName, into letters: inout [UInt8]) {
        letters.removeAll(keepingCapacity: true)
        for word in name.words where word.script == .latin {
            letters.append(contentsOf: name.bytes[word.letters.places])
        }
    }

    /// Whether three quarters of the letters are common, in any order: a bound that costs next to nothing.
    private static func mayBeAlike(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        var counts = SIMD32<Int8>(repeating: 0)
        for letter in one { counts[Int(letter & 31)] &+= 1 }
        for letter in other { counts[Int(letter & 31)] &-= 1 }
        var apart = 0
        for index in 0..<32 { apart += abs(Int(counts[index])) }
        return apart * 2 <= max(one.count, other.count)
    }
}
