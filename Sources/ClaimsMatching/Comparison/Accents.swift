import Foundation

/// Accents and tones. Documents and systems lose them, so they count only where both sides write them: Hùng and Hưng are two
/// names, of which Hung may be either.
struct Accents {
    /// Both names are Vietnamese and written with marks, so that an absent one is a tone of its own.
    private let areTones: Bool

    /// - Parameter names: each name that the directory has of the person.
    init(_ document: [NamePart], _ names: [[NamePart]]) {
        areTones =
            Self.writesTones(document) && names.filter { !$0.allSatisfy(\.isEmpty) }.allSatisfy(Self.writesTones)
    }

    /// Whether the same letters, in whatever case, bear other marks.
    func contradict(_ one: String, _ other: String) -> Bool {
        guard !Self.isPlain(one) || !Self.isPlain(other), one != other else { return false }
        let (one, other) = (one.lowercased(), other.lowercased())
        if areTones {
            return !Self.hasLostTones(one) && !Self.hasLostTones(other) && Self.marks(one) != Self.marks(other)
        }
        return one.count == other.count && Self.marksEachSyllable(one) && Self.marksEachSyllable(other)
            && zip(one, other).contains { first, second in
                let (tones, others) = (Self.tones(of: first), Self.tones(of: second))
                return !tones.isEmpty && !others.isEmpty && tones != others
            }
    }

    /// Marks that are tones in Vietnamese and Chinese, or make another vowel. The rest differ only between alphabets and
    /// keyboards: Sören and Søren, Zoé and Zoë.
    private static func tones(of letter: Character) -> [Unicode.Scalar] {
        letter.isASCII
            ? [] : String(letter).decomposedStringWithCanonicalMapping.unicodeScalars.filter { tones.contains($0) }
    }

    private static let tones: Set<Unicode.Scalar> = [
        "\u{300}", "\u{301}", "\u{303}", "\u{304}", "\u{309}", "\u{30C}", "\u{31B}", "\u{323}",
    ]

    /// As Pinyin does. José and Josè is the wrong key.
    private static func marksEachSyllable(_ word: String) -> Bool {
        let syllables = word.decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
            .split { !"aeiouy".unicodeScalars.contains($0) }
        return word.count { !tones(of: $0).isEmpty } == syllables.count
    }

    /// In any order: Thúy and Thuý are one.
    private static func marks(_ word: String) -> [Unicode.Scalar] {
        word.decomposedStringWithCanonicalMapping.unicodeScalars.sorted()
    }

    /// Letters without marks that are no Vietnamese syllable: somebody left the marks out.
    private static func hasLostTones(_ word: String) -> Bool {
        isPlain(word)
            && (["c", "ch", "p", "t"].contains(where: word.hasSuffix)
                || ["uo", "ie", "ye"].contains { word.replacing("quo", with: "q").contains($0) })
    }

    private static func isPlain(_ word: String) -> Bool { word.utf8.allSatisfy { $0 < 0x80 } }

    private static func writesTones(_ parts: [NamePart]) -> Bool {
        let words = parts.flatMap(\.tokens)
        if words.contains(where: { $0.text.unicodeScalars.contains(where: isVietnamese) }) { return true }
        // The whole surname, or the end of a whole name: Le Goff is none.
        return words.contains { !isPlain($0.text) }
            && parts.flatMap { [$0.tokens.first, $0.tokens.last] }.contains {
                $0.map { surnames.contains($0.bare) } == true
            } && !parts.contains { $0.tokens.count > 1 && $0.tokens.first.map { articles.contains($0.bare) } == true }
    }

    /// Ơ, Ư, and vowels with a dot or a hook, or with two marks.
    private static func isVietnamese(_ letter: Unicode.Scalar) -> Bool {
        [0x1A0, 0x1A1, 0x1AF, 0x1B0].contains(letter.value) || (0x1EA0...0x1EF9).contains(letter.value)
    }

    private static let surnames = Set(
        """
        au bui cao chau cu dang dinh doan duong giang ha hoang huynh kieu la lam le lo luong luu ly ma mai nghiem ngo nguyen ong
        phan pham phi phung quach quang sung tao thai than tieu to tran trinh truong vien vo vu
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// What stands before a surname elsewhere.
    private static let articles: Set = ["au", "ha", "la", "le", "lo", "to"]
}
