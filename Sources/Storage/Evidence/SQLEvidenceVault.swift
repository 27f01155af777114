import Crypto
import Foundation
import Proofing

/// Pictures and templates as sealed rows, under a data key that each session has for them alone.
package struct SQLEvidenceVault: EvidenceVault {
    let engine: any SQLEngine
    let keys: DataKeys

    /// Replaces what was sealed as this kind before.
    ///
    /// - Throws: `StorageError.unknownSession` when no such session is stored.
    package func seal(_ bytes: Data, as kind: EvidenceKind, of session: SessionID) async throws {
        try await engine.write { [keys] connection in
            guard let tenant = try Self.tenant(of: session, in: connection) else { throw StorageError.unknownSession }
            let key =
                try keys.find(.evidence, of: session, tenant: tenant, in: connection)
                ?? keys.make(.evidence, of: session, tenant: tenant, in: connection)
            let sealed = try Sealing.seal(bytes, with: key, place: Self.place(tenant, session, kind))
            try connection.run(
                """
                INSERT INTO evidence (session, kind, sealed) VALUES (?1, ?2, ?3)
                ON CONFLICT (session, kind) DO UPDATE SET sealed = excluded.sealed
                """, [.id(session), .id(kind), .blob(sealed)])
        }
    }

    package func open(_ kind: EvidenceKind, of session: SessionID) async throws -> Data? {
        try await engine.read { [keys] connection in
            guard let tenant = try Self.tenant(of: session, in: connection),
                let key = try keys.find(.evidence, of: session, tenant: tenant, in: connection)
            else { return nil }
            let sealed = try connection.row(
                "SELECT sealed FROM evidence WHERE session = ?1 AND kind = ?2", [.id(session), .id(kind)]
            ) { try $0.blob(0) }
            return try sealed.map { try Sealing.open($0, with: key, place: Self.place(tenant, session, kind)) }
        }
    }

    /// Deletes the key, then what it sealed, and asks the engine to forget both. Erasing twice is no error.
    package func erase(_ session: SessionID) async throws {
        try await engine.write { connection in
            try connection.run(
                "DELETE FROM data_key WHERE session = ?1 AND purpose = ?2",
                [.id(session), .id(DataKeys.Purpose.evidence)])
            try connection.run("DELETE FROM evidence WHERE session = ?1", [.id(session)])
            try connection.run("DELETE FROM retention WHERE session = ?1", [.id(session)])
        }
        try await engine.scrub()
    }

    /// A session for which nobody said how long is due when its time is over: evidence never stays by omission.
    package func expired(at moment: Date, limit: Int) async throws -> [SessionID] {
        try await engine.read { connection in
            try connection.rows(
                """
                SELECT s.id FROM data_key k JOIN session s ON s.id = k.session LEFT JOIN retention r ON r.session = s.id
                WHERE k.purpose = 'evidence' AND COALESCE(r.keep_until, s.expires_at) <= ?1
                ORDER BY COALESCE(r.keep_until, s.expires_at), s.id LIMIT ?2
                """, [.time(moment), .integer(limit)]
            ) { try $0.id(0) }
        }
    }

    /// - Throws: `StorageError.unknownSession` when no such session is stored.
    package func retain(_ session: SessionID, until: Date) async throws {
        try await engine.write { connection in
            let made = try connection.run(
                """
                INSERT INTO retention (session, keep_until) SELECT id, ?2 FROM session WHERE id = ?1
                ON CONFLICT (session) DO UPDATE SET keep_until = excluded.keep_until
                """, [.id(session), .time(until)])
            guard made == 1 else { throw StorageError.unknownSession }
        }
    }

    /// Until when the pictures stay; nil when nothing was said.
    package func retainedUntil(_ session: SessionID) async throws -> Date? {
        try await engine.read { connection in
            try connection.row("SELECT keep_until FROM retention WHERE session = ?1", [.id(session)]) { try $0.time(0) }
        }
    }

    private static func tenant(of session: SessionID, in connection: any SQLConnection) throws -> TenantID? {
        try connection.row("SELECT tenant FROM session WHERE id = ?1", [.id(session)]) { try $0.id(0) }
    }

    private static func place(_ tenant: TenantID, _ session: SessionID, _ kind: EvidenceKind) -> Sealing.Place {
        Sealing.Place("evidence", tenant.rawValue, session.rawValue, kind.rawValue)
    }
}
