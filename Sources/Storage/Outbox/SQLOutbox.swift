import Foundation
import Proofing

package struct SQLOutbox: Outbox {
    let engine: any SQLEngine
    let table: OutboxTable

    /// A lease is a later due time: whoever dies with a message leaves it to the next one after `leaseSeconds`.
    package func take(at moment: Date, limit: Int, leaseSeconds: Double) async throws -> [OutboxMessage] {
        try await engine.write { [table] connection in
            // The due time is asked twice: on an engine with several writers the inner list may be old when rows are locked.
            let rows = try connection.rows(
                """
                UPDATE outbox SET due_at = ?2, tries = tries + 1
                WHERE state = 'waiting' AND due_at <= ?1 AND id IN (
                    SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= ?1 ORDER BY created_at, id LIMIT ?3)
                RETURNING id, tenant, payload
                """,
                [.time(moment), .time(moment.addingTimeInterval(leaseSeconds)), .integer(limit)]
            ) { (id: try $0.id(0, MessageID.self), tenant: try $0.id(1, TenantID.self), payload: try $0.blob(2)) }
            var messages: [OutboxMessage] = []
            for row in rows {
                if let message = try? table.open(row.payload, id: row.id, tenant: row.tenant) {
                    messages.append(message)
                } else {
                    // One row that was tampered with must not hold up all the others.
                    try Self.end(row.id, state: "abandoned", code: "outbox.unreadable", in: connection)
                }
            }
            return messages.sorted { ($0.createdAt, $0.id.rawValue) < ($1.createdAt, $1.id.rawValue) }
        }
    }

    package func delivered(_ id: MessageID, at moment: Date) async throws {
        try await engine.write { connection in
            try Self.end(id, state: "delivered", code: nil, at: moment, in: connection)
        }
    }

    package func failed(_ id: MessageID, code: String, retryAt: Date?) async throws {
        try await engine.write { connection in
            guard let retryAt else { return try Self.end(id, state: "abandoned", code: code, in: connection) }
            try connection.run(
                "UPDATE outbox SET due_at = ?1, last_code = ?2 WHERE id = ?3 AND state = 'waiting'",
                [.time(retryAt), .text(code), .id(id)])
        }
    }

    /// The row stays, so that a message is never taken for new; what it said goes.
    private static func end(
        _ id: MessageID, state: String, code: String?, at moment: Date? = nil, in connection: any SQLConnection
    ) throws {
        try connection.run(
            """
            UPDATE outbox SET state = ?1, last_code = ?2, due_at = COALESCE(?3, due_at), payload = NULL
            WHERE id = ?4 AND state = 'waiting'
            """,
            [.text(state), .text(code), .time(moment), .id(id)])
    }
}
