/// Arabic words in the letters of Doc 9303-3, section 6, table C, for States that print their zones so: letters that Latin
/// lacks begin with X.
///
/// The standard can be read back letter by letter, and is unlike what people write; see `Abjad` for that.
enum ArabicForms {
    /// Empty when a letter is not in the table, and when no X marks the form as the table's: ELY is علي to the table, and a
    /// name of its own to everybody else. Vowel points are not printed; a doubled letter is printed twice.
    static func official(_ word: String) -> Set<String> {
        let scalars = Array(word.unicodeScalars)
        var written: [[String]] = []
        for (place, letter) in scalars.enumerated() {
            if letter == shadda {
                guard let last = written.last else { return [] }
                written.append(last)
            } else if letter == tehMarbuta {
                written.append(place == scalars.count - 1 ? ["xah", "xta"] : ["xta"])
            } else if letter.properties.generalCategory != .nonspacingMark {
                guard let form = table[letter] else { return [] }
                written.append([form])
            }
        }
        return NameToken.products(of: written).filter { $0.contains("x") }
    }

    private static let shadda: Unicode.Scalar = "\u{651}"
    private static let tehMarbuta: Unicode.Scalar = "ة"

    private static let table: [Unicode.Scalar: String] = [
        "ء": "xe", "آ": "xaa", "أ": "xae", "ؤ": "u", "إ": "i", "ئ": "xi", "ا": "a", "ب": "b", "ت": "t", "ث": "xth",
        "ج": "j", "ح": "xh", "خ": "xkh", "د": "d", "ذ": "xdh", "ر": "r", "ز": "z", "س": "s", "ش": "xsh", "ص": "xss",
        "ض": "xdz", "ط": "xtt", "ظ": "xzz", "ع": "e", "غ": "g", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
        "ن": "n", "ه": "h", "و": "w", "ى": "xay", "ي": "y", "ٱ": "xxa",
        // Letters of Persian, Urdu, Pashto and others.
        "ٹ": "xxt", "ټ": "xrt", "پ": "p", "ځ": "xke", "څ": "xxh", "چ": "xc", "ڈ": "xxd", "ډ": "xdr", "ڑ": "xxr",
        "ړ": "xrr", "ږ": "xrx", "ژ": "xj", "ښ": "xxs", "ک": "xkk", "ګ": "xxk", "ڭ": "xng", "گ": "xgg", "ں": "xnn",
        "ڼ": "xxn", "ھ": "xdo", "ۀ": "xyh", "ہ": "xxg", "ۂ": "xge", "ۃ": "xtg", "ی": "xya", "ۍ": "xxy", "ې": "y",
        "ے": "xyb", "ۓ": "xbe",
    ]
}
