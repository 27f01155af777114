/// One person in the index: the day of birth, and the words of each name.
struct IndexRecord: Sendable {
    /// A word by its number in the store, its slot, and whether a name begins with it.
    struct Word: Sendable {
        private let packed: UInt32

        init(number: Int, slot: PackedName.Slot, beginsName: Bool) {
            packed = UInt32(number) << 3 | UInt32(slot.rawValue) << 1 | (beginsName ? 1 : 0)
        }

        init(cell: UInt32) { packed = cell }

        var cell: UInt32 { packed }
        var number: Int { Int(packed >> 3) }
        var slot: PackedName.Slot { PackedName.Slot(rawValue: UInt8(packed >> 1 & 3)) ?? .unknown }
        var beginsName: Bool { packed & 1 != 0 }
    }

    /// `BirthDate.number`; 0 without a whole date.
    let day: UInt32
    /// The recorded name; the display name where it has other words; current names with others on file in their place.
    let words: ArraySlice<Word>

    init(day: UInt32, words: ArraySlice<Word>) {
        self.day = day
        self.words = words
    }

    init(_ claims: DirectoryClaims, _ store: inout WordStore) {
        let given = store.part(claims.givenName ?? "")
        let surname = store.part(claims.surname ?? "")
        let main = Self.name(PersonalName(given: given, surname: surname), &store)
        var words = main
        if let shown = claims.displayName.map({ store.display($0) }) {
            let name =
                shown.structured.map { Self.name($0, &store) }
                ?? Self.name([(shown.words.tokens, PackedName.Slot.unknown)], &store)
            if !Set(name.map(\.number)).isSubset(of: main.map(\.number)) { words += name }
        }
        for other in claims.otherGivenNames {
            words += Self.name(PersonalName(given: store.part(other), surname: surname), &store)
        }
        for other in claims.otherSurnames {
            words += Self.name(PersonalName(given: given, surname: store.part(other)), &store)
        }
        self.words = words[...]
        day = claims.dateOfBirth?.number ?? 0
    }

    private static func name(_ name: PersonalName, _ store: inout WordStore) -> [Word] {
        let isSplit = !name.given.isEmpty && !name.surname.isEmpty
        return self.name(
            [(name.given.tokens, isSplit ? .given : .unknown), (name.surname.tokens, isSplit ? .surname : .unknown)],
            &store)
    }

    private static func name(_ parts: [([NameToken], PackedName.Slot)], _ store: inout WordStore) -> [Word] {
        var words: [Word] = []
        for (tokens, slot) in parts {
            for token in tokens {
                words.append(Word(number: store.number(of: token), slot: slot, beginsName: words.isEmpty))
            }
        }
        return words
    }

    /// Each name in turn.
    func forEachName(_ body: (ArraySlice<Word>) -> Void) {
        var rest = words
        while !rest.isEmpty {
            let end = rest.indices.dropFirst().first { rest[$0].beginsName } ?? rest.endIndex
            body(rest[..<end])
            rest = rest[end...]
        }
    }

    /// Every key once.
    func keys(_ store: borrowing WordStore) -> [UInt64] {
        var keys: [UInt64] = []
        forEachName { name in
            var skeletons: [Skeleton] = []
            for word in name where !store.packed.words[word.number].isParticle {
                skeletons.append(store.entries[word.number].skeleton)
            }
            BlockingKeys.add(skeletons, to: &keys)
        }
        if day != 0 { keys.append(BlockingKeys.day(day)) }
        return BlockingKeys.unique(keys)
    }

    /// Of the recorded name.
    func words(in slot: PackedName.Slot) -> [Int] {
        var numbers: [Int] = []
        for (index, word) in words.enumerated() {
            if index > 0, word.beginsName { break }
            if word.slot == slot { numbers.append(word.number) }
        }
        return numbers
    }
}

extension BirthDate {
    /// Of a whole date, in the order of days; never 0.
    var number: UInt32? {
        guard let month, let day else { return nil }
        return UInt32(year) << 9 | UInt32(month) << 5 | UInt32(day)
    }
}
