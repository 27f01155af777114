import Proofing

/// The numbered changes of what is compared, which readers follow (schema 6).
enum PersonChanges {
    /// The number of this transaction among those that changed people.
    static func nextRevision(_ tenant: TenantID, in connection: any SQLConnection) throws -> Int {
        let last = try connection.row(
            "SELECT COALESCE(MAX(revision), 0) FROM person_change WHERE tenant = ?1", [.id(tenant)]
        ) { try $0.number(0) }
        return (last ?? 0) + 1
    }

    static func note(_ id: ObjectID, _ tenant: TenantID, revision: Int, in connection: any SQLConnection) throws {
        try connection.run(
            """
            INSERT INTO person_change (tenant, id, revision) VALUES (?1, ?2, ?3)
            ON CONFLICT (tenant, id) DO UPDATE SET revision = excluded.revision
            """, [.id(tenant), .id(id), .integer(revision)])
    }

    static func note(_ person: PersonID, in connection: any SQLConnection) throws {
        try note(
            person.object, person.tenant, revision: try nextRevision(person.tenant, in: connection), in: connection)
    }
}
