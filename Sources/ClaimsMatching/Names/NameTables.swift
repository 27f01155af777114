/// Names that are the same by a list: short forms, spellings, romanisations. Empty unless given.
///
/// Names that are related stand in one group. Groups are never chained: two hops connect strangers.
package struct NameTables: Sendable {
    package enum Relation: String, Sendable, Codable {
        case nickname, variant, romanisation
        /// Of one name, vouched for: nobody has both in the family.
        case spelling
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

    /// The place of one word in one group.
    struct Alias: Sendable, Hashable, Comparable {
        /// `ownName` goes for a short form that is a name of its own besides: Emma, for Emily.
        enum Role: UInt32 { case full, short, ownName, variant, romanisation, spelling }
        enum Scope: UInt32 { case given, surname, both }

        private let packed: UInt32

        init(group: UInt32, role: Role, scope: Scope) { packed = group << 5 | scope.rawValue << 3 | role.rawValue }

        var group: UInt32 { packed >> 5 }
        var role: Role { Role(rawValue: packed & 7) ?? .variant }
        var isForGivenNames: Bool { packed >> 3 & 3 != Scope.surname.rawValue }
        var isForSurnames: Bool { packed >> 3 & 3 != Scope.given.rawValue }

        static func < (one: Self, other: Self) -> Bool { one.packed < other.packed }
    }

    /// What the tables have on one word.
    struct Entry {
        /// Ascending.
        var aliases: [Alias] = []
        /// How common the word is as a given name and as a surname; see `Commonness`.
        var given = Commonness.unlisted
        var surname = Commonness.unlisted
    }

    /// Names the data, so that a decision can be replayed with the same tables. `none` without any.
    package let version: String
    private let words: [String: [Alias]]
    private let file: NameTableFile?

    package static let empty = NameTables(version: "none")

    package init(version: String, givenNames: [Pair] = [], surnames: [Pair] = []) {
        var words: [String: [Alias]] = [:]
        var group: UInt32 = 0
        for (pairs, scope) in [(givenNames, Alias.Scope.given), (surnames, .surname)] {
            for pair in pairs {
                guard let first = NameToken(NameText.cleaned(pair.first))?.bare,
                    let second = NameToken(NameText.cleaned(pair.second))?.bare
                else {
                    continue
                }
                let roles: (Alias.Role, Alias.Role) =
                    switch pair.relation {
                    case .nickname: (.full, .short)
                    case .variant: (.variant, .variant)
                    case .romanisation: (.romanisation, .romanisation)
                    case .spelling: (.spelling, .spelling)
                    }
                words[first, default: []].append(Alias(group: group, role: roles.0, scope: scope))
                words[second, default: []].append(Alias(group: group, role: roles.1, scope: scope))
                group += 1
            }
        }
        self.version = version
        self.words = words.mapValues { $0.sorted() }
        file = nil
    }

    init(file: NameTableFile) {
        version = file.version
        words = [:]
        self.file = file
    }

    /// The groups of a bare word, in ascending order, and how common it is.
    func entry(of bare: String) -> Entry {
        var entry = file?.entry(of: bare) ?? Entry(aliases: words[bare] ?? [])
        entry.aliases = (entry.aliases + SurnameRomanisations.aliases(of: bare)).sorted()
        return entry
    }

    func aliases(of bare: String) -> [Alias] { entry(of: bare).aliases }

    /// Full and short forms and vouched spellings of a given name, itself left out, in a fixed order.
    func relatives(of bare: String, limit: Int) -> [String] {
        var found: [String] = []
        for alias in aliases(of: bare) where [.full, .short, .ownName, .spelling].contains(alias.role) {
            let members = file?.members(ofGroup: alias.group) ?? members(ofGroup: alias.group)
            for name in members where name != bare && !found.contains(name) && found.count < limit {
                found.append(name)
            }
        }
        return found
    }

    private func members(ofGroup group: UInt32) -> [String] {
        words.filter { $0.value.contains { $0.group == group } }.map(\.key).sorted()
    }
}

/// What two words have in common in the tables.
enum Kinship: Sendable, Equatable {
    case none
    /// Short forms of one name: Bob and Rob. Often the same person, never enough to say so.
    case siblings
    /// A name and another one that may be short for it: the same person, or its sister.
    case ownName
    case listed(NameTables.Relation)

    var relation: NameTables.Relation? { if case .listed(let relation) = self { relation } else { nil } }

    /// Both lists ascend. What a decision may rest on without further question outranks a variant, which outranks the rest.
    ///
    /// - Parameter claim: nil where it is not known whether the words are given names or surnames.
    static func strongest(
        _ one: Span<NameTables.Alias>, _ other: Span<NameTables.Alias>, _ claim: Claim?
    ) -> Kinship {
        var found = Kinship.none
        var (left, right) = (0, 0)
        while left < one.count, right < other.count {
            let (first, second) = (one[left], other[right])
            if first.group == second.group, fits(first, claim) {
                switch (first.role, second.role) {
                case (.full, .short), (.short, .full): return .listed(.nickname)
                case (.romanisation, .romanisation): return .listed(.romanisation)
                case (.spelling, .spelling): return .listed(.spelling)
                case (.variant, .variant): found = .listed(.variant)
                case (.full, .ownName), (.ownName, .full): if found.relation == nil { found = .ownName }
                case (.short, .short), (.short, .ownName), (.ownName, .short):
                    if found == .none { found = .siblings }
                default: break
                }
            }
            if first < second { left += 1 } else { right += 1 }
        }
        return found
    }

    private static func fits(_ alias: NameTables.Alias, _ claim: Claim?) -> Bool {
        switch claim {
        case nil: true
        case .givenName: alias.isForGivenNames
        case .surname: alias.isForSurnames
        default: false
        }
    }
}
