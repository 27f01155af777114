/// Names that are the same by a list: short forms, spellings, romanisations. Empty unless given.
///
/// Relations hold between two names and are never chained: two hops connect strangers.
package struct NameTables: Sendable {
    package enum Relation: String, Sendable, Codable {
        case nickname, variant, romanisation
    }

    package struct Pair: Sendable, Hashable {
        package let first: String
        package let second: String
        package let relation: Relation

        package init(_ first: String, _ second: String, _ relation: Relation) {
            self.first = first
            self.second = second
            self.relation = relation
        }
    }

    /// Names the data, so that a decision can be replayed with the same tables.
    package let version: String
    private let givenNames: [String: [String: Relation]]
    private let surnames: [String: [String: Relation]]

    package init(version: String, givenNames: [Pair] = [], surnames: [Pair] = []) {
        self.version = version
        self.givenNames = Self.index(givenNames)
        self.surnames = Self.index(surnames)
    }

    package static let empty = NameTables(version: "none")

    /// The relation of two words, in either direction, after folding of case and diacritics.
    func relation(of claim: Claim, _ first: NameToken, _ second: NameToken) -> Relation? {
        switch claim {
        case .givenName: givenNames[first.bare]?[second.bare]
        case .surname: surnames[first.bare]?[second.bare]
        case .dateOfBirth: nil
        }
    }

    private static func index(_ pairs: [Pair]) -> [String: [String: Relation]] {
        var index: [String: [String: Relation]] = [:]
        for pair in pairs {
            guard let first = NameToken(pair.first)?.bare, let second = NameToken(pair.second)?.bare else { continue }
            index[first, default: [:]][second] = pair.relation
            index[second, default: [:]][first] = pair.relation
        }
        return index
    }
}
