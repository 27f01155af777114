import Foundation
import Proofing

/// Issuance rows hold ids, states and times only, never a code; nothing here needs sealing.
enum IssuanceTable {
    /// - Throws: `CommitError.conflict` when the version differs, when the session has an issuance already, or when a
    ///   later lease holder has written before (an older fence never overwrites a newer one).
    static func save(_ issuance: Issuance, expecting: Int?, in connection: any SQLConnection) throws {
        let payload = String(decoding: try StoredForm.encode(issuance), as: UTF8.self)
        let written: Int
        if let expecting {
            guard issuance.version > expecting else { throw StorageError.versionNotAdvanced }
            written = try connection.run(
                """
                UPDATE issuance SET state = ?1, deadline = ?2, issued_at = ?3, fence = ?4, version = ?5, payload = ?6
                WHERE id = ?7 AND session = ?8 AND tenant = ?9 AND person = ?10 AND version = ?11 AND fence <= ?4
                """,
                [
                    .id(issuance.state), .time(issuance.deadline), .time(issuance.issuedAt), .integer(issuance.fence),
                    .integer(issuance.version), .text(payload), .id(issuance.id), .id(issuance.session),
                    .id(issuance.person.tenant), .id(issuance.person.object), .integer(expecting),
                ])
        } else {
            written = try connection.run(
                """
                INSERT INTO issuance (id, tenant, session, person, state, deadline, issued_at, fence, version, payload)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING
                """,
                [
                    .id(issuance.id), .id(issuance.person.tenant), .id(issuance.session), .id(issuance.person.object),
                    .id(issuance.state), .time(issuance.deadline), .time(issuance.issuedAt), .integer(issuance.fence),
                    .integer(issuance.version), .text(payload),
                ])
        }
        guard written == 1 else { throw CommitError.conflict }
    }

    static func find(_ condition: String, _ values: [SQLValue], in connection: any SQLConnection) throws -> [Issuance] {
        try connection.rows("SELECT payload FROM issuance WHERE \(condition)", values) {
            try StoredForm.decode(from: Data(try $0.text(0).utf8))
        }
    }
}
