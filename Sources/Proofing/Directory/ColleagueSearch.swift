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
    /// The reading under way. The number tells whoever waits whether it began before they asked.
    private var reading: (number: Int, task: Task<Void, any Error>)?
    private var begun = 0
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

    /// Reads what changed since the last time. One reading at a time: a second could put older claims over newer ones.
    ///
    /// A reading that was under way already may have looked past a change that this caller knows of. It is waited for, and
    /// another follows, which serves everybody who came meanwhile.
    package func readChanges() async throws {
        let asked = begun
        while let reading {
            if reading.number > asked { return try await reading.task.value }
            _ = await reading.task.result
        }
        begun += 1
        let task = Task {
            // Cleared before anybody who waits goes on, or they would find a reading that is over.
            defer { self.reading = nil }
            try await read()
        }
        reading = (begun, task)
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
