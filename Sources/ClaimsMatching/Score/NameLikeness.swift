/// What two names have in common, as the numbers that the score weighs.
///
/// Words are paired best first; each pair adds what is known about it to the measures of its slot.
struct NameLikeness {
    /// One value for each `Measure`. Kept between comparisons, so that none allocates.
    private(set) var measures = [Float](repeating: 0, count: Measure.paddedCount)
    private var comparator = WordComparator()
    private var whole = WholeNameComparator()
    private let distance = SpellingDistance()
    private var likeness: [WordLikeness] = []
    private var pairs: [WordPair] = []
    private var weakestWorth: Float = 0
    /// A word stands alone on each side.
    private var hasConflict = false
    /// Words of each side that nothing on the other explains; see `measureShown`.
    private var unexplained = (document: 0, directory: 0)

    struct WordPair {
        let document: Int
        let directory: Int
        let slot: PackedName.Slot
        let swapped: Bool
        let likeness: WordLikeness
    }

    mutating func compare(_ document: borrowing PackedName, _ directory: borrowing PackedName) {
        measures.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        choosePairs(document, directory)
        measurePairs()
        measureRest(document, directory)
        measureWhole(document, directory)
    }

    private mutating func choosePairs(_ document: borrowing PackedName, _ directory: borrowing PackedName) {
        let (rows, columns) = (document.words.count, directory.words.count)
        likeness.removeAll(keepingCapacity: true)
        pairs.removeAll(keepingCapacity: true)
        for row in 0..<rows {
            for column in 0..<columns {
                likeness.append(comparator.compare(document, row, directory, column))
            }
        }
        var (freeRows, freeColumns) = (UInt16.max, UInt16.max)
        while pairs.count < min(rows, columns) {
            var (best, place) = (Float(0.3), -1)
            for row in 0..<rows where freeRows & (1 << row) != 0 {
                for column in 0..<columns where freeColumns & (1 << column) != 0 {
                    let found = likeness[row * columns + column]
                    let apart = Self.areApart(document.words[row].slot, directory.words[column].slot)
                    // Where both sides name their slots, only a good likeness crosses them.
                    let worth = apart ? (found.worth < 0.8 ? 0 : found.worth - 0.12) : found.worth
                    if worth > best { (best, place) = (worth, row * columns + column) }
                }
            }
            guard place >= 0 else { break }
            let (row, column) = (place / columns, place % columns)
            freeRows &= ~(1 << row)
            freeColumns &= ~(1 << column)
            let (one, other) = (document.words[row].slot, directory.words[column].slot)
            pairs.append(
                WordPair(
                    document: row, directory: column, slot: Self.common(one, other),
                    swapped: Self.areApart(one, other), likeness: likeness[place]))
        }
    }

    private static func areApart(_ one: PackedName.Slot, _ other: PackedName.Slot) -> Bool {
        one != .unknown && other != .unknown && one != other
    }

    private static func common(_ one: PackedName.Slot, _ other: PackedName.Slot) -> PackedName.Slot {
        one == other || other == .unknown ? one : one == .unknown ? other : .unknown
    }

    private mutating func measurePairs() {
        var (weakest, swapped) = (Float(1), Float(0))
        for pair in pairs {
            let share = 1 / Float(pairs.count { $0.slot == pair.slot })
            add(pair, share)
            weakest = min(weakest, pair.likeness.worth)
            if pair.swapped { swapped += 1 / Float(pairs.count) }
        }
        self[.swapped] = swapped
        weakestWorth = pairs.isEmpty ? 0 : weakest
        self[.disorder] = disorder
    }

    /// How many pairs stand in another order on the two sides. The last words written first are no disorder.
    private var disorder: Float {
        guard pairs.count > 2 else { return 0 }
        let ordered = pairs.sorted { $0.document < $1.document }.map(\.directory)
        let falls = zip(ordered, ordered.dropFirst() + ordered.prefix(1)).count { $0 > $1 }
        return falls <= 1 ? 0 : Float(falls - 1) / Float(ordered.count - 1)
    }

