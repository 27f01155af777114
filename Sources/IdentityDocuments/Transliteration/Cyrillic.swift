/// Doc 9303-3, section 6, table B: Cyrillic letters, with the columns of the States that differ.
enum Cyrillic {
    static func output(for letter: Unicode.Scalar, initial: Bool, state: String) -> String? {
        if initial, state == "UKR", let form = ukrainianInitials[letter] { return form }
        return exceptions[state]?[letter] ?? table[letter]
    }

    /// Ь, Ћ and Ѓ are not in the standard: the soft sign has no sound of its own, the others follow their neighbours.
    private static let table: [Unicode.Scalar: String] = [
        "Ё": "E", "Ђ": "D", "Є": "IE", "Ѕ": "DZ", "І": "I", "Ї": "I", "Ј": "J", "Љ": "LJ", "Њ": "NJ", "Ќ": "K",
        "Ў": "U",
        "Џ": "DZ", "А": "A", "Б": "B", "В": "V", "Г": "G", "Д": "D", "Е": "E", "Ж": "ZH", "З": "Z", "И": "I", "Й": "I",
        "К": "K", "Л": "L", "М": "M", "Н": "N", "О": "O", "П": "P", "Р": "R", "С": "S", "Т": "T", "У": "U", "Ф": "F",
        "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SHCH", "Ъ": "IE", "Ы": "Y", "Э": "E", "Ю": "IU", "Я": "IA",
        "Ѫ": "U", "Ѵ": "Y", "Ґ": "G", "Ғ": "G", "Һ": "C", "Ь": "", "Ћ": "C", "Ѓ": "G",
    ]

    private static let exceptions: [String: [Unicode.Scalar: String]] = [
        "BLR": ["Ё": "IO", "Г": "H"],
        "BGR": ["Щ": "SHT"],
        "MKD": ["Ќ": "KJ", "Џ": "DJ", "Х": "H", "Ц": "C", "Ғ": "GJ"],
        "SRB": ["Г": "H", "Ж": "Z", "Х": "H", "Ц": "C", "Ч": "C", "Ш": "S"],
        "UKR": ["Г": "H", "И": "Y"],
    ]

    private static let ukrainianInitials: [Unicode.Scalar: String] = [
        "Є": "YE", "Ї": "YI", "Й": "Y", "Ю": "YU", "Я": "YA",
    ]
}
