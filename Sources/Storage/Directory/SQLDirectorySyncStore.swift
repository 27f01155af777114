import Foundation
import Proofing

package struct SQLDirectorySyncStore: DirectorySyncStore {
    let engine: any SQLEngine

    package func cursor(_ collection: DirectoryCollection, tenant: TenantID) async throws -> DirectoryCursor {
        try await engine.read { try Self.cursor(collection, tenant, in: $0) }
    }

    /// One transaction for the page, prepared statements for its rows.
    ///
    /// - Throws: `StorageError.staleRound` when the page belongs to another round than the stored one.
    package func apply(_ page: DirectoryPage, tenant: TenantID) async throws {
        try await engine.write { connection in
            try Self.check(page.round, page.collection, tenant, in: connection)
            let target = PageTarget(
                tenant: tenant, round: page.round,
                revision: try PersonChanges.nextRevision(tenant, in: connection), connection: connection)
            for change in page.changes { try target.apply(change) }
        }
    }

    package func beginFullRound(_ collection: DirectoryCollection, tenant: TenantID) async throws -> Int {
        try await engine.write { connection in
            // The old delta link goes at once: were it used after a crash in this round, the sweep at the end would
            // remove everybody whom the delta had no reason to mention.
            let round = try connection.row(
                """
                INSERT INTO directory_cursor (tenant, collection, round, delta_link) VALUES (?1, ?2, 1, NULL)
                ON CONFLICT (tenant, collection) DO UPDATE SET round = directory_cursor.round + 1, delta_link = NULL
                RETURNING round
                """, [.id(tenant), .id(collection)]
            ) { try $0.number(0) }
            guard let round else { throw StorageError.unreadable("directory_cursor") }
            return round
        }
    }

    /// After a delta, whose pages carry the number of the last full round, nothing is older than the round and
    /// nothing is swept: only the link moves on.
    package func finishRound(
        _ collection: DirectoryCollection, round: Int, deltaLink: String, tenant: TenantID
    ) async throws {
        try await engine.write { connection in
            try Self.check(round, collection, tenant, in: connection)
            if collection == .users {
                try connection.run(
                    """
                    INSERT INTO person_change (tenant, id, revision)
                    SELECT tenant, id, ?3 FROM person WHERE tenant = ?1 AND round < ?2
                    ON CONFLICT (tenant, id) DO UPDATE SET revision = excluded.revision
                    """,
                    [.id(tenant), .integer(round), .integer(try PersonChanges.nextRevision(tenant, in: connection))])
            }
            for table in Self.tables(collection) {
                try connection.run(
                    "DELETE FROM \(table) WHERE tenant = ?1 AND round < ?2", [.id(tenant), .integer(round)])
            }
            try connection.run(
                """
                INSERT INTO directory_cursor (tenant, collection, round, delta_link) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (tenant, collection) DO UPDATE SET delta_link = excluded.delta_link
                """, [.id(tenant), .id(collection), .integer(round), .text(deltaLink)])
        }
    }

    private static func tables(_ collection: DirectoryCollection) -> [String] {
        switch collection {
        case .users: ["person"]
        case .groups: ["directory_group", "group_member"]
        }
    }

    private static func cursor(
        _ collection: DirectoryCollection, _ tenant: TenantID, in connection: any SQLConnection
    ) throws -> DirectoryCursor {
        try connection.row(
            "SELECT round, delta_link FROM directory_cursor WHERE tenant = ?1 AND collection = ?2",
            [.id(tenant), .id(collection)]
        ) { DirectoryCursor(round: try $0.number(0), deltaLink: try $0.optionalText(1)) }
            ?? DirectoryCursor(round: 0, deltaLink: nil)
    }

    private static func check(
        _ round: Int, _ collection: DirectoryCollection, _ tenant: TenantID, in connection: any SQLConnection
    ) throws {
        let expected = try cursor(collection, tenant, in: connection).round
        guard round == expected else { throw StorageError.staleRound(expected: expected, found: round) }
    }
}

/// Where the changes of one page go.
private struct PageTarget {
    let tenant: TenantID
    let round: Int
    /// The number of this transaction among those that changed people.
    let revision: Int
    let connection: any SQLConnection

    func apply(_ change: DirectoryPage.Change) throws {
        switch change {
        case .person(let person):
            guard person.id.tenant == tenant else { throw StorageError.wrongTenant }
            try note(person)
            try connection.run(PersonRow.upsert, PersonRow.values(person, round: round))
        case .group(let group):
            try upsert(group)
        case .removed(let id):
            try remove(id)
        case .membersAdded(let group, let members):
            for member in members { try add(member, to: group) }
        case .membersRemoved(let group, let members):
            for member in members {
                try connection.run(
                    "DELETE FROM group_member WHERE tenant = ?1 AND group_id = ?2 AND member_id = ?3",
                    [.id(tenant), .id(group), .id(member)])
            }
        }
    }

    /// Graph repeats people in whom nothing changed; readers need not look at them again.
    private func note(_ person: DirectoryPerson) throws {
        let known = try connection.row(PersonRow.unchanged, PersonRow.compared(person)) { try $0.number(0) }
        if known == nil { try note(person.id.object) }
    }

    private func note(_ id: ObjectID) throws {
        try PersonChanges.note(id, tenant, revision: revision, in: connection)
    }

    private func upsert(_ group: DirectoryGroup) throws {
        try connection.run(
            """
            INSERT INTO directory_group (tenant, id, round, display_name, is_assignable_to_role) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (tenant, id) DO UPDATE SET round = excluded.round, display_name = excluded.display_name,
                is_assignable_to_role = excluded.is_assignable_to_role
            """,
            [.id(tenant), .id(group.id), .integer(round), .text(group.displayName), .flag(group.isAssignableToRole)])
    }

    private func add(_ member: ObjectID, to group: ObjectID) throws {
        try connection.run(
            """
            INSERT INTO group_member (tenant, group_id, member_id, round) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (tenant, group_id, member_id) DO UPDATE SET round = excluded.round
            """, [.id(tenant), .id(group), .id(member), .integer(round)])
    }

    /// An object id is unique in a tenant whatever it names, so one removal serves people and groups.
    private func remove(_ id: ObjectID) throws {
        let values: [SQLValue] = [.id(tenant), .id(id)]
        if try connection.run("DELETE FROM person WHERE tenant = ?1 AND id = ?2", values) > 0 { try note(id) }
        try connection.run("DELETE FROM directory_group WHERE tenant = ?1 AND id = ?2", values)
        try connection.run("DELETE FROM group_member WHERE tenant = ?1 AND group_id = ?2", values)
        try connection.run("DELETE FROM group_member WHERE tenant = ?1 AND member_id = ?2", values)
    }
}