    private mutating func add(_ pair: WordPair, _ share: Float) {
        let found = pair.likeness
        guard found.crossing == .none else {
            if found.kind == .variant { self[.listedAcross] += share }
            spread(found.sound, over: Measure.crossKnots) { measures, knot, part in
                measures[Measure.place(found.crossing, knot: knot)] += part * share
            }
            return
        }
        func note(_ measure: Measure.OfWord, _ value: Float = 1) {
            measures[Measure.place(pair.slot, measure)] += value * share
        }
        switch found.kind {
        case .identical: note(.identical)
        case .printed: note(.printed)
        case .nickname: note(.nickname)
        case .variant:
            note(.variant)
            note(.variantCloseness, found.closeness)
        case .siblings: note(.siblings)
        case .sameSound:
            note(.sameSound)
            note(.bothBorne, found.bothBorne)
        case .initial: note(.initial)
        case .conflict: note(.conflict)
        case .incomparable: break
        case .shortForm, .near:
            if found.kind == .shortForm { note(.shortForm) }
            spread(found.closeness, over: Measure.nearKnots) { measures, knot, part in
                measures[Measure.place(pair.slot, .near30) + knot] += part * share
            }
            note(.nearSound, max(0, found.sound - 0.5) * 2)
            if found.closeness > 0.6 { note(.bothBorne, found.bothBorne) }
            if found.bothListed { note(.nearListed, found.closeness) }
            if !found.sameStart { note(.nearOtherStart) }
        }
    }

    /// Shares one unit between the two knots beside `value`.
    private mutating func spread(
        _ value: Float, over knots: [Float], _ note: (inout [Float], Int, Float) -> Void
    ) {
        guard let above = knots.firstIndex(where: { $0 >= value }) else {
            return note(&measures, knots.count - 1, 1)
        }
        guard above > 0 else { return note(&measures, 0, 1) }
        let part = (value - knots[above - 1]) / (knots[above] - knots[above - 1])
        note(&measures, above - 1, 1 - part)
        note(&measures, above, part)
    }

    /// Words without a partner: a conflict where both sides have one, spare or missing where only one has.
    private mutating func measureRest(_ document: borrowing PackedName, _ directory: borrowing PackedName) {
        var (spare, missing) = (SlotCounts(), SlotCounts())
        for (index, word) in document.words.enumerated() {
            if !word.isParticle, !pairs.contains(where: { $0.document == index }) { spare.add(word.slot) }
        }
        for (index, word) in directory.words.enumerated()
        where !word.isParticle && !pairs.contains(where: { $0.directory == index }) { missing.add(word.slot) }
        hasConflict = spare.total > 0 && missing.total > 0
        let apart = pairs.count { !$0.likeness.explains }
        unexplained = (spare.total + apart, missing.total + apart)
        for slot in [PackedName.Slot.given, .surname, .unknown] {
            let conflicts = spare.cancel(with: &missing, slot)
            let pairsOfSlot = pairs.count { $0.slot == slot }
            guard conflicts > 0 else { continue }
            measures[Measure.place(slot, .conflict)] += Float(conflicts) / Float(conflicts + pairsOfSlot)
        }
        self[.spareDocument] = Float(min(3, spare.total))
        self[.spareDirectory] = Float(min(3, missing.total))
        self[.missingGiven] = Self.lacks(.given, document, directory) ? 1 : 0
        self[.missingSurname] = Self.lacks(.surname, document, directory) ? 1 : 0
    }

    /// One side has words of this slot and the other tells its slots apart and has none.
    private static func lacks(
        _ slot: PackedName.Slot, _ one: borrowing PackedName, _ other: borrowing PackedName
    ) -> Bool {
        let (first, second) = (one.words.contains { $0.slot == slot }, other.words.contains { $0.slot == slot })
        guard first != second else { return false }
        return (first ? other.words : one.words).allSatisfy { $0.slot != .unknown && $0.slot != slot }
    }

