import Foundation

/// Hangul syllables by Revised Romanisation, without the sound changes between syllables: names are romanised syllable
/// by syllable.
enum Hangul {
    static func romanised(_ word: String) -> String {
        word.precomposedStringWithCanonicalMapping.unicodeScalars.map { scalar in
            guard (0xAC00...0xD7A3).contains(scalar.value) else { return "" }
            let index = Int(scalar.value) - 0xAC00
            return initials[index / 588] + vowels[index % 588 / 28] + finals[index % 28]
        }.joined()
    }

    private static let initials = [
        "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h",
    ]
    private static let vowels = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
        "ui", "i",
    ]
    private static let finals = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
        "t",
        "t", "k", "t", "p", "t",
    ]
}
