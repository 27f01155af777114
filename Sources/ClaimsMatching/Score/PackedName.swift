/// A name prepared for fast comparison: numbers only, no strings.
struct PackedName: Sendable {
    enum Slot: UInt8 { case unknown, given, surname }

    struct Word {
        /// Of the bare word in its own script.
        let hash: UInt64
        /// Of the word as a passport prints it; equal to `hash` where there is nothing to rewrite.
        let printedHash: UInt64
        let script: Script?
        var slot: Slot
        let isInitial: Bool
        var isParticle: Bool
        /// The tables have this word: it is somebody's name, and no slip of the pen.
        let isListed: Bool
        /// Places in `bytes`: Latin letters as `Letter` codes, or bytes of another script.
        let letters: Range<UInt32>
        /// Places in `bytes`: what the word sounds like. Empty where that is unknown.
        let sounds: Range<UInt32>
        /// One bit for each letter, and for each sound, that the word has.
        let letterSet: UInt32
        let soundSet: UInt32
        /// Places in `aliases`.
        let aliases: Range<UInt32>
        let given: Commonness
        let surname: Commonness

        /// 0 to 1. Names that many lists mention have many bearers: the best guess without a directory to count in.
        var commonness: Float { Float(min(aliases.count, 16)) / 16 }

        /// See `Commonness.rarity`; of the commoner use where the slot is unknown. The lists are of Latin letters.
        var rarity: Float {
            guard script == .latin else { return 0.6 }
            switch slot {
            case .given: return given.rarity
            case .surname: return surname.rarity
            case .unknown: return min(given.rarity, surname.rarity)
            }
        }
    }

    private(set) var words: [Word] = []
    private(set) var bytes: [UInt8] = []
    private(set) var aliases: [NameTables.Alias] = []
    /// How many of each letter, over all Latin words.
    private(set) var letterCounts = SIMD32<UInt8>(repeating: 0)
    private(set) var letterCount = 0
    /// See `PersonalName.generation`; nil in names that an index puts together.
    private(set) var generation: String?

    init(_ name: PersonalName, tables: NameTables) {
        // A document with one field does not say where the surname ends.
        let isSplit = !name.given.isEmpty && !name.surname.isEmpty
        let single = name.given.isEmpty && name.surname.tokens.count > 1
        append(
            name.given, slot: isSplit || name.surname.isEmpty && name.given.tokens.count == 1 ? .given : .unknown,
            tables)
        append(name.surname, slot: single ? .unknown : .surname, tables)
        generation = name.generation
    }

    /// Without any word; for `take`, and for stores of words.
    init(over store: PackedName? = nil) {
        bytes = store?.bytes ?? []
        aliases = store?.aliases ?? []
    }

    /// The name whose words a store has, in place of the one before. Their places are those of the store's bytes and
    /// aliases, which this must have been made over.
    mutating func take(_ name: ArraySlice<IndexRecord.Word>, from store: borrowing WordStore) {
        words.removeAll(keepingCapacity: true)
        letterCounts = SIMD32(repeating: 0)
        letterCount = 0
        for index in name.indices.prefix(NamePart.tokenLimit) {
            let place = name[index].number
            var word = store.packed.words[place]
            word.slot = name[index].slot
            let isLast = index == name.endIndex - 1 || name[index + 1].slot != word.slot
            if isLast { word.isParticle = false }
            words.append(word)
            letterCounts &+= store.letterCounts[place]
            if word.script == .latin { letterCount += word.letters.count }
        }
    }

    init(_ words: NamePart, tables: NameTables) { append(words, slot: .unknown, tables) }

    private mutating func append(_ part: NamePart, slot: Slot, _ tables: NameTables) {
        for (index, token) in part.tokens.prefix(NamePart.tokenLimit - words.count).enumerated() {
            let isLast = index == part.tokens.count - 1
            append(token, slot: slot, isParticle: !isLast && NameVocabulary.particles.contains(token.bare), tables)
        }
    }

    mutating func append(_ token: NameToken, slot: Slot, isParticle: Bool, _ tables: NameTables) {
        let letters =
            token.script == .latin
            ? token.latin.map(Letter.code) : token.bare.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        let entry = tables.entry(of: token.bare)
        let sounds = token.sounds.map(Letter.code)
        words.append(
            Word(
                hash: StableHash.of(token.bare.utf8), printedHash: StableHash.of((token.printed ?? token.bare).utf8),
                script: token.script, slot: slot, isInitial: token.isInitial, isParticle: isParticle,
                isListed: !entry.aliases.isEmpty, letters: keep(letters),
                sounds: keep(sounds), letterSet: Self.set(letters), soundSet: Self.set(sounds),
                aliases: keep(entry.aliases), given: entry.given, surname: entry.surname))
        if token.script == .latin { count(letters[...]) }
    }

    private static func set(_ codes: [UInt8]) -> UInt32 { codes.reduce(0) { $0 | 1 << UInt32($1 & 31) } }

    private mutating func count(_ letters: ArraySlice<UInt8>) {
        for letter in letters { letterCounts[Int(letter & 31)] &+= 1 }
        letterCount += letters.count
    }

    private mutating func keep(_ new: [UInt8]) -> Range<UInt32> {
        let start = UInt32(bytes.count)
        bytes += new.prefix(Sounds.lengthLimit)
        return start..<UInt32(bytes.count)
    }

    private mutating func keep(_ new: [NameTables.Alias]) -> Range<UInt32> {
        let start = UInt32(aliases.count)
        aliases += new
        return start..<UInt32(aliases.count)
    }
}

/// FNV-1a with a final mix: the same on every machine and in every run, unlike Swift's own hashing.
enum StableHash {
    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return mixed(hash)
    }

    static func mixed(_ value: UInt64) -> UInt64 {
        var value = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        value = (value ^ (value >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return value ^ (value >> 33)
    }
}
