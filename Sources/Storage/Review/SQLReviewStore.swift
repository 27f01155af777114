import Foundation
import Proofing

package struct SQLReviewStore: ReviewStore {
    let engine: any SQLEngine
    let table: ReviewCaseTable

    package func reviewCase(_ id: CaseID) async throws -> ReviewCase? {
        try await engine.read { [table] in try table.find("id = ?1", [.id(id)], in: $0).first }
    }

    package func openCases(tenant: TenantID, limit: Int) async throws -> [ReviewCase] {
        try await engine.read { [table] connection in
            try table.find(
                "tenant = ?1 AND state = 'open' ORDER BY opened_at, id LIMIT ?2",
                [.id(tenant), .integer(limit)], in: connection)
        }
    }

    /// Latest decision first.
    package func decidedCases(tenant: TenantID, limit: Int) async throws -> [ReviewCase] {
        try await engine.read { [table] connection in
            try table.find(
                "tenant = ?1 AND state <> 'open' ORDER BY decided_at DESC, id LIMIT ?2",
                [.id(tenant), .integer(limit)], in: connection)
        }
    }

    package func reviewer(_ session: CapabilityDigest, at moment: Date) async throws -> ReviewerSession? {
        try await engine.read { connection in
            try connection.row(
                """
                SELECT reviewer, role, account_tenant, account_object, expires_at FROM reviewer_session
                WHERE digest = ?1 AND expires_at > ?2
                """, [.text(session.rawValue), .time(moment)]
            ) { row in
                ReviewerSession(
                    reviewer: try row.id(0), role: try row.id(1), account: try row.account(2, 3),
                    expiresAt: try row.time(4))
            }
        }
    }

    package func redeem(
        link: CapabilityDigest, for session: CapabilityDigest, at moment: Date, until: Date
    ) async throws -> ReviewerSession? {
        try await engine.write { connection in
            // Deleting is what uses the link up: of two callers only one gets the row back.
            let found = try connection.row(
                """
                DELETE FROM reviewer_link WHERE digest = ?1 AND expires_at > ?2
                RETURNING reviewer, role, account_tenant, account_object
                """, [.text(link.rawValue), .time(moment)]
            ) { row in
                ReviewerSession(
                    reviewer: try row.id(0), role: try row.id(1), account: try row.account(2, 3), expiresAt: until)
            }
            guard let found else { return nil }
            try Self.insert(found, as: session, into: "reviewer_session", in: connection)
            return found
        }
    }

    /// - Throws: `StorageError.duplicate` when the link exists already.
    package func addLink(_ link: CapabilityDigest, for session: ReviewerSession) async throws {
        try await engine.write { try Self.insert(session, as: link, into: "reviewer_link", in: $0) }
    }

    package func endSession(_ session: CapabilityDigest) async throws {
        try await engine.write { connection in
            try connection.run("DELETE FROM reviewer_session WHERE digest = ?1", [.text(session.rawValue)])
        }
    }

    /// Links and sessions have the same columns; `table` is one of the two names above.
    private static func insert(
        _ entry: ReviewerSession, as digest: CapabilityDigest, into table: String, in connection: any SQLConnection
    ) throws {
        let made = try connection.run(
            """
            INSERT INTO \(table) (digest, reviewer, role, account_tenant, account_object, expires_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING
            """,
            [
                .text(digest.rawValue), .id(entry.reviewer), .id(entry.role), .text(entry.account?.tenant.rawValue),
                .text(entry.account?.object.rawValue), .time(entry.expiresAt),
            ])
        guard made == 1 else { throw StorageError.duplicate }
    }
}

extension SQLRow {
    fileprivate func account(_ tenant: Int, _ object: Int) throws -> PersonID? {
        isNull(tenant) ? nil : PersonID(tenant: try id(tenant), object: try id(object))
    }
}
