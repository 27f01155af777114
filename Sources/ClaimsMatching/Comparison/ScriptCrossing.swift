/// How a word in one script stands to a word in another.
///
/// Where a rule leads from one to the other, being equal by it is a listed romanisation (E3) or better. Scripts without
/// vowels, and those whose signs have several readings, can only speak for a name, hardly against it.
struct ScriptCrossing {
    /// Scripts that write vowels as Latin does.
    private static let alphabets: Set<Script?> = [.latin, .cyrillic, .greek]
    private static let abjads: Set<Script?> = [.arabic, .hebrew]

    private let one: NameToken
    private let other: NameToken
    private let claim: Claim
    private let scripts: Set<Script?>

    init(_ one: NameToken, _ other: NameToken, _ claim: Claim) {
        self.one = one
        self.other = other
        self.claim = claim
        scripts = [one.script, other.script]
    }

    /// On both sides.
    private var writesVowels: Bool { scripts.isSubset(of: Self.alphabets) }

    /// Whether nothing that both scripts write speaks against the words being one.
    var isHeard: Bool {
        guard claim == .givenName else { return !writesVowels || Self.sameSound(one, other) >= 0.8 }
        if writesVowels { return Spelling.areOne(one, other) }
        guard scripts.contains(.latin) else { return false }
        if !scripts.isDisjoint(with: Self.abjads) { return haveSameConsonants && endAlike }
        if scripts.contains(.han) { return one.latin == other.latin }
        return Self.withoutLength(one) == Self.withoutLength(other)
    }

    /// Kana and Hangul write each vowel, but L as R; Latin letters rarely write how long a vowel is, and Korean U as OO.
    private static func withoutLength(_ word: NameToken) -> String {
        let isJapanese = word.script == .kana
        let text = word.romanised.replacing("oo", with: isJapanese ? "o" : "u").replacing(
            "ou", with: isJapanese ? "o" : "u")
        return text.replacing("l", with: "r").reduce(into: "") { if $1 != $0.last { $0.append($1) } }
    }

    var relation: TokenRelation {
        if writesVowels { return betweenAlphabets }
        guard scripts.contains(.latin), !one.sounds.isEmpty, !other.sounds.isEmpty, isRead(one), isRead(other) else {
            return .notComparable
        }
        if !scripts.isDisjoint(with: Self.abjads) { return fromConsonants }
        if one.latin == other.latin { return .listed(.romanisation) }
        guard !scripts.isDisjoint(with: [.hangul, .kana]) else { return .notComparable }
        return closeness(in: .sound) >= 0.8 ? .nearMiss : .notComparable
    }

    private func isRead(_ word: NameToken) -> Bool {
        switch word.script {
        case .han: HanReadings.reads(word.bare)
        case .arabic, .hebrew: Abjad.reads(word.bare)
        default: true
        }
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
        // No list says that they are one: a given name must agree in both ways.
        let isOne = one.skeleton == other.skeleton && (claim == .surname || Spelling.areOne(one, other))
        return isOne ? .listed(.romanisation) : .conflict
    }

    /// محمد has the consonants of Mohammed. Consonants that differ outright are another name. In given names they are not
    /// enough: brothers are called Hassan and Hussein.
    private var fromConsonants: TokenRelation {
        if one.isInitial || other.isInitial { return .notComparable }
        let closeness = closeness(in: .consonantSound)
        if haveSameConsonants, closeness >= 0.8 { return claim == .surname ? .listed(.romanisation) : .nearMiss }
        return closeness >= 0.75 ? .nearMiss : closeness < 0.35 ? .conflict : .notComparable
    }

    private var haveSameConsonants: Bool { Self.consonants(of: one.sounds) == Self.consonants(of: other.sounds) }

    /// A vowel at the end is written even there, and tells a sister from a brother: Karima and كريم.
    private var endAlike: Bool {
        let (abjad, latin) = Self.abjads.contains(one.script) ? (one, other) : (other, one)
        guard let sound = latin.latin.last, let letter = abjad.text.unicodeScalars.last(where: Abjad.isLetter) else {
            return false
        }
        if let vowels = Self.finalVowels[letter] { return vowels.contains(sound) }
        // French spells Amine, who is أمين; but Danielle is not دانيال.
        let ending = Array(latin.latin.suffix(3))
        let isSilent =
            abjad.script == .arabic && sound == UInt8(ascii: "e") && ending.count == 3 && ending[0] != ending[1]
            && !"aeiou".utf8.contains(ending[1])
        return isSilent || !"aeiou".utf8.contains(sound)
    }

    /// What a letter that writes a vowel at the end of a word may stand for.
    private static let finalVowels: [Unicode.Scalar: String.UTF8View] = [
        "ا": "ah".utf8, "أ": "ah".utf8, "ى": "aei".utf8, "ة": "aht".utf8, "ه": "aeh".utf8, "و": "ouw".utf8,
        "ي": "iye".utf8, "ی": "iye".utf8, "ع": "aei".utf8, "א": "ah".utf8, "ה": "aeh".utf8, "ו": "ouvw".utf8,
        "י": "iye".utf8,
        "ע": "aei".utf8,
    ]

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
