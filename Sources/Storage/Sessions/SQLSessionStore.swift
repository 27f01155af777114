import Foundation
import Proofing

package struct SQLSessionStore: SessionStore {
    let engine: any SQLEngine
    let table: SessionTable

    package func session(_ id: SessionID) async throws -> ProofingSession? {
        try await first("s.id = ?1", [.id(id)])
    }

    package func session(handover code: CapabilityDigest) async throws -> ProofingSession? {
        try await first("s.handover = ?1", [.text(code.rawValue)])
    }

    package func session(returnLink link: CapabilityDigest, at moment: Date) async throws -> ProofingSession? {
        try await first(
            "s.id = (SELECT session FROM return_link WHERE digest = ?1 AND expires_at > ?2)",
            [.text(link.rawValue), .time(moment)])
    }

    package func overdue(at moment: Date, limit: Int) async throws -> [ProofingSession] {
        try await engine.read { [table] connection in
            try table.find(
                """
                s.expires_at <= ?1 AND s.phase NOT IN ('finished', 'refused', 'expired')
                ORDER BY s.expires_at, s.id LIMIT ?2
                """, [.time(moment), .integer(limit)], in: connection)
        }
    }

    package func decision(session: SessionID) async throws -> SealedDecision? {
        try await engine.read { [table] in try DecisionTable(sessions: table).latest(session, in: $0) }
    }

    package func attempts(key: String, since: Date) async throws -> Int {
        try await engine.read { connection in
            try connection.row(
                "SELECT COUNT(*) FROM attempt WHERE subject = ?1 AND made_at >= ?2", [.text(key), .time(since)]
            ) { try $0.number(0) } ?? 0
        }
    }

    private func first(_ condition: String, _ values: [SQLValue]) async throws -> ProofingSession? {
        try await engine.read { [table] in try table.find(condition, values, in: $0).first }
    }
}
