/// Which word of the document explains which word of the directory.
struct TokenAlignment {
    struct Link {
        let document: Int
        let directory: Int
        let relation: TokenRelation
    }

    /// At most one per word, in the order of the directory's words. Only relations that explain: E1 and better.
    let links: [Link]
    let document: [NameToken]
    let directory: [NameToken]
    /// Some pair of words could be compared at all.
    let comparable: Bool

    /// Pairs words greedily, best relation first; on equal levels the earlier words. Names are so short that the greedy
    /// choice is the best one in practice, and it is the same on every run.
    init(_ document: [NameToken], _ directory: [NameToken], _ comparison: TokenComparison, lastMayBeCut: Bool) {
        var candidates: [Link] = []
        var comparable = false
        for (row, target) in directory.enumerated() {
            for (column, source) in document.enumerated() {
                let cut = lastMayBeCut && column == document.count - 1
                let relation = comparison.relation(source, target, mayBeCut: cut)
                if relation != .notComparable { comparable = true }
                if relation.level.reaches(.weak) {
                    candidates.append(Link(document: column, directory: row, relation: relation))
                }
            }
        }
        self.comparable = comparable
        self.document = document
        self.directory = directory
        links = Self.chosen(from: candidates)
    }

    private static func chosen(from candidates: [Link]) -> [Link] {
        let ordered = candidates.sorted { one, other in
            let (first, second) = (one.relation.level.rank ?? 0, other.relation.level.rank ?? 0)
            return first != second ? first > second : (one.directory, one.document) < (other.directory, other.document)
        }
        var links: [Link] = []
        for candidate in ordered
        where !links.contains(where: { $0.document == candidate.document || $0.directory == candidate.directory }) {
            links.append(candidate)
        }
        return links.sorted { $0.directory < $1.directory }
    }

    var explainsDirectory: Bool { links.count == directory.count }
    var usesWholeDocument: Bool { links.count == document.count }
    var keepsOrder: Bool { zip(links, links.dropFirst()).allSatisfy { $0.document < $1.document } }

    /// The weakest link.
    var weakest: Link? { links.min { ($0.relation.level.rank ?? 0) < ($1.relation.level.rank ?? 0) } }
}

extension TokenAlignment {
    /// Joins neighbouring words of one side that the other side writes as one: `JEAN PIERRE` for `Jeanpierre`.
    static func gluing(_ tokens: [NameToken], like other: [NameToken], nationality: String?) -> [NameToken] {
        // Only what is written apart here and together there.
        let longest = other.map(\.length).max() ?? 0
        guard let shortest = tokens.map(\.length).min(), shortest * 2 <= longest else { return tokens }
        let known = Set(other.map(\.bare))
        var result: [NameToken] = []
        var rest = tokens[...]
        while let first = rest.first {
            let length = [3, 2].first { length in
                guard length <= rest.count, rest.prefix(length).reduce(0, { $0 + $1.length }) <= longest else {
                    return false
                }
                return known.contains(rest.prefix(length).map(\.bare).joined())
            }
            let glued = length.flatMap { NameToken.glued(rest.prefix($0), nationality: nationality) }
            result.append(glued ?? first)
            rest = rest.dropFirst(length ?? 1)
        }
        return result
    }
}
