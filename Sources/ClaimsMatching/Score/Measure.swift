/// The numbers a name score is made of. Each has one weight (`ScoreWeights`).
enum Measure {
    /// What is known about one pair of Latin words, or of words of one script, apart for each slot.
    enum OfWord: Int, CaseIterable {
        case identical, printed, nickname, variant, siblings, sameSound, initial, shortForm, conflict
        /// Near words by closeness, linear between these knots.
        case near30, near45, near60, near70, near80, near90
        case nearSound, nearListed, nearOtherStart, variantCloseness
        /// Two words that many people bear each, and that are nearly the same: likelier two names than a slip.
        case bothBorne
    }

    enum OfName: Int, CaseIterable {
        case spareDocument, spareDirectory, swapped, disorder, missingGiven, missingSurname
        /// Closeness of all letters in a row.
        case whole
        /// The square of what the weakest pair is worth: a name is as good as its worst word.
        case weakest
        /// Words of two scripts that a list calls the same.
        case listedAcross
        /// Every word has an identical partner; and how common such words are.
        case allIdentical, allCommon
        /// How rare the identical words are by the tables, in each slot, and where all words are identical.
        case rare, rareGiven, rareSurname, allRare
        /// How rare a word is that is nearly the same.
        case rareNear
        /// Identical words beyond the first.
        case moreIdentical
        /// One word on each side.
        case mononym
        /// The display name is fuller than the separate names, and has a word that the document has not; and the
        /// document has another in its place.
        case shownMore, shownOther
        /// Jr. against Sr.; and a generation on one side only.
        case generations, oneGeneration
    }

    static let nearKnots: [Float] = [0.30, 0.45, 0.60, 0.70, 0.80, 0.90]
    static let crossKnots: [Float] = [0.30, 0.45, 0.60, 0.70, 0.80, 0.90, 1.00]

    private static let words = OfWord.allCases.count
    private static let crossingsStart = 3 * words
    private static let namesStart = crossingsStart + (WordLikeness.Crossing.allCases.count - 1) * crossKnots.count
    static let count = namesStart + OfName.allCases.count
    /// Sixteen measures are weighed at once.
    static let block = 16
    static let paddedCount = (count + block - 1) / block * block

    static func place(_ slot: PackedName.Slot, _ measure: OfWord) -> Int {
        Int(slot.rawValue) * words + measure.rawValue
    }

    /// - Parameter crossing: not `none`.
    static func place(_ crossing: WordLikeness.Crossing, knot: Int) -> Int {
        crossingsStart + (Int(crossing.rawValue) - 1) * crossKnots.count + knot
    }

    static func place(_ measure: OfName) -> Int { namesStart + measure.rawValue }

    /// Names in the order of their places, for whoever estimates the weights.
    static var names: [String] {
        ["unknown", "given", "surname"].flatMap { slot in OfWord.allCases.map { "\(slot).\($0)" } }
            + WordLikeness.Crossing.allCases.dropFirst().flatMap { crossing in crossKnots.map { "\(crossing).\($0)" } }
            + OfName.allCases.map { "name.\($0)" }
    }
}
