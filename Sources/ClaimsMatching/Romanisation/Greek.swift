import Foundation

/// Greek letters as passports of Greece and Cyprus print them (ELOT 743).
enum Greek {
    static func romanised(_ word: String) -> String {
        let letters = word.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        var written = ""
        var rest = Array(String(String.UnicodeScalarView(letters)))[...]
        while let letter = rest.first {
            let pair = String(rest.prefix(2))
            if let output = written.isEmpty ? initialPairs[pair] ?? pairs[pair] : pairs[pair] {
                written += output
                rest = rest.dropFirst(2)
            } else {
                written += singles[letter] ?? ""
                rest = rest.dropFirst()
            }
        }
        return written
    }

    private static let initialPairs = ["μπ": "b", "ντ": "d", "γκ": "g"]
    private static let pairs = [
        "ου": "ou", "αυ": "av", "ευ": "ev", "ηυ": "iv", "γγ": "ng", "γξ": "nx", "γχ": "nch", "μπ": "mp", "ντ": "nt",
        "γκ": "gk",
    ]
    private static let singles: [Character: String] = [
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
        "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
        "χ": "ch", "ψ": "ps", "ω": "o",
    ]
}
