import Foundation

/// Accents and tones. Documents and systems lose them, so they count only where both sides write them: Hùng and Hưng are two
/// names, of which Hung may be either.
struct Accents {
    /// Both names are written with the letters of Vietnamese, where an absent mark is a tone of its own.
    private let areTones: Bool

    static let untold = Accents([], [])

    init(_ one: [NamePart], _ other: [NamePart]) { areTones = Self.writesTones(one) && Self.writesTones(other) }

    /// Whether the same letters, in whatever case, bear other marks.
    func contradict(_ one: String, _ other: String) -> Bool {
        guard !Self.isPlain(one) || !Self.isPlain(other), one != other else { return false }
        if areTones { return Self.marks(one) != Self.marks(other) }
        let (one, other) = (one.lowercased(), other.lowercased())
        return one.count == other.count && zip(one, other).contains { !Self.agree($0, $1) }
    }

    private static func agree(_ one: Character, _ other: Character) -> Bool {
        if one == other || one.isASCII || other.isASCII { return true }
        // Sören and Søren: two alphabets write one letter.
        let forms = LatinForms.of(one)
        if forms.count > 1, forms == LatinForms.of(other) { return true }
        let (marks, others) = (marks(of: one), marks(of: other))
        return marks.count == 1 || others.count == 1 || marks == others
    }

    private static func marks(of letter: Character) -> [Unicode.Scalar] {
        String(letter).decomposedStringWithCanonicalMapping.unicodeScalars.map { alike[$0] ?? $0 }
    }

    /// Marks that fonts and systems confuse: comma and cedilla, macron and circumflex, caron and breve.
    private static let alike: [Unicode.Scalar: Unicode.Scalar] = [
        "\u{326}": "\u{327}", "\u{304}": "\u{302}", "\u{306}": "\u{30C}",
    ]

    /// In any order: Thúy and Thuý are one.
    private static func marks(_ word: String) -> [Unicode.Scalar] {
        word.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.sorted()
    }

    private static func isPlain(_ word: String) -> Bool { word.utf8.allSatisfy { $0 < 0x80 } }

    private static func writesTones(_ parts: [NamePart]) -> Bool {
        parts.contains { $0.tokens.contains { $0.text.unicodeScalars.contains(where: isVietnamese) } }
    }

    /// Ơ and Ư, and vowels with a second mark for the tone.
    private static func isVietnamese(_ letter: Unicode.Scalar) -> Bool {
        switch letter.value {
        case 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x1EA4...0x1EB7, 0x1EBE...0x1EC7, 0x1ED0...0x1ED9, 0x1EDA...0x1EE3,
            0x1EE8...0x1EF1:
            true
        default: false
        }
    }
}
