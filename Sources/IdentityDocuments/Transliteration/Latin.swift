import Foundation

/// Doc 9303-3, section 6, table A: national Latin letters.
enum Latin {
    /// Capital letter to its forms, preferred one first.
    static let table: [Unicode.Scalar: [String]] = {
        var table: [Unicode.Scalar: [String]] = [
            "Ä": ["AE", "A"], "Å": ["AA", "A"], "Æ": ["AE"], "Ñ": ["N", "NXX"], "Ö": ["OE", "O"], "Ø": ["OE"],
            "Ü": ["UE", "UXX", "U"], "Þ": ["TH"], "Ĳ": ["IJ"], "Œ": ["OE"], "ẞ": ["SS"], "ß": ["SS"],
        ]
        for (base, letters) in singles {
            for letter in letters.unicodeScalars { table[letter] = [base] }
        }
        return table
    }()

    /// Letters with a single form. The last letters of A, F, G, O, S, T and U (Ə Ƒ Ǧ Ơ Ư Ș Ț) are not in the standard:
    /// they follow its pattern, so that names of Azerbaijan, Viet Nam and Romania can be written.
    private static let singles = [
        "A": "ÀÁÂÃĀĂĄƏ", "C": "ÇĆĈĊČ", "D": "ÐĎĐ", "E": "ÈÉÊËĒĔĖĘĚ", "F": "Ƒ", "G": "ĜĞĠĢǦ", "H": "ĤĦ",
        "I": "ÌÍÎÏĨĪĬĮİı", "J": "Ĵ", "K": "Ķ", "L": "ĹĻĽĿŁ", "N": "ŃŅŇŊ", "O": "ÒÓÔÕŌŎŐƠ", "R": "ŔŖŘ",
        "S": "ŚŜŞŠȘ", "T": "ŢŤŦȚ", "U": "ÙÚÛŨŪŬŮŰŲƯ", "W": "Ŵ", "Y": "ÝŶŸ", "Z": "ŹŻŽ",
    ]

    /// The plain letter under a diacritic the table does not list, as in Vietnamese Ễ.
    static func base(of scalar: Unicode.Scalar) -> String? {
        guard let first = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first, first != scalar
        else { return nil }
        return ("A"..."Z").contains(first) ? String(first) : table[first]?.first
    }
}
