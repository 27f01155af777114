import Foundation
import Proofing

/// What nobody needs any more. The sweep decides when; audit entries and issuances are never touched.
package struct Housekeeping: Sendable {
    let engine: any SQLEngine

    /// Removes links, console sessions and used hints that are over, attempts older than two days (budgets look back one),
    /// sent or abandoned messages older than thirty days, and what documents were known by that nobody could use any more.
    package func tidy(at moment: Date) async throws {
        try await engine.write { connection in
            let now = SQLValue.time(moment)
            try connection.run("DELETE FROM return_link WHERE expires_at <= ?1", [now])
            try connection.run("DELETE FROM reviewer_link WHERE expires_at <= ?1", [now])
            try connection.run("DELETE FROM reviewer_session WHERE expires_at <= ?1", [now])
            try connection.run("DELETE FROM seen_hint WHERE forgettable_at <= ?1", [now])
            try connection.run("DELETE FROM document_binding WHERE keep_until <= ?1", [now])
            try connection.run(
                "DELETE FROM attempt WHERE made_at < ?1", [.time(moment.addingTimeInterval(-2 * 86_400))])
            try connection.run(
                "DELETE FROM outbox WHERE state <> 'waiting' AND due_at < ?1",
                [.time(moment.addingTimeInterval(-30 * 86_400))])
        }
    }

    /// Forgets sessions in a final phase whose time ended before `moment`: findings, decisions, case and evidence,
    /// with the keys that sealed them. Sessions that may have a live pass stay.
    ///
    /// - Returns: the sessions that were forgotten, for the audit.
    package func forgetSessions(endedBefore moment: Date, limit: Int) async throws -> [SessionID] {
        let forgotten: [SessionID] = try await engine.write { connection in
            // Keys, evidence, decisions, cases and links go with the row (ON DELETE CASCADE).
            try connection.rows(
                """
                DELETE FROM session WHERE id IN (
                    SELECT s.id FROM session s LEFT JOIN issuance i ON i.session = s.id
                    WHERE s.phase IN ('finished', 'refused', 'expired') AND s.expires_at < ?1
                        AND (i.state IS NULL OR i.state NOT IN ('planned', 'posting', 'issued'))
                    ORDER BY s.expires_at, s.id LIMIT ?2)
                RETURNING id
                """, [.time(moment), .integer(limit)]
            ) { try $0.id(0) }
        }
        if !forgotten.isEmpty { try await engine.scrub() }
        return forgotten
    }
}
