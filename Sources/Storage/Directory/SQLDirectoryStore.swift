import Foundation
import Proofing

package struct SQLDirectoryStore: DirectoryStore {
    let engine: any SQLEngine

    package func person(signInName: String, tenant: TenantID) async throws -> DirectoryPerson? {
        let folded = Folding.address(signInName)
        guard !folded.isEmpty else { return nil }
        let found = try await engine.read { connection in
            // UNION drops the second row of somebody whose two addresses are the same.
            let found = try connection.rows(
                """
                SELECT \(PersonRow.columns) FROM person p WHERE p.tenant = ?1 AND p.folded_upn = ?2
                UNION
                SELECT \(PersonRow.columns) FROM person p WHERE p.tenant = ?1 AND p.folded_mail = ?2
                LIMIT 2
                """, [.id(tenant), .text(folded)], PersonRow.decode)
            return try AliasTable.attach(to: found, tenant: tenant, in: connection)
        }
        return found.count == 1 ? found[0] : nil
    }

    package func person(_ id: PersonID) async throws -> DirectoryPerson? {
        try await engine.read { connection in
            let found = try connection.rows(
                "SELECT \(PersonRow.columns) FROM person p WHERE p.tenant = ?1 AND p.id = ?2",
                [.id(id.tenant), .id(id.object)], PersonRow.decode)
            return try AliasTable.attach(to: found, tenant: id.tenant, in: connection).first
        }
    }

    package func changes(
        tenant: TenantID, after mark: DirectoryMark, limit: Int
    ) async throws -> [DirectoryChange] {
        try await engine.read { connection in
            // A person who is not there any more leaves their columns empty.
            let changes = try connection.rows(
                """
                SELECT \(PersonRow.columns), c.revision, c.id, p.id IS NULL
                FROM person_change c LEFT JOIN person p ON p.tenant = c.tenant AND p.id = c.id
                WHERE c.tenant = ?1 AND (c.revision > ?2 OR (c.revision = ?2 AND c.id > ?3))
                ORDER BY c.revision, c.id LIMIT ?4
                """,
                [.id(tenant), .integer(mark.revision), .text(mark.last?.rawValue ?? ""), .integer(limit)]
            ) { row in
                DirectoryChange(
                    mark: DirectoryMark(revision: try row.number(12), last: try row.id(13)),
                    id: PersonID(tenant: tenant, object: try row.id(13)),
                    person: try row.flag(14) ? nil : PersonRow.decode(row))
            }
            let people = try AliasTable.attach(to: changes.compactMap(\.person), tenant: tenant, in: connection)
            let known = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) })
            return changes.map { DirectoryChange(mark: $0.mark, id: $0.id, person: known[$0.id]) }
        }
    }

    package func groups(of id: PersonID) async throws -> Set<ObjectID> {
        try await engine.read { connection in
            // UNION, not UNION ALL: groups that contain each other end the walk.
            Set(
                try connection.rows(
                    """
                    WITH RECURSIVE enclosing (id) AS (
                        SELECT group_id FROM group_member WHERE tenant = ?1 AND member_id = ?2
                        UNION
                        SELECT m.group_id FROM group_member m JOIN enclosing e ON m.member_id = e.id WHERE m.tenant = ?1)
                    SELECT id FROM enclosing
                    """, [.id(id.tenant), .id(id.object)]
                ) { try $0.id(0) })
        }
    }

    package func count(tenant: TenantID) async throws -> DirectoryCounts {
        try await engine.read { connection in
            func count(_ table: String) throws -> Int {
                try connection.row("SELECT COUNT(*) FROM \(table) WHERE tenant = ?1", [.id(tenant)]) {
                    try $0.number(0)
                } ?? 0
            }
            return DirectoryCounts(people: try count("person"), groups: try count("directory_group"))
        }
    }

    package func people(tenant: TenantID, after last: ObjectID?, limit: Int) async throws -> [DirectoryPerson] {
        try await engine.read { connection in
            let found = try connection.rows(
                """
                SELECT \(PersonRow.columns) FROM person p WHERE p.tenant = ?1 AND p.id > ?2 ORDER BY p.id LIMIT ?3
                """, [.id(tenant), .text(last?.rawValue ?? ""), .integer(limit)], PersonRow.decode)
            return try AliasTable.attach(to: found, tenant: tenant, in: connection)
        }
    }

    package func groups(tenant: TenantID) async throws -> [DirectoryGroup] {
        try await engine.read { connection in
            try connection.rows(
                "SELECT id, display_name, is_assignable_to_role FROM directory_group WHERE tenant = ?1 ORDER BY id",
                [.id(tenant)]
            ) {
                DirectoryGroup(id: try $0.id(0), displayName: try $0.text(1), isAssignableToRole: try $0.flag(2))
            }
        }
    }

    package func memberships(tenant: TenantID) async throws -> [DirectoryMembership] {
        try await engine.read { connection in
            try connection.rows("SELECT group_id, member_id FROM group_member WHERE tenant = ?1", [.id(tenant)]) {
                DirectoryMembership(group: try $0.id(0), member: try $0.id(1))
            }
        }
    }
}
