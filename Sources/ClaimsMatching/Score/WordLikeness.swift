/// How alike two words of names are.
struct WordLikeness {
    enum Kind: UInt8 {
        case identical, printed, nickname, variant, siblings, sameSound, near, initial, shortForm, conflict
        /// Scripts between which nothing is known.
        case incomparable
    }

    /// Between which scripts the words were compared: closeness means something else for each.
    enum Crossing: UInt8, CaseIterable { case none, cyrillic, arabic, hebrew, hangul, han, other }

    var kind: Kind
    var crossing = Crossing.none
    /// 0 to 1, of letters as written. Meaningful for `near`, `shortForm` and `conflict`.
    var spelling: Float = 0
    /// 0 to 1, of what they sound like.
    var sound: Float = 0
    var bothListed = false
    var sameStart = false
    /// 0 to 1: how often the tables mention a word that is identical on both sides.
    var commonness: Float = 0
    /// 0 to 1: how common both words are by the tables, though they differ.
    var bothBorne: Float = 0

    /// For choosing which words to pair; the score has weights of its own.
    var worth: Float {
        switch kind {
        case .identical: 1
        case .printed: 0.97
        case .nickname: 0.9
        case .variant: 0.88
        case .siblings: 0.72
        case .sameSound: 0.88
        case .shortForm: max(0.7, closeness)
        case .near: closeness * 0.95
        case .initial: 0.5
        case .conflict, .incomparable: 0
        }
    }

    /// Whether the two may well be one word: a slip, another form, another script.
    var explains: Bool { kind == .initial || worth >= 0.6 }

    var closeness: Float { crossing == .none ? max(spelling, sound * 0.9) : sound }
}

/// Compares words of two packed names.
struct WordComparator {
    private let distance = SpellingDistance()

    mutating func compare(_ one: borrowing PackedName, _ first: Int, _ other: borrowing PackedName, _ second: Int)
        -> WordLikeness
    {
        let (left, right) = (one.words[first], other.words[second])
        if left.hash == right.hash { return WordLikeness(kind: .identical, commonness: left.commonness) }
        if left.printedHash == right.printedHash || left.hash == right.printedHash || left.printedHash == right.hash {
            return WordLikeness(kind: .printed)
        }
        if left.isInitial || right.isInitial { return initials(one, left, other, right) }
        let aliases = one.aliases.span.extracting(left.aliases.places)
        let otherAliases = other.aliases.span.extracting(right.aliases.places)
        switch Kinship.strongest(aliases, otherAliases, slot(left.slot, right.slot)) {
        case .listed(.nickname), .ownName: return WordLikeness(kind: .nickname)
        case .listed:
            // Lists of spellings are long: how near the spellings are still says something.
            var likeness = measured(one, left, other, right)
            likeness.kind = .variant
            return likeness
        case .siblings: return WordLikeness(kind: .siblings)
        case .none: return measured(one, left, other, right)
        }
    }

    private mutating func measured(
        _ one: borrowing PackedName, _ left: PackedName.Word, _ other: borrowing PackedName, _ right: PackedName.Word
    ) -> WordLikeness {
        var likeness = WordLikeness(kind: .near)
        likeness.bothListed = left.isListed && right.isListed
        likeness.bothBorne = left.script == .latin && right.script == .latin ? 1 - max(left.rarity, right.rarity) : 0
        likeness.crossing = crossing(left.script, right.script)
        let (sounds, otherSounds) = (
            one.bytes.span.extracting(left.sounds.places), other.bytes.span.extracting(right.sounds.places)
        )
        if likeness.crossing == .none {
            let (letters, otherLetters) = (
                one.bytes.span.extracting(left.letters.places), other.bytes.span.extracting(right.letters.places)
            )
            guard !letters.isEmpty, !otherLetters.isEmpty else { return WordLikeness(kind: .incomparable) }
            if left.script == .latin, !Self.mayBeNear(letters, otherLetters, left.letterSet, right.letterSet),
                !Self.mayBeNear(sounds, otherSounds, left.soundSet, right.soundSet),
                !Self.isBeginning(letters, otherLetters)
            {
                return WordLikeness(kind: .conflict)
            }
            likeness.spelling = distance.closeness(
                letters, otherLetters, in: left.script == .latin ? .spelling : .opaque)
            likeness.sameStart = letters[0] == otherLetters[0]
            if left.script != .latin {
                if likeness.spelling < 0.3 { likeness.kind = .conflict }
                return likeness
            }
            if sounds.count > 1, Self.areEqual(sounds, otherSounds) { likeness.kind = .sameSound }
            if likeness.kind == .near, Self.isBeginning(letters, otherLetters) { likeness.kind = .shortForm }
        }
        guard !sounds.isEmpty, !otherSounds.isEmpty else {
            if likeness.crossing != .none { likeness.kind = .incomparable }
            return likeness
        }
        let abjad = likeness.crossing == .arabic || likeness.crossing == .hebrew
        likeness.sound = distance.closeness(sounds, otherSounds, in: abjad ? .consonantSound : .sound)
        if likeness.kind == .near, likeness.closeness < 0.3 { likeness.kind = .conflict }
        return likeness
    }

    private func initials(
        _ one: borrowing PackedName, _ left: PackedName.Word, _ other: borrowing PackedName, _ right: PackedName.Word
    ) -> WordLikeness {
        let (sounds, otherSounds) = (
            one.bytes.span.extracting(left.letters.places), other.bytes.span.extracting(right.letters.places)
        )
        guard left.script == right.script, !sounds.isEmpty, !otherSounds.isEmpty else {
            return WordLikeness(kind: .incomparable)
        }
        return WordLikeness(kind: sounds[0] == otherSounds[0] ? .initial : .conflict)
    }

    private func slot(_ one: PackedName.Slot, _ other: PackedName.Slot) -> Claim? {
        switch (one, other) {
        case (.given, .given), (.given, .unknown), (.unknown, .given): .givenName
        case (.surname, .surname), (.surname, .unknown), (.unknown, .surname): .surname
        default: nil
        }
    }

    private func crossing(_ one: Script?, _ other: Script?) -> WordLikeness.Crossing {
        if one == other { return .none }
        let foreign = one == .latin ? other : other == .latin ? one : nil
        switch foreign {
        case .cyrillic: return .cyrillic
        case .arabic: return .arabic
        case .hebrew: return .hebrew
        case .hangul: return .hangul
        case .han, .kana: return .han
        default: return .other
        }
    }

    /// Most words are plainly unlike, and need no closer look. Every different letter that only one word has costs a
    /// change, which is quicker to see than the changes themselves.
    @inline(__always)
    private static func mayBeNear(
        _ one: Span<UInt8>, _ other: Span<UInt8>, _ first: UInt32, _ second: UInt32
    ) -> Bool {
        let most = Float(max(one.count, other.count)) * 0.5
        let different = max(first.nonzeroBitCount, second.nonzeroBitCount) - (first & second).nonzeroBitCount
        return Float(different) <= most && Float(PlainDistance.of(one, other)) <= most
    }

    private static func areEqual(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        for index in 0..<one.count where one[index] != other[index] { return false }
        return true
    }

    private static func isBeginning(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        let length = min(one.count, other.count)
        guard length >= 3, one.count != other.count else { return false }
        for index in 0..<length where one[index] != other[index] { return false }
        return true
    }
}

extension Range<UInt32> {
    @inline(__always)
    var places: Range<Int> { Int(lowerBound)..<Int(upperBound) }
}
