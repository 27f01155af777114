/// How common names are in one directory. What everybody is called proves little.
package struct NameFrequencies: Sendable {
    package private(set) var people = 0
    private var givenNames: [UInt64: UInt32] = [:]
    private var surnames: [UInt64: UInt32] = [:]

    package init() {}

    /// How likely a stranger from this directory has one of these words in this slot, from 0 to 1.
    ///
    /// Half a bearer is added: a name that nobody here has is rare, not impossible.
    func share(of words: [NameToken], _ claim: Claim) -> Double {
        let counts = claim == .surname ? surnames : givenNames
        // A person is named by the rarest of their words.
        let rarest = words.map { Double(counts[StableHash.of($0.bare.utf8)] ?? 0) }.min() ?? 0
        return min(1, (rarest + 0.5) / (Double(people) + 0.5))
    }

    mutating func count(given: some Sequence<UInt64>, surname: some Sequence<UInt64>, by change: Int) {
        people += change
        for word in Set(given) { Self.add(change, to: &givenNames[word]) }
        for word in Set(surname) { Self.add(change, to: &surnames[word]) }
    }

    private static func add(_ change: Int, to count: inout UInt32?) {
        let new = Int(count ?? 0) + change
        count = new > 0 ? UInt32(new) : nil
    }
}
