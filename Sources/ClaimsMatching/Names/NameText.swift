import Foundation

/// The cleaning every name goes through before it is looked at.
enum NameText {
    /// The longest text that can be a name, in Unicode scalars: the display name, Entra's longest, ends there.
    static let scalarLimit = 256
    /// Of a longer text, an attack or an accident, no more is looked at than this.
    private static let excerpt = 64

    /// NFKC without invisible characters; one kind of apostrophe, hyphen and space.
    static func cleaned(_ text: String) -> String { read(text).text }

    /// The cleaned text, and whether it goes beyond what is looked at: in scalars, in words, or in the letters of a word.
    static func read(_ text: String) -> (text: String, isCut: Bool) {
        let isTooLong = isLonger(text.unicodeScalars, than: scalarLimit)
        let bounded = isTooLong ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(excerpt))) : text
        if let plain = cleanedASCII(bounded) { return (plain, isTooLong || hasTooMuch(plain)) }
        let composed = bounded.precomposedStringWithCompatibilityMapping.unicodeScalars
        // Some signs are short for a whole sentence.
        let isSwollen = isLonger(composed, than: scalarLimit)
        var cleaned = String.UnicodeScalarView()
        for scalar in composed.prefix(isSwollen ? excerpt : scalarLimit) {
            if let kept = mapped(scalar) { cleaned.append(kept) }
        }
        let result = String(cleaned)
        return (result, isTooLong || isSwollen || hasTooMuch(result))
    }

    private static func isLonger(_ scalars: String.UnicodeScalarView, than limit: Int) -> Bool {
        scalars.dropFirst(limit).first != nil
    }

    private static func hasTooMuch(_ cleaned: String) -> Bool {
        // Shorter than the words that are looked at, with the spaces between them.
        guard cleaned.utf8.count >= 2 * NamePart.tokenLimit else { return false }
        let words = cleaned.unicodeScalars.split(whereSeparator: NamePart.isSeparator)
        return words.count > NamePart.tokenLimit
            || words.contains {
                $0.count > NameToken.lengthLimit && $0.count(where: isLetter) > NameToken.lengthLimit
            }
    }

    /// Letters and digits of any script.
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func cleanedASCII(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            return String(unsafeUninitializedCapacity: bytes.count) { cleaned in
                for (index, byte) in bytes.enumerated() {
                    cleaned[index] = byte < 0x20 || byte == 0x7F ? 0x20 : byte == UInt8(ascii: "`") ? 0x27 : byte
                }
                return bytes.count
            }
        }
    }

    private static func mapped(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) { return scalar }
        switch scalar {
        // Apostrophes, primes and the marks that romanisations use for ayin and hamza.
        case "'", "\u{2019}", "\u{2018}", "\u{2BC}", "\u{201B}", "`", "\u{B4}", "\u{2BB}", "\u{2B9}", "\u{2BE}",
            "\u{2BF}",
            "\u{2032}":
            return "'"
        // Tatweel stretches a written line and is no letter.
        case "\u{640}": return nil
        default: break
        }
        switch scalar.properties.generalCategory {
        case .format: return nil
        case .dashPunctuation: return "-"
        case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: return " "
        case .nonspacingMark: return scalar.properties.isVariationSelector ? nil : scalar
        default: return scalar
        }
    }
}
