import Foundation

/// Names in the alphabet of the machine readable zone, by the tables of Doc 9303-3, section 6.
package enum Transliteration {
    /// Characters no table covers, such as Chinese ones: a name with any of them has no zone form.
    package struct Unmapped: Error, Sendable, Equatable {
        package let characters: [String]
    }

    /// Writes a name in the letters `A`–`Z`, with single spaces between its components.
    ///
    /// Hyphens separate components, apostrophes and other marks vanish (Doc 9303-3, 4.6). Where the tables leave the
    /// issuing State a choice, its first entry is taken: Ä becomes AE, Å AA, Ñ N, Ü UE.
    ///
    /// - Parameter issuingState: ICAO code. Some States write Cyrillic letters in their own way.
    /// - Throws: `Unmapped` with every character that has no transliteration.
    package static func machineReadable(
        _ name: String, issuingState: String = ""
    ) throws(Unmapped) -> String {
        var written = ""
        var unmapped: [String] = []
        var initial = true
        for scalar in compatible(name).unicodeScalars {
            if let output = output(for: scalar, initial: initial, state: issuingState) {
                written += output
            } else if Arabic.isShadda(scalar) {
                written += Arabic.lastLetter(of: written)
            } else if isSeparator(scalar) {
                written = Arabic.closed(written) + " "
            } else if !isIgnorable(scalar) {
                unmapped.append(String(scalar))
            }
            initial = isSeparator(scalar)
        }
        guard unmapped.isEmpty else { throw Unmapped(characters: unmapped) }
        return Arabic.closed(written).split(separator: " ").joined(separator: " ")
    }

    /// All forms the tables allow for one capital letter, the first one preferred. Empty for `A`–`Z` and unknown letters.
    package static func variants(of letter: Unicode.Scalar, issuingState: String = "") -> [String] {
        if let latin = Latin.table[letter] { return latin }
        if let cyrillic = Cyrillic.output(for: letter, initial: false, state: issuingState) { return [cyrillic] }
        return Arabic.table[letter].map { [$0] } ?? []
    }

    /// Composed capitals: the tables list letters in that form.
    private static func compatible(_ name: String) -> String {
        // U+1E9E and U+00DF both become SS; `uppercased` does the latter by itself.
        name.precomposedStringWithCanonicalMapping.uppercased().precomposedStringWithCanonicalMapping
    }

    private static func output(for scalar: Unicode.Scalar, initial: Bool, state: String) -> String? {
        if ("A"..."Z").contains(scalar) { return String(scalar) }
        if let latin = Latin.table[scalar]?.first { return latin }
        if let cyrillic = Cyrillic.output(for: scalar, initial: initial, state: state) { return cyrillic }
        if let arabic = Arabic.table[scalar] { return arabic }
        return Latin.base(of: scalar)
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation || scalar == ","
    }

    private static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .format, .otherPunctuation, .initialPunctuation, .finalPunctuation, .modifierSymbol,
            .modifierLetter, .openPunctuation, .closePunctuation:
            true
        default: false
        }
    }
}
