import Crypto
import Foundation
import Proofing

/// Cases stand sealed under the session's record key: notes and reasons are written about a person.
struct ReviewCaseTable: Sendable {
    let keys: DataKeys

    /// - Throws: `CommitError.conflict` when the stored version is not `expecting`.
    func save(_ reviewCase: ReviewCase, expecting: Int?, in connection: any SQLConnection) throws {
        let tenant = reviewCase.subject.tenant
        let key = try recordKey(reviewCase.session, tenant, in: connection)
        let payload = try Sealing.seal(
            StoredForm.encode(reviewCase), with: key, place: place(reviewCase.id, reviewCase.version))
        let written: Int
        if let expecting {
            guard reviewCase.version > expecting else { throw StorageError.versionNotAdvanced }
            written = try connection.run(
                """
                UPDATE review_case SET state = ?1, decided_at = ?2, version = ?3, payload = ?4
                WHERE id = ?5 AND session = ?6 AND tenant = ?7 AND version = ?8
                """,
                [
                    .id(reviewCase.state), .time(reviewCase.decidedAt), .integer(reviewCase.version), .blob(payload),
                    .id(reviewCase.id), .id(reviewCase.session), .id(tenant), .integer(expecting),
                ])
        } else {
            written = try connection.run(
                """
                INSERT INTO review_case (id, tenant, session, state, opened_at, decided_at, version, payload)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING
                """,
                [
                    .id(reviewCase.id), .id(tenant), .id(reviewCase.session), .id(reviewCase.state),
                    .time(reviewCase.openedAt), .time(reviewCase.decidedAt), .integer(reviewCase.version),
                    .blob(payload),
                ])
        }
        guard written == 1 else { throw CommitError.conflict }
    }

    func find(_ condition: String, _ values: [SQLValue], in connection: any SQLConnection) throws -> [ReviewCase] {
        let rows = try connection.rows(
            "SELECT id, session, tenant, version, payload FROM review_case WHERE \(condition)", values
        ) { row in
            SealedCase(
                id: try row.id(0), session: try row.id(1), tenant: try row.id(2), version: try row.number(3),
                payload: try row.blob(4))
        }
        return try rows.map { row in
            let key = try recordKey(row.session, row.tenant, in: connection)
            return try StoredForm.decode(from: Sealing.open(row.payload, with: key, place: place(row.id, row.version)))
        }
    }

    private func recordKey(_ session: SessionID, _ tenant: TenantID, in connection: any SQLConnection) throws
        -> SymmetricKey
    {
        guard let key = try keys.find(.record, of: session, tenant: tenant, in: connection) else {
            throw StorageError.unknownSession
        }
        return key
    }

    private func place(_ id: CaseID, _ version: Int) -> Sealing.Place {
        Sealing.Place("review_case", id.rawValue, String(version))
    }

    private struct SealedCase {
        let id: CaseID
        let session: SessionID
        let tenant: TenantID
        let version: Int
        let payload: Data
    }
}
