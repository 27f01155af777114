import Foundation

/// The cleaning every name goes through before it is looked at.
enum NameText {
    /// Longest input considered, in Unicode scalars. Names are short; what is longer is an attack or an accident.
    static let scalarLimit = 1_000

    /// NFKC without invisible characters; one kind of apostrophe, hyphen and space.
    static func cleaned(_ text: String) -> String {
        var bounded = String.UnicodeScalarView()
        bounded.append(contentsOf: text.unicodeScalars.prefix(scalarLimit))
        var cleaned = String.UnicodeScalarView()
        let composed =
            text.utf8.allSatisfy { $0 < 0x80 }
            ? String(bounded) : String(bounded).precomposedStringWithCompatibilityMapping
        for scalar in composed.unicodeScalars.prefix(scalarLimit) {
            if let kept = mapped(scalar) { cleaned.append(kept) }
        }
        return String(cleaned)
    }

    private static func mapped(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) { return scalar }
        // Apostrophes, primes and the marks that romanisations use for ayin and hamza.
        if "'’‘ʼ‛`´ʻʹʾʿ′".unicodeScalars.contains(scalar) { return "'" }
        if scalar.properties.isVariationSelector { return nil }
        switch scalar.properties.generalCategory {
        case .format: return nil
        case .dashPunctuation: return "-"
        case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: return " "
        default: return scalar
        }
    }
}