    private mutating func measureWhole(_ document: borrowing PackedName, _ directory: borrowing PackedName) {
        if weakestWorth >= 0.97, !hasConflict {
            self[.whole] = 1
        } else if weakestWorth > 0 || document.words.count != directory.words.count {
            self[.whole] = whole.closeness(document, directory, using: distance)
        }
        let rarity = measureRarity(document, directory)
        self[.weakest] = hasConflict ? 0 : weakestWorth * weakestWorth
        if weakestWorth == 1, self[.spareDocument] + self[.spareDirectory] + self[.disorder] == 0, !hasConflict {
            self[.allIdentical] = 1
            self[.allCommon] = pairs.reduce(0) { $0 + $1.likeness.commonness }
            self[.allRare] = rarity
        }
    }

    /// - Returns: the rarity of all identical words together, 0 to 1.
    private mutating func measureRarity(_ document: borrowing PackedName, _ directory: borrowing PackedName) -> Float {
        var (all, identical) = (Float(0), 0)
        for pair in pairs where pair.likeness.worth >= 0.6 {
            let rarity = min(document.words[pair.document].rarity, directory.words[pair.directory].rarity)
            guard pair.likeness.kind == .identical else {
                self[.rareNear] = max(self[.rareNear], rarity * pair.likeness.worth)
                continue
            }
            identical += 1
            all += rarity
            switch pair.slot {
            case .given: self[.rareGiven] = max(self[.rareGiven], rarity)
            case .surname: self[.rareSurname] = max(self[.rareSurname], rarity)
            case .unknown: self[.rare] = min(2, self[.rare] + rarity)
            }
        }
        self[.moreIdentical] = Float(min(3, max(0, identical - 1)))
        if document.words.count == 1, directory.words.count == 1 { self[.mononym] = 1 }
        return min(1, all / 2)
    }

    /// To be called after a comparison with what stands beside the words of both names.
    mutating func measureGenerations(_ document: String?, _ directory: String?) {
        self[.generations] = document != nil && directory != nil && document != directory ? 1 : 0
        self[.oneGeneration] = (document == nil) != (directory == nil) ? 1 : 0
    }

    /// To be called after comparing a display name that repeats the separate names and adds to them.
    mutating func measureShown() {
        guard unexplained.directory > 0 else { return }
        self[unexplained.document > 0 ? .shownOther : .shownMore] = 1
    }

    subscript(_ measure: Measure.OfName) -> Float {
        get { measures[Measure.place(measure)] }
        set { measures[Measure.place(measure)] = newValue }
    }
}

/// How many words of each slot have found no partner.
private struct SlotCounts {
    private var counts = (unknown: 0, given: 0, surname: 0)

    var total: Int { counts.unknown + counts.given + counts.surname }

    private subscript(_ slot: PackedName.Slot) -> Int {
        get {
            switch slot {
            case .unknown: counts.unknown
            case .given: counts.given
            case .surname: counts.surname
            }
        }
        set {
            switch slot {
            case .unknown: counts.unknown = newValue
            case .given: counts.given = newValue
            case .surname: counts.surname = newValue
            }
        }
    }

    mutating func add(_ slot: PackedName.Slot) { self[slot] += 1 }

    /// Takes words off both sides that stand against each other in this slot; an unknown slot stands against any.
    mutating func cancel(with other: inout SlotCounts, _ slot: PackedName.Slot) -> Int {
        var cancelled = 0
        for (mine, theirs) in [(slot, slot), (slot, PackedName.Slot.unknown), (.unknown, slot)] {
            let both = min(self[mine], other[theirs])
            self[mine] -= both
            other[theirs] -= both
            cancelled += both
        }
        return cancelled
    }
}
