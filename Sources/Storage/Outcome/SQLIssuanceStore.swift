import Foundation
import Proofing

package struct SQLIssuanceStore: IssuanceStore {
    let engine: any SQLEngine

    package func issuance(session: SessionID) async throws -> Issuance? {
        try await engine.read { try IssuanceTable.find("session = ?1", [.id(session)], in: $0).first }
    }

    package func unsettled(at moment: Date, unacknowledgedSince: Date, limit: Int) async throws -> [Issuance] {
        try await engine.read { connection in
            // A row in `posting` without a deadline cannot be written by the domain; should one exist, it is looked at.
            try IssuanceTable.find(
                """
                (state = 'posting' AND COALESCE(deadline, 0) <= ?1) OR (state = 'issued' AND COALESCE(issued_at, 0) <= ?2)
                ORDER BY COALESCE(issued_at, deadline, 0), id LIMIT ?3
                """, [.time(moment), .time(unacknowledgedSince), .integer(limit)], in: connection)
        }
    }

    package func open(for person: PersonID) async throws -> [Issuance] {
        try await engine.read { connection in
            try IssuanceTable.find(
                "tenant = ?1 AND person = ?2 AND state IN ('posting', 'issued', 'acknowledged') ORDER BY id",
                [.id(person.tenant), .id(person.object)], in: connection)
        }
    }
}
