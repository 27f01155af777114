/// The name field of a zone, split as Doc 9303-3, 4.6 prescribes: `<<` between the identifiers, `<` between components.
package struct PrintedName: Sendable, Hashable, Codable {
    /// Components of the primary identifier (mostly the surname): `["VAN", "DER", "MUELLEN"]`.
    package let primary: [String]
    /// Components of the secondary identifier (mostly given names). Empty for people with one name.
    package let secondary: [String]
    /// The last position holds a letter, so the issuer may have cut the name; the standard tells readers to assume it
    /// did (Doc 9303-4 to 7, 4.2.3), even where it just fits.
    package let truncated: Bool

    package var surname: String { primary.joined(separator: " ") }
    package var givenNames: String { secondary.joined(separator: " ") }
}

extension PrintedName {
    /// Splits a name field of full length. What looks wrong is appended to `defects`.
    static func read(_ field: String, defects: inout [ZoneDefect]) -> PrintedName {
        let truncated = field.last != "<"
        let content = field.reversed().drop { $0 == "<" }.reversed()
        if content.first == "<" || content.isEmpty { defects.append(.missingPrimaryIdentifier) }
        if content.contains(where: \.isNumber) { defects.append(.digits(in: .name)) }

        let text = String(content)
        guard let separator = text.firstRange(of: "<<") else {
            return PrintedName(primary: components(text), secondary: [], truncated: truncated)
        }
        let rest = text[separator.upperBound...]
        if rest.contains("<<") || rest.hasPrefix("<") { defects.append(.repeatedNameSeparator) }
        return PrintedName(
            primary: components(text[..<separator.lowerBound]), secondary: components(rest), truncated: truncated)
    }

    private static func components(_ text: some StringProtocol) -> [String] {
        text.split { $0 == "<" }.map { String($0) }
    }
}
