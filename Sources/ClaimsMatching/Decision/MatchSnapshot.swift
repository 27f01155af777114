/// Everything that one match rested on, so that it can be made again: claims and counts, never pictures.
///
/// Personal data, of the claimed person and of those the document was compared with besides.
package struct MatchSnapshot: Sendable, Hashable, Codable {
    package let document: DocumentClaims
    package let directory: DirectoryClaims
    /// Whoever else was considered.
    package let rivals: [DirectoryClaims]
    /// Of the document's words alone; nil: nothing was weighed.
    package let frequencies: NameFrequencies?

    package init(
        document: DocumentClaims, directory: DirectoryClaims, rivals: [DirectoryClaims], frequencies: NameFrequencies?
    ) {
        self.document = document
        self.directory = directory
        self.rivals = rivals
        self.frequencies = frequencies?.excerpt(for: PreparedDocument(document))
    }

    /// The same way live and in a replay: what is stored is what was judged.
    package func match(under policy: MatchPolicy, tables: NameTables) -> MatchResult {
        prepared(tables).match(under: policy)
    }

    /// For being judged by several policies: preparing costs a hundred times what a comparison does.
    package func prepared(_ tables: NameTables) -> PreparedSnapshot { PreparedSnapshot(self, tables) }
}

package struct PreparedSnapshot: Sendable {
    private let document: PreparedDocument
    private let directory: PreparedPerson
    private let rivals: [PreparedPerson]
    private let frequencies: NameFrequencies?
    private let tables: NameTables

    fileprivate init(_ snapshot: MatchSnapshot, _ tables: NameTables) {
        document = PreparedDocument(snapshot.document, tables: tables)
        directory = PreparedPerson(snapshot.directory, tables: tables)
        rivals = snapshot.rivals.map { PreparedPerson($0, tables: tables) }
        frequencies = snapshot.frequencies
        self.tables = tables
    }

    package func match(under policy: MatchPolicy) -> MatchResult {
        let matcher = ClaimsMatcher(policy: policy, tables: tables)
        let uniqueness = matcher.uniqueness(
            of: document, claimed: directory, others: rivals, frequencies: frequencies)
        return matcher.match(
            document: document, directory: directory, uniqueness: uniqueness, frequencies: frequencies)
    }
}
