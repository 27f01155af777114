import Foundation
import Proofing

/// Decisions as sealed by the domain, one row each, never changed; sealed once more because reasons may quote fields.
struct DecisionTable: Sendable {
    let sessions: SessionTable

    func append(_ decision: SealedDecision, tenant: TenantID, in connection: any SQLConnection) throws {
        let key = try sessions.recordKey(decision.session, tenant, in: connection)
        let number = try connection.row(
            "SELECT COALESCE(MAX(number), 0) + 1 FROM decision WHERE session = ?1", [.id(decision.session)]
        ) { try $0.number(0) }
        guard let number else { throw StorageError.unreadable("decision") }
        let sealed = try Sealing.seal(
            StoredForm.encode(decision), with: key, place: place(decision.session, number))
        try connection.run(
            "INSERT INTO decision (session, number, sealed) VALUES (?1, ?2, ?3)",
            [.id(decision.session), .integer(number), .blob(sealed)])
    }

    func latest(_ session: SessionID, in connection: any SQLConnection) throws -> SealedDecision? {
        let row = try connection.row(
            """
            SELECT d.number, d.sealed, s.tenant FROM decision d JOIN session s ON s.id = d.session
            WHERE d.session = ?1 ORDER BY d.number DESC LIMIT 1
            """, [.id(session)]
        ) { (number: try $0.number(0), sealed: try $0.blob(1), tenant: try $0.id(2, TenantID.self)) }
        guard let row else { return nil }
        let key = try sessions.recordKey(session, row.tenant, in: connection)
        return try StoredForm.decode(from: Sealing.open(row.sealed, with: key, place: place(session, row.number)))
    }

    private func place(_ session: SessionID, _ number: Int) -> Sealing.Place {
        Sealing.Place("decision", session.rawValue, String(number))
    }
}
