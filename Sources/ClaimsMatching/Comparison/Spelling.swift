/// Whether two given names that a list calls one are also spelt as one.
///
/// Lists are made by sound and by root, and hold the names of twins: Lina and Rina, Marcela and Marcello, Dae and Tae. What tells
/// twins apart must not differ: a vowel, the ending, the first sound. What is left are letters that languages write for one
/// another: K and C, PH and F, W and V, T and TH, a letter doubled, an H at the end. Only a list makes that enough.
struct Spelling: Equatable {
    private let key: String

    /// Nil where a script has no spellings of one name besides each other.
    init?(_ word: NameToken) {
        switch word.script {
        case .latin, .cyrillic, .greek: key = Self.folded(word.latin)
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
    private static func folded(_ latin: [UInt8]) -> String {
        let word = String(decoding: latin, as: UTF8.self)
        // Chinese, Korean and Vietnamese names are of one syllable: there each letter counts.
        guard vowelGroups(word) > 1 else { return word }
        var folded = ""
        var rest = word[...]
        while let letter = rest.first {
            let next = rest.dropFirst().first ?? " "
            let pair = "\(letter)\(next)"
            // Christina and Kristina, Achmed and Ahmed.
            let isHard = pair == "ch" && rest.dropFirst(2).first.map("rl".contains) == true
            let isSoft = letter == "c" && "eiy".contains(next)
            // Jongho and Yongho, Terry and Terri.
            let tells = letter == "j" && folded.isEmpty || letter == "y" && rest.count == 1
            let sounds =
                tells
                ? String(letter) : isHard ? "k" : pairs[pair] ?? (isSoft ? "s" : letters[letter] ?? String(letter))
            rest = rest.dropFirst(isHard || pairs[pair] != nil ? 2 : 1)
            for sound in sounds where sound != folded.last { folded.append(sound) }
        }
        if folded.hasSuffix("h") { folded.removeLast() }
        return folded
    }

    private static func vowelGroups(_ word: String) -> Int {
        word.split { !"aeiouy".contains($0) }.count
    }

    private static let pairs = [
        "ph": "f", "th": "t", "ck": "k", "kh": "h", "dh": "d", "gh": "g", "ou": "u", "oo": "u", "ee": "i", "sz": "s",
        "sh": "š", "ch": "h",
    ]
    private static let letters: [Character: String] = [
        "y": "i", "j": "i", "w": "v", "q": "k", "x": "ks", "c": "k",
    ]

    private static func inHiragana(_ word: String) -> String {
        String(
            String.UnicodeScalarView(
                word.unicodeScalars.map { scalar in
                    (0x30A1...0x30F6).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0x60) ?? scalar : scalar
                }))
    }
}
