import Foundation

/// Words of other scripts in Latin letters, near to how they sound. For ranking and for finding candidates; what a
/// passport prints is decided by the tables of Doc 9303-3 alone (`LatinForms`, `CyrillicForms`).
enum Romanisation {
    /// Lower-case letters `a`–`z` and digits only. Empty where nothing is known about the script.
    ///
    /// - Parameter scripts: all that the word has; `script` is nil where they are several.
    static func letters(of word: String, script: Script?, _ scripts: ScriptSet) -> [UInt8] {
        if word.utf8.allSatisfy({ $0 < 0x80 }) { return plain(word) }
        switch script {
        case .latin: return plain(word.map { LatinForms.of($0).first ?? "" }.joined())
        case .cyrillic: return plain(CyrillicForms.transliterated(word, column: ""))
        case .greek: return plain(Greek.romanised(word))
        case .arabic, .hebrew: return plain(Abjad.romanised(word))
        case .hangul: return plain(Hangul.romanised(word))
        // Readings of Han are Mandarin: right for Chinese names and for foreign ones written in Chinese.
        case .han: return word.unicodeScalars.flatMap(HanReadings.of)
        case .kana, .armenian, .other: return latinised(word)
        // Kanji and kana stand side by side in Japanese names. Other mixtures are no words, and not worth the time.
        case nil: return scripts == .japanese ? japanese(word) : plain(word)
        }
    }

    private static func japanese(_ word: String) -> [UInt8] {
        var letters: [UInt8] = []
        var kana = String.UnicodeScalarView()
        for scalar in word.unicodeScalars {
            if Script(scalar) == .han {
                letters += latinised(String(kana)) + HanReadings.of(scalar)
                kana.removeAll()
            } else {
                kana.append(scalar)
            }
        }
        return letters + latinised(String(kana))
    }

    static func latinised(_ word: String) -> [UInt8] {
        word.isEmpty ? [] : plain(transformed(word))
    }

    /// By ICU; marks come apart from their letters.
    static func transformed(_ text: String) -> String {
        text.applyingTransform(.toLatin, reverse: false)?.decomposedStringWithCanonicalMapping ?? ""
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
