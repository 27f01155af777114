/// Arabic and Hebrew letters. Short vowels are not written, so what comes out is mostly consonants.
enum Abjad {
    static func romanised(_ word: String) -> String {
        letters(word).map { $0.written ?? "" }.joined()
    }

    /// Letters that keyboards of different countries, and hasty hands, write for one another.
    static func folded(_ word: String) -> String { String(word.map { alike[$0] ?? $0 }) }

    private static let alike: [Character: Character] = [
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ة": "ه",
    ]

    /// A geresh makes another sound of the letter before it: ג׳ורג׳ is George.
    private static func letters(_ word: String) -> [(letter: Unicode.Scalar, written: String?)] {
        word.unicodeScalars.reduce(into: []) { letters, scalar in
            if scalar == "\u{5F3}", let last = letters.last {
                letters[letters.count - 1].written = withGeresh[last.letter] ?? last.written
            } else {
                letters.append((scalar, table[scalar]))
            }
        }
    }

    private static let withGeresh: [Unicode.Scalar: String] = [
        "ג": "j", "ז": "zh", "צ": "ch", "ץ": "ch", "ת": "th", "ד": "dh",
    ]

    /// Whether no letter is missing from the table: without it the word would be another name. Vowel points are passed over.
    static func reads(_ word: String) -> Bool {
        letters(word).allSatisfy { $0.written != nil || !isLetter($0.letter) }
    }

    /// No vowel point.
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory != .nonspacingMark }

    /// Letter by letter: K and H beside each other are two sounds here, where Latin letters would make them one.
    static func sounds(_ word: String) -> [UInt8] {
        Array(letters(word).compactMap(\.written).flatMap { sounds[$0] ?? [] }.prefix(Sounds.lengthLimit))
    }

    private static let sounds = Dictionary(
        (Array(table.values) + Array(withGeresh.values)).map { ($0, Sounds.of(Array($0.utf8))) },
        uniquingKeysWith: { first, _ in first })

    private static let table: [Unicode.Scalar: String] = [
        // Arabic, with the letters that Persian and Urdu add.
        "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh",
        "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a",
        "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w",
        "ؤ": "w", "ي": "y", "ی": "y", "ى": "a", "ئ": "y", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v", "ٹ": "t",
        "ڈ": "d", "ڑ": "r", "ں": "n", "ہ": "h", "ھ": "h", "ے": "y",
        // Hebrew.
        "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "w", "ז": "z", "ח": "ch", "ט": "t", "י": "y", "כ": "k",
        "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "a", "פ": "p", "ף": "f", "צ": "ts",
        "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
    ]
}
