import Proofing

package struct SQLMatchRecordStore: MatchRecordStore {
    let engine: any SQLEngine

    package func owners(of mark: DocumentMark, tenant: TenantID) async throws -> Set<PersonID> {
        try await engine.read { try BindingTable.owners(of: mark, tenant: tenant, in: $0) }
    }

    package func aliases(tenant: TenantID, limit: Int) async throws -> [NameAlias] {
        try await engine.read { connection in
            try connection.rows(
                "SELECT \(AliasTable.columns) FROM name_alias WHERE tenant = ?1 ORDER BY kept_at DESC, id LIMIT ?2",
                [.id(tenant), .integer(limit)]
            ) { try AliasTable.decode($0, tenant: tenant) }
        }
    }

    package func alias(_ id: AliasID, tenant: TenantID) async throws -> NameAlias? {
        try await engine.read { connection in
            try connection.row(
                "SELECT \(AliasTable.columns) FROM name_alias WHERE tenant = ?1 AND id = ?2", [.id(tenant), .id(id)]
            ) { try AliasTable.decode($0, tenant: tenant) }
        }
    }

    package func alerts(tenant: TenantID, limit: Int) async throws -> [SecurityAlert] {
        try await engine.read { connection in
            try connection.rows(
                """
                SELECT id, session, person, reference, code, at FROM security_alert
                WHERE tenant = ?1 ORDER BY at DESC, id LIMIT ?2
                """, [.id(tenant), .integer(limit)]
            ) { row in
                SecurityAlert(
                    id: try row.id(0), session: try row.id(1),
                    person: PersonID(tenant: tenant, object: try row.id(2)), reference: try row.text(3),
                    code: try row.id(4), at: try row.time(5))
            }
        }
    }
}
