import Foundation

/// The cleaning every name goes through before it is looked at.
enum NameText {
    /// Longest input considered, in Unicode scalars. Entra's longest name, the display name, ends there, and the rest of a
    /// text that goes on is an attack or an accident: nothing expensive is done to it.
    static let scalarLimit = 256

    /// NFKC without invisible characters; one kind of apostrophe, hyphen and space.
    static func cleaned(_ text: String) -> String {
        if let plain = cleanedASCII(text) { return plain }
        var cleaned = String.UnicodeScalarView()
        // Some signs are short for a whole sentence.
        for scalar in composed(text).unicodeScalars.prefix(scalarLimit) {
            if let kept = mapped(scalar) { cleaned.append(kept) }
        }
        return String(cleaned)
    }

    private static func composed(_ text: String) -> String {
        var bounded = String.UnicodeScalarView()
        bounded.append(contentsOf: text.unicodeScalars.prefix(scalarLimit))
        return String(bounded).precomposedStringWithCompatibilityMapping
    }

    /// Whether something of a name goes beyond what is looked at: what differs there is not seen.
    static func isCut(_ text: String) -> Bool {
        // Shorter than the words that are looked at, with the spaces between them.
        guard text.utf8.count >= 2 * NamePart.tokenLimit else { return false }
        if text.utf8.count > scalarLimit / longestSign,
            text.unicodeScalars.dropFirst(scalarLimit).first != nil || composed(text).unicodeScalars.count > scalarLimit
        {
            return true
        }
        let words = cleaned(text).unicodeScalars.split(whereSeparator: NamePart.isSeparator)
        return words.count > NamePart.tokenLimit
            || words.contains { $0.count(where: \.properties.isAlphabetic) > NameToken.lengthLimit }
    }

    /// U+FDFA, three bytes, is short for eighteen letters.
    private static let longestSign = 6

    private static func cleanedASCII(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            let kept = bytes.prefix(scalarLimit)
            guard kept.allSatisfy({ $0 < 0x80 }) else { return nil }
            return String(unsafeUninitializedCapacity: kept.count) { cleaned in
                for (index, byte) in kept.enumerated() {
                    cleaned[index] = byte < 0x20 || byte == 0x7F ? 0x20 : byte == UInt8(ascii: "`") ? 0x27 : byte
                }
                return kept.count
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
