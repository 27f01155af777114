import Foundation
import Proofing

package struct SQLAuditLog: AuditLog {
    let engine: any SQLEngine
    let chain: AuditChain

    package func entries(tenant: TenantID, after sequence: Int, limit: Int) async throws -> [AuditEntry] {
        try await engine.read { connection in
            try connection.rows(
                """
                SELECT sequence, bytes, hash FROM audit_entry WHERE tenant = ?1 AND sequence > ?2
                ORDER BY sequence LIMIT ?3
                """, [.id(tenant), .integer(sequence), .integer(limit)]
            ) { AuditEntry(sequence: try $0.number(0), bytes: try $0.blob(1), hash: try $0.blob(2)) }
        }
    }

    package func events(session: SessionID) async throws -> [AuditEvent] {
        try await engine.read { connection in
            try connection.rows(
                "SELECT bytes FROM audit_entry WHERE session = ?1 ORDER BY tenant, sequence", [.id(session)]
            ) { try AuditChain.event(try $0.blob(0)) }
        }
    }

    /// The end of the chain now, to be kept off this machine. nil while the chain is empty.
    package func checkpoint(tenant: TenantID) async throws -> AuditCheckpoint? {
        try await engine.read { [chain] in try chain.head(tenant, in: $0)?.checkpoint }
    }

    /// Reads the whole chain in one consistent view and checks every link, the head, and checkpoints kept elsewhere.
    package func verifyChain(tenant: TenantID, against checkpoints: [AuditCheckpoint] = []) async throws -> ChainReport
    {
        try await engine.read { [chain] connection in
            let head = try chain.head(tenant, in: connection)
            var verification = ChainVerification(
                tenant: tenant, head: head?.checkpoint,
                isHeadSigned: head.map { $0.checkpoint.isSigned($0.code, by: chain.key) } ?? false,
                checkpoints: checkpoints)
            try connection.visit(
                "SELECT sequence, session, bytes, hash FROM audit_entry WHERE tenant = ?1 ORDER BY sequence",
                [.id(tenant)]
            ) { row in
                verification.visit(
                    sequence: try row.number(0), session: try row.optionalText(1), bytes: try row.blob(2),
                    hash: try row.blob(3))
            }
            return verification.finish()
        }
    }
}
