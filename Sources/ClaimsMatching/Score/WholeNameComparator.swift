/// Compares all letters of two names in a row, for names whose words are split or joined differently.
struct WholeNameComparator {
    private var one: [UInt8] = []
    private var other: [UInt8] = []

    /// 0 to 1; 0 without looking closer where the letters are too different for that to matter.
    mutating func closeness(
        _ document: borrowing PackedName, _ directory: borrowing PackedName, using distance: borrowing SpellingDistance
    ) -> Float {
        guard Self.mayBeAlike(document, directory) else { return 0 }
        Self.join(document, into: &one)
        Self.join(directory, into: &other)
        return distance.closeness(one.span, other.span, in: .spelling)
    }

    private static func join(_ name: borrowing PackedName, into letters: inout [UInt8]) {
        letters.removeAll(keepingCapacity: true)
        for word in name.words where word.script == .latin {
            letters.append(contentsOf: name.bytes[word.letters.places])
        }
    }

    /// Whether three quarters of the letters are common, in any order: a bound that costs next to nothing.
    private static func mayBeAlike(_ one: borrowing PackedName, _ other: borrowing PackedName) -> Bool {
        let longer = max(one.letterCount, other.letterCount)
        guard longer > 0, abs(one.letterCount - other.letterCount) * 2 <= longer else { return false }
        let apart =
            pointwiseMax(one.letterCounts, other.letterCounts)
            &- pointwiseMin(one.letterCounts, other.letterCounts)
        return Int(apart.wrappedSum()) * 2 <= longer
    }
}
