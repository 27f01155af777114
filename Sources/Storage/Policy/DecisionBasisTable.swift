import Foundation
import Proofing

/// What automatic decisions rested on, one row each, never changed, sealed as the session's record is.
struct DecisionBasisTable: Sendable {
    let sessions: SessionTable

    func append(_ basis: DecisionBasis, tenant: TenantID, in connection: any SQLConnection) throws {
        let session = basis.session.id
        let key = try sessions.recordKey(session, tenant, in: connection)
        let number = try connection.row(
            "SELECT COALESCE(MAX(number), 0) + 1 FROM decision_basis WHERE session = ?1", [.id(session)]
        ) { try $0.number(0) }
        guard let number else { throw StorageError.unreadable("decision_basis") }
        let sealed = try Sealing.seal(StoredForm.encode(basis), with: key, place: place(session, number))
        try connection.run(
            """
            INSERT INTO decision_basis (session, number, tenant, decided_at, sealed) VALUES (?1, ?2, ?3, ?4, ?5)
            """, [.id(session), .integer(number), .id(tenant), .time(basis.decidedAt), .blob(sealed)])
    }

    /// Newest first. What does not open, or is of another form, is counted and passed over: it must not keep the rest back.
    func page(
        tenant: TenantID, after last: DecisionBasisPage.End?, limit: Int, in connection: any SQLConnection
    ) throws -> DecisionBasisPage {
        let start: [SQLValue] =
            last.map { [.time($0.decidedAt), .id($0.session), .integer($0.number)] }
            ?? [.time(.distantFuture), .text(""), .integer(0)]
        let rows = try connection.rows(
            """
            SELECT session, number, decided_at, sealed FROM decision_basis
            WHERE tenant = ?1 AND (decided_at, session, number) < (?2, ?3, ?4)
            ORDER BY decided_at DESC, session DESC, number DESC LIMIT ?5
            """,
            [.id(tenant)] + start + [.integer(limit)]
        ) { row in
            (
                end: DecisionBasisPage.End(
                    decidedAt: try row.time(2), session: try row.id(0), number: try row.number(1)),
                sealed: try row.blob(3)
            )
        }
        let bases = try rows.compactMap { row -> DecisionBasis? in
            let key = try sessions.recordKey(row.end.session, tenant, in: connection)
            let place = place(row.end.session, row.end.number)
            return try? StoredForm.decode(from: Sealing.open(row.sealed, with: key, place: place))
        }
        return DecisionBasisPage(
            bases: bases, unreadable: rows.count - bases.count, end: rows.count == limit ? rows.last?.end : nil)
    }

    private func place(_ session: SessionID, _ number: Int) -> Sealing.Place {
        Sealing.Place("decision_basis", session.rawValue, String(number))
    }
}

package struct SQLDecisionBasisStore: DecisionBasisStore {
    let engine: any SQLEngine
    let table: DecisionBasisTable

    package func bases(
        tenant: TenantID, after last: DecisionBasisPage.End?, limit: Int
    ) async throws -> DecisionBasisPage {
        try await engine.read { [table] in
            try table.page(tenant: tenant, after: last, limit: limit, in: $0)
        }
    }
}
