import Foundation

/// One word of a name with every form in which it may be met.
struct NameToken: Hashable {
    /// Letters beyond this are cut: no name word is longer.
    static let lengthLimit = 40
    static let formLimit = 64

    /// In one place of memory, so that handing a word on copies one reference.
    private final class Content: Sendable {
        /// As written, cleaned.
        let text: String
        /// Lower case without diacritics, in its own script.
        let bare: String
        /// Latin forms that a rule gives: bare, and those of Doc 9303-3.
        let ruleForms: Set<String>
        /// Latin forms that are only customary.
        let customaryForms: Set<String>
        /// Bits for the first letters and the lengths of all those forms: words without a common one share no form.
        let formMask: FormMask
        /// Spelling differences that are no difference in sound are collapsed. Empty outside Latin, Cyrillic and Greek.
        let skeleton: String
        /// In Latin letters, near to how it sounds; see `Romanisation`.
        let latin: [UInt8]
        /// What it sounds like; see `Sounds`.
        let sounds: [UInt8]
        /// Latin letters as a passport prints them, where that differs from `bare`.
        let printed: String?
        /// Nil when the word has no letters, or letters of several scripts.
        let script: Script?
        /// How many letters stand before each sign within the word that is no letter: Jing'an, Jin'gan.
        let divisions: [Int]
        let nationality: String?
        /// Letters of `bare`.
        let length: Int
        /// Of `text`: tells words apart faster than their letters do.
        let key: UInt64

        /// - Returns: nil when no letter or digit is left.
        init?(_ word: some StringProtocol, nationality: String? = nil) {
            let (kept, divisions) = NameToken.kept(of: word)
            self.divisions = divisions
            self.nationality = nationality
            guard !kept.isEmpty else { return nil }
            let ascii = kept.utf8.allSatisfy { $0 < 0x80 }
            let scripts = ascii && kept.utf8.contains { $0 >= 0x41 } ? ScriptSet(.latin) : ScriptSet(of: kept)
            text = kept
            key = StableHash.of(kept.utf8)
            script = scripts.only
            // Cleaned text is composed, and stays so in lower case.
            let lower = text.lowercased()
            let forms = script == .latin && !ascii ? lower.map(LatinForms.of) : []
            let bareLatin = forms.map { $0.first ?? "" }.joined()
            latin =
                forms.isEmpty
                ? Romanisation.letters(of: lower, script: script, scripts) : Romanisation.plain(bareLatin)
            sounds = script == .arabic || script == .hebrew ? Abjad.sounds(lower) : Sounds.of(latin)
            switch script {
            case .latin where ascii:
                bare = lower
                printed = nil
                ruleForms = [lower]
                customaryForms = []
                skeleton = NameToken.collapsed(bare)
            case .latin:
                bare = bareLatin
                printed = forms.map(LatinForms.printed).joined()
                ruleForms = NameToken.products(of: forms)
                customaryForms = []
                skeleton = NameToken.collapsed(bare)
            case .cyrillic:
                bare = lower.replacing("ё", with: "е")
                printed = CyrillicForms.transliterated(lower, column: nationality ?? "")
                ruleForms = CyrillicForms.official(lower, nationality: nationality)
                customaryForms = CyrillicForms.informal(lower)
                skeleton = NameToken.collapsed(CyrillicForms.transliterated(lower, column: ""))
            case .greek:
                // Capitals bear no accent, and know no other sigma at the end. Passports of Greece and Cyprus print ELOT 743.
                bare = NameToken.withoutMarks(lower.decomposedStringWithCanonicalMapping).replacing("ς", with: "σ")
                printed = String(decoding: latin, as: UTF8.self)
                ruleForms = [String(decoding: latin, as: UTF8.self)].filter { !$0.isEmpty }.reduce(into: []) {
                    $0.insert($1)
                }
                customaryForms = []
                skeleton = NameToken.collapsed(String(decoding: latin, as: UTF8.self))
            case .arabic, .hebrew:
                // Vowel points are optional in writing.
                bare = Abjad.folded(NameToken.withoutMarks(lower))
                ruleForms = script == .arabic ? ArabicForms.official(lower) : []
                (printed, customaryForms, skeleton) = (nil, [], "")
            default:
                bare = lower
                (printed, ruleForms, customaryForms, skeleton) = (nil, [], [], "")
            }
            length = bare.count
            formMask = FormMask(ruleForms, customaryForms)
        }
    }

    private let content: Content
    /// Written with a hyphen to the next word.
    var joinsNext = false

    /// - Returns: nil when no letter or digit is left.
    init?(_ word: some StringProtocol, nationality: String? = nil) {
        guard let content = Content(word, nationality: nationality) else { return nil }
        self.content = content
    }

    var text: String { content.text }
    var bare: String { content.bare }
    var ruleForms: Set<String> { content.ruleForms }
    var customaryForms: Set<String> { content.customaryForms }
    var formMask: FormMask { content.formMask }
    var skeleton: String { content.skeleton }
    var latin: [UInt8] { content.latin }
    var sounds: [UInt8] { content.sounds }
    var printed: String? { content.printed }
    var script: Script? { content.script }
    var length: Int { content.length }
    var divisions: [Int] { content.divisions }
    /// Printed in Latin letters by a State that writes in Cyrillic ones.
    var isOfCyrillicState: Bool {
        script == .latin && content.nationality.map(CyrillicForms.printingStates.contains) == true
    }
    /// See `LatinForms.contracted`.
    var contracted: Set<String> {
        script == .latin && printed == nil ? LatinForms.contracted(bare, nationality: content.nationality) : []
    }
    var key: UInt64 { content.key }

