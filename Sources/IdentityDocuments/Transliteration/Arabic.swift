/// Doc 9303-3, section 6, table C: Arabic letters. X escapes letters that Latin has no sign for; vowels are not written.
enum Arabic {
    static let table: [Unicode.Scalar: String] = [
        "\u{0621}": "XE", "\u{0622}": "XAA", "\u{0623}": "XAE", "\u{0624}": "U", "\u{0625}": "I", "\u{0626}": "XI",
        "\u{0627}": "A", "\u{0628}": "B", "\u{0629}": "XTA", "\u{062A}": "T", "\u{062B}": "XTH", "\u{062C}": "J",
        "\u{062D}": "XH", "\u{062E}": "XKH", "\u{062F}": "D", "\u{0630}": "XDH", "\u{0631}": "R", "\u{0632}": "Z",
        "\u{0633}": "S", "\u{0634}": "XSH", "\u{0635}": "XSS", "\u{0636}": "XDZ", "\u{0637}": "XTT", "\u{0638}": "XZZ",
        "\u{0639}": "E", "\u{063A}": "G", "\u{0641}": "F", "\u{0642}": "Q", "\u{0643}": "K", "\u{0644}": "L",
        "\u{0645}": "M", "\u{0646}": "N", "\u{0647}": "H", "\u{0648}": "W", "\u{0649}": "XAY", "\u{064A}": "Y",
        "\u{0671}": "XXA", "\u{0679}": "XXT", "\u{067C}": "XRT", "\u{067E}": "P", "\u{0681}": "XKE", "\u{0685}": "XXH",
        "\u{0686}": "XC", "\u{0688}": "XXD", "\u{0689}": "XDR", "\u{0691}": "XXR", "\u{0693}": "XRR", "\u{0696}": "XRX",
        "\u{0698}": "XJ", "\u{069A}": "XXS", "\u{06A9}": "XKK", "\u{06AB}": "XXK", "\u{06AD}": "XNG", "\u{06AF}": "XGG",
        "\u{06BA}": "XNN", "\u{06BC}": "XXN", "\u{06BE}": "XDO", "\u{06C0}": "XYH", "\u{06C1}": "XXG",
        "\u{06C2}": "XGE",
        "\u{06C3}": "XTG", "\u{06CC}": "XYA", "\u{06CD}": "XXY", "\u{06D0}": "Y", "\u{06D2}": "XYB", "\u{06D3}": "XBE",
    ]

    /// The mark that doubles the letter before it.
    static func isShadda(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{0651}" }

    /// The zone form of the last letter written: `S`, `XSS`. Longest form first, because `XSS` also ends in `S`.
    static func lastLetter(of written: String) -> String {
        for length in [3, 2, 1] {
            let ending = String(written.suffix(length))
            if ending.count == length, forms.contains(ending) { return ending }
        }
        return ""
    }

    /// Teh marbuta is pronounced as H at the end of a word, and written so.
    static func closed(_ written: String) -> String {
        written.hasSuffix("XTA") ? String(written.dropLast(3)) + "XAH" : written
    }

    private static let forms = Set(table.values)
}
