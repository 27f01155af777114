import Foundation
import Proofing

package struct SQLDirectoryStore: DirectoryStore {
    let engine: any SQLEngine

    package func person(signInName: String, tenant: TenantID) async throws -> DirectoryPerson? {
        let folded = Folding.address(signInName)
        guard !folded.isEmpty else { return nil }
        let found = try await engine.read { connection in
            // UNION drops the second row of somebody whose two addresses are the same.
            try connection.rows(
                """
                SELECT \(PersonRow.columns) FROM person p WHERE p.tenant = ?1 AND p.folded_upn = ?2
                UNION
                SELECT \(PersonRow.columns) FROM person p WHERE p.tenant = ?1 AND p.folded_mail = ?2
                LIMIT 2
                """, [.id(tenant), .text(folded)], PersonRow.decode)
        }
        return found.count == 1 ? found[0] : nil
    }

    package func person(_ id: PersonID) async throws -> DirectoryPerson? {
        try await engine.read { connection in
            try connection.row(
                "SELECT \(PersonRow.columns) FROM person p WHERE p.tenant = ?1 AND p.id = ?2",
                [.id(id.tenant), .id(id.object)], PersonRow.decode)
        }
    }

    /// Those who share both names first, then the surname: where the limit cuts, it cuts the least alike.
    package func peopleSharingName(with person: DirectoryPerson, limit: Int) async throws -> [DirectoryPerson] {
        let given = Self.comparable(person.givenName)
        let surname = Self.comparable(person.surname)
        return try await engine.read { connection in
            // Two index searches put together; one condition with OR makes SQLite read the whole tenant.
            // NULL equals nothing, so a missing name finds nobody.
            try connection.rows(
                """
                SELECT \(PersonRow.columns) FROM person p
                WHERE p.tenant = ?1 AND p.id <> ?2 AND p.id IN (
                    SELECT id FROM person WHERE tenant = ?1 AND folded_surname IN (?3, ?4)
                    UNION
                    SELECT id FROM person WHERE tenant = ?1 AND folded_given_name IN (?3, ?4))
                ORDER BY
                    CASE WHEN p.folded_surname = ?3 THEN 2 ELSE 0 END + CASE WHEN p.folded_given_name = ?4 THEN 1 ELSE 0 END DESC,
                    p.id
                LIMIT ?5
                """,
                [.id(person.id.tenant), .id(person.id.object), .text(surname), .text(given), .integer(limit)],
                PersonRow.decode)
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
            try connection.rows(
                """
                SELECT \(PersonRow.columns) FROM person p WHERE p.tenant = ?1 AND p.id > ?2 ORDER BY p.id LIMIT ?3
                """, [.id(tenant), .text(last?.rawValue ?? ""), .integer(limit)], PersonRow.decode)
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

    private static func comparable(_ name: String?) -> String? {
        name.map(Folding.name).flatMap { $0.isEmpty ? nil : $0 }
    }
}
