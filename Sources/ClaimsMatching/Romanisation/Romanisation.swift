import Foundation

/// Words of other scripts in Latin letters, near to how they sound. For ranking and for finding candidates; what a
/// passport prints is decided by the tables of Doc 9303-3 alone (`LatinForms`, `CyrillicForms`).
enum Romanisation {
    /// Lower-case letters `a`–`z` and digits only. Empty where nothing is known about the script.
    ///
    /// - Parameter scripts: all that the word has; `script` is nil where they are several.
    static func letters(of word: String, script: Script?, _ scripts: Set<Script>) -> [UInt8] {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return plain(word) }
        switch script {
        case .latin: return plain(word.map { LatinForms.of($0).first ?? "" }.joined())
        case .cyrillic: return plain(CyrillicForms.transliterated(word, column: ""))
        case .greek: return plain(Greek.romanised(word))
        case .arabic, .hebrew: return plain(Abjad.romanised(word))
        case .hangul: return plain(Hangul.romanised(word))
        // Readings of Han are Mandarin: right for Chinese names and for foreign ones written in Chinese.
        case .han, .kana, .armenian, .other: return latinised(word)
        // Kanji and kana stand side by side in Japanese names. Other mixtures are no words, and not worth the time.
        case nil: return scripts.isSubset(of: [.han, .kana]) && !scripts.isEmpty ? latinised(word) : plain(word)
        }
    }

    private static func latinised(_ word: String) -> [UInt8] {
        // Marks come apart from their letters, and are none of them.
        plain(word.applyingTransform(.toLatin, reverse: false)?.decomposedStringWithCanonicalMapping ?? "")
    }

    static func plain(_ text: String) -> [UInt8] {
        text.utf8.compactMap { byte in
            switch byte {
            case 0x41...0x5A: byte + 0x20
            case 0x61...0x7A, 0x30...0x39: byte
            default: nil
            }
        }
    }
}