    static func == (one: NameToken, other: NameToken) -> Bool {
        one.joinsNext == other.joinsNext
            && (one.content === other.content
                || one.text == other.text && one.divisions == other.divisions && one.printed == other.printed
                    && one.ruleForms == other.ruleForms)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(joinsNext)
    }

    struct FormMask: Hashable {
        private var starts: UInt32 = 0
        private var lengths: UInt64 = 0

        init(_ sets: Set<String>...) {
            for form in sets.joined() {
                starts |= 1 << UInt32((form.utf8.first ?? 0) & 31)
                lengths |= 1 << UInt64(min(63, form.utf8.count))
            }
        }

        func meets(_ other: FormMask) -> Bool { starts & other.starts != 0 && lengths & other.lengths != 0 }
    }

    var romanised: String { String(decoding: latin, as: UTF8.self) }

    /// Letters that passports print alike are letters apart where both sides write them: Шарић and Сарић.
    func mayShareForms(with other: NameToken) -> Bool { script != .cyrillic || other.script != .cyrillic }

    var isInitial: Bool { text.count == 1 && (script == .latin || script == .cyrillic) }

    /// Both are divided, and not in the same places.
    func isDividedOtherwise(than other: NameToken) -> Bool {
        guard !divisions.isEmpty, !other.divisions.isEmpty else { return false }
        let (one, two) = (Set(divisions), Set(other.divisions))
        return !one.isSubset(of: two) && !two.isSubset(of: one)
    }

    /// Adjacent words written as one.
    static func glued(_ tokens: some Collection<NameToken>, nationality: String?) -> NameToken? {
        // A sign that is no letter keeps where the words end: Ming Yu is not Min'gyu.
        NameToken(tokens.map(\.text).joined(separator: "-"), nationality: nationality)
    }

    /// Letters and digits with the marks upon them, as many as a word of a name may have; and where else the word is divided.
    private static func kept(of word: some StringProtocol) -> (text: String, divisions: [Int]) {
        if word.utf8.count <= lengthLimit, word.utf8.allSatisfy(isLetterOrDigit) { return (String(word), []) }
        var kept = String.UnicodeScalarView()
        var letters = 0
        var divisions: [Int] = []
        for scalar in word.unicodeScalars {
            if isMark(scalar) {
                // Vowels of Indic scripts are marks, and in Burmese and Tibetan a letter bears several.
                if letters > 0 { kept.append(scalar) }
            } else if isGeresh(scalar, behind: kept.last) {
                kept.append("\u{5F3}")
            } else if NameText.isLetter(scalar) {
                letters += 1
                guard letters <= lengthLimit else { break }
                kept.append(scalar)
            } else if letters > 0 {
                divisions.append(letters)
            }
        }
        return (String(kept), divisions.filter { $0 < letters })
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }

    /// In Hebrew the sign makes another letter of the one before: גיל is Gil, ג׳יל is Jill.
    private static func isGeresh(_ scalar: Unicode.Scalar, behind letter: Unicode.Scalar?) -> Bool {
        (scalar == "'" || scalar == "\u{5F3}") && letter.map { (0x5D0...0x5EA).contains($0.value) } == true
    }

    private static func withoutMarks(_ word: String) -> String {
        String(
            String.UnicodeScalarView(word.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }))
    }

    /// All words that choosing one form per letter can give, at most `formLimit`.
    static func products(of choices: [[String]]) -> Set<String> {
        var words = [""]
        for choice in choices {
            guard let first = choice.first else { continue }
            if choice.count > 1, words.count * choice.count <= formLimit {
                words = words.flatMap { word in choice.map { word + $0 } }
            } else {
                for place in words.indices { words[place] += first }
            }
        }
        return Set(words)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private static func collapsed(_ latin: String) -> String {
        var collapsed: [UInt8] = []
        let letters = Array(latin.utf8)
        var at = 0
        while at < letters.count {
            let pair = at + 1 < letters.count ? pairCollapses[UInt16(letters[at]) << 8 | UInt16(letters[at + 1])] : nil
            let letter = pair ?? letterCollapses[letters[at]] ?? letters[at]
            if letter != collapsed.last { collapsed.append(letter) }
            at += pair == nil ? 1 : 2
        }
        return String(decoding: collapsed, as: UTF8.self)
    }

    /// Two letters that many spellings write as one.
    private static let pairCollapses: [UInt16: UInt8] = Dictionary(
        uniqueKeysWithValues: [("ph", "f"), ("kh", "h"), ("ou", "u"), ("ue", "u"), ("oe", "o"), ("ae", "a")].map {
            ($0.0.utf8.reduce(0) { $0 << 8 | UInt16($1) }, Array($0.1.utf8)[0])
        })

    private static let letterCollapses: [UInt8: UInt8] = [
        UInt8(ascii: "y"): UInt8(ascii: "i"), UInt8(ascii: "j"): UInt8(ascii: "i"),
        UInt8(ascii: "w"): UInt8(ascii: "v"),
    ]
}
