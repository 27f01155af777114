import Foundation

/// Words of other scripts in Latin letters, near to how they sound. For ranking and for finding candidates; what a
/// passport prints is decided by the tables of Doc 9303-3 alone (`LatinForms`, `CyrillicForms`).
enum Romanisation {
    /// Lower-case letters `a`–`z` and digits only. Empty where nothing is known about the script.
    static func letters(of word: String, script: Script?) -> [UInt8] {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return plain(word) }
        switch script {
        case .latin: return plain(word.map { LatinForms.of($0).first ?? "" }.joined())
        case .cyrillic: return plain(CyrillicForms.transliterated(word, column: ""))
        case .greek: return plain(Greek.romanised(word))
        case .arabic, .hebrew: return plain(Abjad.romanised(word))
        case .hangul: return plain(Hangul.romanised(word))
        // Readings of Han are Mandarin: right for Chinese names and for foreign ones written in Chinese.
        default: return plain(latinised(word) ?? "")
        }
    }

    private static func latinised(_ word: String) -> String? {
        word.applyingTransform(.toLatin, reverse: false)?.applyingTransform(.stripDiacritics, reverse: false)
    }

    private static func plain(_ text: String) -> [UInt8] {
        text.utf8.compactMap { byte in
            switch byte {
            case 0x41...0x5A: byte + 0x20
            case 0x61...0x7A, 0x30...0x39: byte
            default: nil
            }
        }
    }
}
