import Crypto
import Foundation
import Proofing

/// Session rows. The findings hold names and birth dates, so the session stands sealed under a data key of its own;
/// beside it only what is searched.
struct SessionTable: Sendable {
    let keys: DataKeys

    /// - Throws: `CommitError.conflict` when the stored version is not `expecting`.
    func save(_ session: ProofingSession, expecting: Int?, in connection: any SQLConnection) throws {
        guard let expecting else { return try insert(session, in: connection) }
        guard session.version > expecting else { throw StorageError.versionNotAdvanced }
        let key = try recordKey(session.id, session.tenant, in: connection)
        let changed = try connection.run(
            """
            UPDATE session SET phase = ?1, version = ?2, expires_at = ?3, handover = ?4, payload = ?5
            WHERE id = ?6 AND tenant = ?7 AND version = ?8
            """,
            [
                .id(session.phase), .integer(session.version), .time(session.expiresAt),
                .text(session.handover?.code.rawValue), .blob(try seal(session, with: key)),
                .id(session.id), .id(session.tenant), .integer(expecting),
            ])
        guard changed == 1 else { throw CommitError.conflict }
    }

    private func insert(_ session: ProofingSession, in connection: any SQLConnection) throws {
        // The payload follows at once: the key's row refers to the session's.
        let made = try connection.run(
            """
            INSERT INTO session (id, tenant, phase, version, created_at, expires_at, handover, payload)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING
            """,
            [
                .id(session.id), .id(session.tenant), .id(session.phase), .integer(session.version),
                .time(session.createdAt), .time(session.expiresAt), .text(session.handover?.code.rawValue),
                .blob(Data()),
            ])
        guard made == 1 else { throw CommitError.conflict }
        let key = try keys.make(.record, of: session.id, tenant: session.tenant, in: connection)
        try connection.run(
            "UPDATE session SET payload = ?1 WHERE id = ?2", [.blob(try seal(session, with: key)), .id(session.id)])
    }

    /// Sessions that fit `condition`, which comes after `WHERE` and may name the table `s`.
    func find(_ condition: String, _ values: [SQLValue], in connection: any SQLConnection) throws -> [ProofingSession] {
        let rows = try connection.rows(
            "SELECT s.id, s.tenant, s.version, s.payload FROM session s WHERE \(condition)", values
        ) { row in
            SealedSession(
                id: try row.id(0), tenant: try row.id(1), version: try row.number(2), payload: try row.blob(3))
        }
        return try rows.map { row in
            let key = try recordKey(row.id, row.tenant, in: connection)
            let place = place(row.id, row.version)
            return try StoredForm.decode(from: Sealing.open(row.payload, with: key, place: place))
        }
    }

    /// The key of everything that is kept about a session except its pictures.
    func recordKey(_ session: SessionID, _ tenant: TenantID, in connection: any SQLConnection) throws -> SymmetricKey {
        guard let key = try keys.find(.record, of: session, tenant: tenant, in: connection) else {
            throw StorageError.unknownSession
        }
        return key
    }

    private func seal(_ session: ProofingSession, with key: SymmetricKey) throws -> Data {
        try Sealing.seal(StoredForm.encode(session), with: key, place: place(session.id, session.version))
    }

    private func place(_ id: SessionID, _ version: Int) -> Sealing.Place {
        Sealing.Place("session", id.rawValue, String(version), "payload")
    }

    private struct SealedSession {
        let id: SessionID
        let tenant: TenantID
        let version: Int
        let payload: Data
    }
}
