import Foundation

/// The ways one Latin letter is written without its diacritic (Doc 9303-3, section 6, table A, and bare).
enum LatinForms {
    /// Letters with more than one written form, bare form first.
    private static let forms: [Character: [String]] = [
        "ä": ["a", "ae"], "å": ["a", "aa"], "ñ": ["n", "nxx"], "ö": ["o", "oe"], "ø": ["o", "oe"],
        "ü": ["u", "ue", "uxx"], "þ": ["th"], "æ": ["ae"], "œ": ["oe"], "ß": ["ss"], "ĳ": ["ij"], "ð": ["d"],
        "đ": ["d"],
        "ħ": ["h"], "ı": ["i"], "ł": ["l"], "ŀ": ["l"], "ŋ": ["n"], "ŧ": ["t"], "ə": ["a"], "ƒ": ["f"],
    ]

    /// The forms of one lower-case letter; the first has no diacritic.
    static func of(_ letter: Character) -> [String] {
        let scalars = letter.unicodeScalars
        guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex,
            first.value < known.count
        else { return worked(letter) }
        return known[Int(first.value)]
    }

    /// Of every letter that Latin alphabets have, so that no name has to wait for it.
    private static let known: [[String]] = (0..<0x250).map { value in
        worked(Unicode.Scalar(UInt32(value)).map { Character($0) } ?? " ")
    }

    private static func worked(_ letter: Character) -> [String] {
        if letter.isASCII { return [String(letter)] }
        if let forms = forms[letter] { return forms }
        let base = String(letter).decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        let text = String(String.UnicodeScalarView(base))
        return text.count == 1 && text != String(letter) ? text.first.flatMap { forms[$0] } ?? [text] : [text]
    }

    /// States that print Ä as AE, Ö and Ø as OE, Ü as UE (Doc 9303-3, section 6).
    private static let expanding: Set = [
        "D", "DEU", "AUT", "CHE", "LIE", "SWE", "NOR", "DNK", "FIN", "ISL", "EST", "HUN",
    ]
    private static let expandingRing: Set = ["SWE", "NOR", "DNK"]

    /// What a printed word is to a system without umlauts: MUELLER is Muller there. Never itself.
    ///
    /// U and O before an E are an umlaut only behind a consonant (Bauer, Miguel), and nothing is one at the end (Sue).
    static func contracted(_ word: String, nationality: String?) -> Set<String> {
        guard let nationality, expanding.contains(nationality), word.count <= NameToken.lengthLimit else { return [] }
        let letters = Array(word)
        var pieces: [[String]] = []
        var at = 0
        while at < letters.count {
            if at + 2 < letters.count, isUmlaut(letters, at, nationality) {
                pieces.append([String(letters[at]), String(letters[at...(at + 1)])])
                at += 2
            } else {
                pieces.append([String(letters[at])])
                at += 1
            }
        }
        return NameToken.products(of: pieces).subtracting([word])
    }

    private static func isUmlaut(_ letters: [Character], _ at: Int, _ nationality: String) -> Bool {
        switch (letters[at], letters[at + 1]) {
        case ("a", "e"): true
        case ("a", "a"): expandingRing.contains(nationality)
        case ("o", "e"), ("u", "e"): at == 0 || !"aeiougq".contains(letters[at - 1])
        default: false
        }
    }

    /// Of the forms of a letter the one that most issuing States print: the first of Doc 9303-3 (Ä as AE, Å as AA, Ñ as N,
    /// Ü as UE).
    static func printed(_ forms: [String]) -> String {
        forms.count > 1 && forms[1] != "nxx" ? forms[1] : forms.first ?? ""
    }
}
