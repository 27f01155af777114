import Crypto
import Foundation
import Proofing

/// Appends to a tenant's chain, in the transaction of the change: entry n carries SHA-256(hash n-1 || bytes n).
///
/// The head row (last sequence and hash, with a code by a key outside the database) is what makes a cut-off tail
/// visible: without the key nobody can write a head for a shorter or rewritten chain.
struct AuditChain: Sendable {
    let key: SymmetricKey

    func append(_ events: [AuditEvent], tenant: TenantID, in connection: any SQLConnection) throws {
        guard !events.isEmpty else { return }
        var head = try trustedHead(tenant, in: connection)
        for event in events {
            let bytes = try Self.canonicalBytes(event)
            head = AuditCheckpoint(
                tenant: tenant, sequence: head.sequence + 1, hash: Self.link(head.hash, bytes))
            try connection.run(
                "INSERT INTO audit_entry (tenant, sequence, session, bytes, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
                [.id(tenant), .integer(head.sequence), .text(event.session?.rawValue), .blob(bytes), .blob(head.hash)])
        }
        try connection.run(
            """
            INSERT INTO audit_head (tenant, sequence, hash, code) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (tenant) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, code = excluded.code
            """,
            [.id(tenant), .integer(head.sequence), .blob(head.hash), .blob(head.code(key))])
    }

    /// A head that was changed by hand must not be signed over by the next entry: nothing more is committed for the
    /// tenant until somebody has looked.
    private func trustedHead(_ tenant: TenantID, in connection: any SQLConnection) throws -> AuditCheckpoint {
        guard let stored = try head(tenant, in: connection) else { return .start(tenant) }
        guard stored.checkpoint.isSigned(stored.code, by: key) else { throw StorageError.unreadable("audit_head") }
        return stored.checkpoint
    }

    /// The stored head, as it stands: whether its code is right is for the verification to say.
    func head(_ tenant: TenantID, in connection: any SQLConnection) throws -> (checkpoint: AuditCheckpoint, code: Data)?
    {
        try connection.row("SELECT sequence, hash, code FROM audit_head WHERE tenant = ?1", [.id(tenant)]) { row in
            (AuditCheckpoint(tenant: tenant, sequence: try row.number(0), hash: try row.blob(1)), try row.blob(2))
        }
    }

    static func link(_ previous: Data, _ bytes: Data) -> Data {
        var hash = SHA256()
        hash.update(data: previous)
        hash.update(data: bytes)
        return Data(hash.finalize())
    }

    /// One line of JSON with sorted keys and times in milliseconds, so that equal events have equal bytes.
    static func canonicalBytes(_ event: AuditEvent) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.milliseconds)
        }
        return try encoder.encode(event)
    }

    static func event(_ bytes: Data) throws -> AuditEvent {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        guard let event = try? decoder.decode(AuditEvent.self, from: bytes) else {
            throw StorageError.unreadable("audit_entry")
        }
        return event
    }
}

/// Where a tenant's chain ended at some time. Keep its text form away from the server: a chain that was cut back and
/// given an older head, as a restored backup has, is found by comparing (requirements T31).
package struct AuditCheckpoint: Sendable, Equatable {
    package let tenant: TenantID
    package let sequence: Int
    /// SHA-256; of the tenant's id before the first entry, so that one tenant's chain is never taken for another's.
    package let hash: Data

    static func start(_ tenant: TenantID) -> AuditCheckpoint {
        AuditCheckpoint(tenant: tenant, sequence: 0, hash: Data(SHA256.hash(data: Data(tenant.rawValue.utf8))))
    }

    /// HMAC-SHA-256 over tenant, sequence and hash.
    func code(_ key: SymmetricKey) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: signedBytes, using: key))
    }

    func isSigned(_ code: Data, by key: SymmetricKey) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signedBytes, using: key)
    }

    private var signedBytes: Data { Data("\(tenant)|\(sequence)|\(hash.hexadecimal)".utf8) }
}
