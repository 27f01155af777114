import Foundation

/// The form in which text is compared. Stored beside the original, so that every engine compares alike.
enum Folding {
    /// Sign-in names and mail addresses: canonical composition and lower case, without a locale.
    static func address(_ text: String) -> String {
        if let plain = plain(text) { return plain }
        return text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping.lowercased()
    }

    /// ASCII without surrounding blanks, which nearly all directory text is, needs no Unicode tables.
    private static func plain(_ text: String) -> String? {
        guard text.utf8.first != 0x20, text.utf8.last != 0x20, text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) })
        else {
            return nil
        }
        return text.lowercased()
    }
}
