/// Whether two given names that a list calls one are also spelt as one.
///
/// Lists are made by sound and by root, and hold the names of twins: Lina and Rina, Marcela and Marcello, Dae and Tae. What tells
/// twins apart must not differ: a vowel, the ending, the first sound, voice or breath of a consonant. What is left are letters
/// that languages write for one another: K and C, PH and F, W and V, a letter doubled, an H at the end.
struct Spelling: Equatable {
    private let key: String

    /// Nil where a script has no spellings of one name besides each other.
    init?(_ word: NameToken) {
        switch word.script {
        case .latin, .cyrillic, .greek: key = Self.folded(word.latin)
        case .arabic: key = String(word.bare.map { Self.arabic[$0] ?? $0 })
        case .kana: key = Self.inHiragana(word.bare)
        default: return nil
        }
        guard !key.isEmpty else { return nil }
    }

    static func areOne(_ one: NameToken, _ other: NameToken) -> Bool {
        guard let spelling = Spelling(one) else { return false }
        return spelling == Spelling(other)
    }

    /// - Parameter latin: lower-case letters a to z.
    static func folded(_ latin: [UInt8]) -> String {
        let word = String(decoding: latin, as: UTF8.self)
        var folded = ""
        // Of one syllable are Chinese, Korean and Vietnamese names: there each letter counts.
        let pairs = syllables(word) > 1 ? pairs : [:]
        let letters = syllables(word) > 1 ? letters : [:]
        var rest = word[...]
        while let letter = rest.first {
            let pair = String(rest.prefix(2))
            // Christina and Kristina, Achmed and Ahmed.
            let isHard = pair == "ch" && rest.dropFirst(2).first.map("rl".contains) == true
            let written =
                isHard ? "k" : pairs[pair] ?? letters[letter].map { $0(rest.dropFirst().first) } ?? String(letter)
            rest = rest.dropFirst(pairs[pair] == nil ? 1 : 2)
            for sound in written where sound != folded.last { folded.append(sound) }
        }
        if folded.count > 2, folded.hasSuffix("h") { folded.removeLast() }
        return folded
    }

    private static func syllables(_ word: String) -> Int {
        word.split { !"aeiouy".contains($0) }.count
    }

    private static let pairs = [
        "ph": "f", "th": "t", "ck": "k", "kh": "h", "dh": "d", "gh": "g", "ou": "u", "oo": "u", "ee": "i", "ie": "i",
        "sz": "s", "sh": "š", "ch": "h",
    ]

    private static let letters: [Character: @Sendable (Character?) -> String] = [
        "y": { _ in "i" }, "j": { _ in "i" }, "w": { _ in "v" }, "q": { _ in "k" }, "x": { _ in "ks" },
        "z": { _ in "s" },
        "c": { next in next.map("eiy".contains) == true ? "s" : "k" },
    ]

    /// Letters that keyboards of different countries write for one another.
    private static let arabic: [Character: Character] = [
        "ی": "ي", "ى": "ي", "ک": "ك", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ہ": "ه", "ھ": "ه", "ة": "ه", "ؤ": "و",
        "ئ": "ي",
    ]

    private static func inHiragana(_ word: String) -> String {
        String(
            String.UnicodeScalarView(
                word.unicodeScalars.map { scalar in
                    (0x30A1...0x30F6).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0x60) ?? scalar : scalar
                }))
    }
}
