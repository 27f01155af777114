/// How common names are in one directory. What everybody is called proves little.
package struct NameFrequencies: Sendable, Hashable, Codable {
    package private(set) var people = 0
    private var givenNames: [UInt64: UInt32] = [:]
    private var surnames: [UInt64: UInt32] = [:]

    package init() {}

    /// How likely a stranger from this directory has one of these words in this slot, from 0 to 1.
    ///
    /// The claimed person is one of the bearers and no stranger, so they are not counted. Fifty people with common names
    /// are added: in a company of five, everybody's name would look common, or rare, by accident.
    func share(of words: [NameToken], _ claim: Claim) -> Double {
        let (counts, usual) = claim == .surname ? (surnames, Self.commonSurname) : (givenNames, Self.commonGivenName)
        // A person is named by the rarest of their words.
        let rarest = words.map { Double(counts[StableHash.of($0.bare.utf8)] ?? 0) }.min() ?? 0
        let others = Double(max(0, people - 1))
        return min(1, (max(0, rarest - 1) + Self.added * usual) / (others + Self.added))
    }

    private static let added = 50.0
    // The commonest names of the US Census of 1990: Smith 1.0 %, James 3.3 % of men.
    private static let commonSurname = 0.01
    private static let commonGivenName = 0.03

    /// What weighing this document asks for and nothing else: the number of people, and how many bear its words.
    package func excerpt(for document: PreparedDocument) -> NameFrequencies {
        var excerpt = NameFrequencies()
        excerpt.people = people
        let words = { (part: NamePart) in Set(part.tokens.map { StableHash.of($0.bare.utf8) }) }
        let (given, surname) = (words(document.name.given), words(document.name.surname))
        excerpt.givenNames = givenNames.filter { given.contains($0.key) }
        excerpt.surnames = surnames.filter { surname.contains($0.key) }
        return excerpt
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
