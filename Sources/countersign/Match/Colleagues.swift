import ClaimsMatching

/// A directory from a CSV file, searched for others whom a document fits.
struct Colleagues {
    private var index: DirectoryIndex
    private var claims: [DirectoryIndex.ID: DirectoryClaims] = [:]

    var frequencies: NameFrequencies { index.frequencies }

    static let needed = [["given", "dir_given"], ["surname", "dir_surname"]]

    init(_ table: CSVTable, tables: NameTables) throws {
        var table = table
        index = DirectoryIndex(tables: tables)
        while let row = try table.next() {
            let id = row.filled("id", "user_id") ?? "line \(row.line)"
            claims[id] = DirectoryClaims(
                givenName: row.filled("dir_given", "given"), surname: row.filled("dir_surname", "surname"),
                displayName: row.filled("dir_display", "display"),
                dateOfBirth: row.filled("dir_dob", "dob").flatMap(BirthDate.init(iso:)))
            index.update(id, claims[id] ?? DirectoryClaims())
        }
    }

    func uniqueness(
        of document: PreparedDocument, claimed account: PreparedPerson, _ matcher: ClaimsMatcher
    ) -> UniquenessReport {
        var others = index.candidates(for: document).compactMap { claims[$0.id] }
        // The claimed account is in the directory too; of two entries that say the same, one is another person's.
        if let own = others.firstIndex(where: { Self.sayTheSame($0, account.claims) }) { others.remove(at: own) }
        return matcher.uniqueness(
            of: document, claimed: account, others: others.lazy.map(matcher.prepare), frequencies: frequencies)
    }

    private static func sayTheSame(_ one: DirectoryClaims, _ other: DirectoryClaims) -> Bool {
        one.givenName == other.givenName && one.surname == other.surname && one.displayName == other.displayName
            && one.dateOfBirth == other.dateOfBirth
    }
}
