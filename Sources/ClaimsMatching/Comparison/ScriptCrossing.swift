/// How a word in one script stands to a word in another.
///
/// Where a rule leads from one to the other, being equal by it is a listed romanisation (E3) or better. Scripts without
/// vowels, and those whose signs have several readings, can only speak for a name, hardly against it.
struct ScriptCrossing {
    /// Scripts that write vowels as Latin does.
    static let alphabets: Set<Script?> = [.latin, .cyrillic, .greek]

    private let one: NameToken
    private let other: NameToken

    init(_ one: NameToken, _ other: NameToken) {
        self.one = one
        self.other = other
    }

    var relation: TokenRelation {
        let scripts = Set([one.script, other.script])
        if scripts.isSubset(of: Self.alphabets) { return betweenAlphabets }
        guard scripts.contains(.latin), !one.sounds.isEmpty, !other.sounds.isEmpty else { return .notComparable }
        if !scripts.isDisjoint(with: [.arabic, .hebrew]) { return fromConsonants }
        if one.latin == other.latin { return .listed(.romanisation) }
        guard !scripts.isDisjoint(with: [.hangul, .kana]) else { return .notComparable }
        return closeness(in: .sound) >= 0.8 ? .nearMiss : .notComparable
    }

    private var betweenAlphabets: TokenRelation {
        if one.formMask.meets(other.formMask),
            !one.customaryForms.isDisjoint(with: other.ruleForms)
                || !other.customaryForms.isDisjoint(with: one.ruleForms)
        {
            return .listed(.romanisation)
        }
        if one.isInitial || other.isInitial {
            return one.skeleton.first == other.skeleton.first ? .initial : .conflict
        }
        if one.skeleton == other.skeleton { return .listed(.romanisation) }
        return .conflict
    }

    /// محمد has the consonants of Mohammed. Consonants that differ outright are another name.
    private var fromConsonants: TokenRelation {
        if one.isInitial || other.isInitial { return .notComparable }
        let closeness = closeness(in: .consonantSound)
        if Self.consonants(of: one.sounds) == Self.consonants(of: other.sounds), closeness >= 0.8 {
            return .listed(.romanisation)
        }
        return closeness >= 0.75 ? .nearMiss : closeness < 0.35 ? .conflict : .notComparable
    }

    private func closeness(in alphabet: SpellingDistance.Alphabet) -> Float { Self.closeness(one, other, alphabet) }

    static func sameSound(_ one: NameToken, _ other: NameToken) -> Float { closeness(one, other, .sound) }

    private static func closeness(
        _ one: NameToken, _ other: NameToken, _ alphabet: SpellingDistance.Alphabet
    ) -> Float {
        let (first, second) = (one.sounds.map(Letter.code), other.sounds.map(Letter.code))
        return spelling.closeness(first.span, second.span, in: alphabet)
    }

    private static let spelling = SpellingDistance()

    /// Sounds that even scripts without vowels write, one letter for each family.
    static func consonants(of sounds: [UInt8]) -> [UInt8] {
        var consonants: [UInt8] = []
        for sound in sounds {
            guard let family = families[sound], family != consonants.last else { continue }
            consonants.append(family)
        }
        return consonants
    }

    private static let families: [UInt8: UInt8] = {
        var families: [UInt8: UInt8] = [:]
        for family in ["kgq", "td", "pbfv", "szSCj", "l", "r", "m", "n"] {
            for letter in family.utf8 { families[letter] = family.utf8.first }
        }
        return families
    }()
}
