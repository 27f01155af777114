/// Cyrillic words in Latin letters: as passports print them, and as people write them.
enum CyrillicForms {
    /// The forms of Doc 9303-3, section 6, table B. A known nationality narrows them to its own column and the general
    /// one; an unknown one allows every column but Serbia's.
    static func official(_ word: String, nationality: String?) -> Set<String> {
        // Serbia prints Sara for Шара: without its nationality it takes one of its letters to say so.
        let isSerbian = nationality == nil && word.contains(where: "ђћљњџј".contains)
        let columns = nationality.map { [$0] } ?? exceptions.keys.filter { $0 != "SRB" || isSerbian }
        var forms: Set = [transliterated(word, column: "")]
        for column in columns where word.unicodeScalars.contains(where: { isException($0, column) }) {
            forms.insert(transliterated(word, column: column))
        }
        // A word of soft signs alone would be written as nothing, and nothing equals nothing.
        return forms.subtracting([""])
    }

    private static func isException(_ letter: Unicode.Scalar, _ column: String) -> Bool {
        exceptions[column]?[letter] != nil || column == "UKR" && ukrainianInitials[letter] != nil
    }

    static func transliterated(_ word: String, column: String) -> String {
        var written = ""
        let exceptions = exceptions[column]
        for (index, letter) in word.unicodeScalars.enumerated() {
            let initial = index == 0 && column == "UKR" ? ukrainianInitials[letter] : nil
            written += initial ?? exceptions?[letter] ?? table[letter] ?? String(letter)
        }
        return written
    }

    /// The forms directories use, at most `NameToken.formLimit`.
    static func informal(_ word: String) -> Set<String> {
        let letters = Array(word.unicodeScalars)
        return NameToken.products(
            of: letters.indices.map { place in
                let forms = alternatives[letters[place]] ?? [table[letters[place]] ?? String(letters[place])]
                // Мария is Maria, and Георгий Georgi; but Яна is not Ana, nor Николай Nikola.
                guard place > 0, "иіы".unicodeScalars.contains(letters[place - 1]) else { return forms }
                if letters[place] == "я" { return forms + ["a"] }
                return letters[place] == "й" && place == letters.count - 1 ? forms + [""] : forms
            }
        ).subtracting([""])
    }

    /// Whether two Latin words write one Cyrillic word: Iakovlev and Yakovlev, Aleksei and Alexey.
    ///
    /// Short words are other names too often: In and Jin.
    static func isOneWord(_ one: String, _ other: String) -> Bool {
        min(one.count, other.count) >= 4 && sounds(one) == sounds(other)
    }

    /// What all transliterations of one Cyrillic word have in common. For comparing only.
    static func sounds(_ latin: String) -> String {
        var sounds = ""
        let latin = latin.replacing("x", with: "ks").replacing("tc", with: "ts").replacing("sch", with: "shch")
        for letter in latin.replacing("kh", with: "h") {
            let sound: Character = letter == "y" || letter == "j" && !sounds.isEmpty ? "i" : letter
            if sound != "i" || sounds.last != "i" { sounds.append(sound) }
        }
        // E and YE are one letter, but at the end: Emile and Emilie are two names.
        let end = sounds.hasSuffix("ie") ? "ie" : ""
        return sounds.dropLast(end.count).replacing("ie", with: "e") + end
    }

    /// Whose passports print what people write in Cyrillic letters.
    static let printingStates: Set = ["RUS", "UKR", "BLR", "KAZ", "KGZ"]

    private static let table: [Unicode.Scalar: String] = [
        "ё": "e", "ђ": "d", "є": "ie", "ѕ": "dz", "і": "i", "ї": "i", "ј": "j", "љ": "lj", "њ": "nj", "ќ": "k",
        "ў": "u",
        "џ": "dz", "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "э": "e", "ю": "iu", "я": "ia",
        "ѫ": "u", "ѵ": "y", "ґ": "g", "ғ": "g", "һ": "c", "ь": "", "ћ": "c", "ѓ": "g",
    ]

    private static let exceptions: [String: [Unicode.Scalar: String]] = [
        "BLR": ["ё": "io", "г": "h"],
        "BGR": ["щ": "sht"],
        "MKD": ["ќ": "kj", "џ": "dj", "х": "h", "ц": "c", "ғ": "gj"],
        "SRB": ["г": "h", "ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s"],
        "UKR": ["г": "h", "и": "y"],
    ]

    private static let ukrainianInitials: [Unicode.Scalar: String] = [
        "є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya",
    ]

    private static let alternatives: [Unicode.Scalar: [String]] = [
        "ё": ["yo", "e", "io", "jo"], "є": ["ye", "ie", "e"], "ї": ["yi", "i"], "г": ["g", "h"],
        "е": ["e", "ye", "ie"],
        "и": ["i", "y"], "й": ["y", "i", "j"], "к": ["k", "c"], "у": ["u", "ou"],
        "х": ["kh", "h", "ch"], "ц": ["ts", "c", "tz"], "ч": ["ch", "tch", "tsch"], "ш": ["sh", "sch"],
        "щ": ["shch", "sch", "sht", "sh"], "ъ": ["", "ie"], "ю": ["yu", "iu", "ju"], "я": ["ya", "ia", "ja"],
        "ы": ["y", "i"],
    ]
}
