/// Fits a name into the width of a zone's name field (Doc 9303-4 to 7, 4.2.3).
///
/// The standard leaves the method to the issuer. Ours: components of a primary identifier that leaves no room for the
/// secondary one become initials, last one first; then the secondary identifier is cut where the field ends.
enum NameTruncation {
    /// The name field without trailing fillers, at most `width` characters. A shortened name always ends in a letter in
    /// the last position, which is how readers know.
    static func field(primary: [String], secondary: [String], width: Int) -> String {
        let whole = joined(primary, secondary)
        guard whole.count > width else { return whole }
        let room = secondary.isEmpty ? width : width - 3
        var kept = primary
        for index in kept.indices.dropFirst().reversed() where text(kept).count > room {
            kept[index] = String(kept[index].prefix(1))
        }
        if text(kept).count > room { kept = cut(kept, to: room) }
        let rest = secondary.isEmpty ? [] : cut(secondary, to: width - text(kept).count - 2)
        return joined(kept, rest)
    }

    private static func joined(_ primary: [String], _ secondary: [String]) -> String {
        secondary.isEmpty ? text(primary) : text(primary) + "<<" + text(secondary)
    }

    private static func text(_ components: [String]) -> String { components.joined(separator: "<") }

    /// The first `width` characters of the joined components. If a separator would come last, the component before it
    /// gives up a letter, so that the next one shows its initial.
    private static func cut(_ components: [String], to width: Int) -> [String] {
        let joined = text(components)
        guard joined.count > width else { return components }
        let cut = joined.prefix(width)
        guard cut.hasSuffix("<") else { return cut.split(separator: "<").map(String.init) }
        var kept = cut.split(separator: "<").map(String.init)
        guard let shortened = kept.lastIndex(where: { $0.count > 1 }) else { return kept }
        kept[shortened].removeLast()
        return kept + [String(components[kept.count].prefix(1))]
    }
}
