import ClaimsMatching

/// Everybody in the directory, in memory, by the sound of their names: who else may own a document, and how common its
/// names are here.
///
/// Each search first reads what has changed in the copy of the directory. So it answers for the directory as it is now,
/// whichever node or command synchronised it, and nothing has to be told when somebody joins or leaves.
package actor ColleagueSearch {
    package struct Surroundings: Sendable {
        /// Those whose names are likest, without the claimed account itself.
        package var others: [DirectoryPerson]
        package var frequencies: NameFrequencies
    }

    package nonisolated let tables: NameTables
    private let tenant: TenantID
    private let people: any DirectoryStore
    private var index: DirectoryIndex
    private var mark = DirectoryMark.start
    private var reading: Task<Void, any Error>?
    /// People read at a time: between two pages others may search.
    private static let page = 1_000

    package init(tenant: TenantID, people: any DirectoryStore, tables: NameTables = .empty) {
        self.tenant = tenant
        self.people = people
        self.tables = tables
        index = DirectoryIndex(tables: tables)
    }

    /// People that can be found by now.
    package var count: Int { index.count }

    /// - Throws: the store's own error. Not to know who else there is never counts as there being nobody.
    package func search(_ document: DocumentClaims, besides claimed: PersonID) async throws -> Surroundings {
        try await readChanges()
        let candidates = index.candidates(for: PreparedDocument(document, tables: tables))
        let frequencies = index.frequencies
        var others: [DirectoryPerson] = []
        for id in candidates.compactMap({ ObjectID(rawValue: $0.id) }) where id != claimed.object {
            if let other = try await people.person(PersonID(tenant: tenant, object: id)) { others.append(other) }
        }
        return Surroundings(others: others, frequencies: frequencies)
    }

    /// Reads what changed since the last time. One reading at a time, or older claims could come over newer ones; whoever
    /// waited for one reads again, because it may have asked before the newest change was there.
    package func readChanges() async throws {
        while let reading { _ = await reading.result }
        let task = Task {
            defer { reading = nil }
            try await read()
        }
        reading = task
        try await task.value
    }

    private func read() async throws {
        while true {
            let changes = try await people.changes(tenant: tenant, after: mark, limit: Self.page)
            for change in changes {
                if let person = change.person {
                    index.update(change.id.object.rawValue, person.claims)
                } else {
                    index.remove(change.id.object.rawValue)
                }
                mark = change.mark
            }
            guard changes.count == Self.page else { return }
        }
    }
}
