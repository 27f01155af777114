import Crypto
import Foundation
import OpenIDProvider
import Proofing

/// The key rings of one tenant, each sealed in one row: a ring that was changed by hand, moved to another issuer or given
/// another version does not open.
package struct SQLKeyRingStore: KeyRingStore {
    let tenant: TenantID
    let engine: any SQLEngine
    let root: RootKey
    let chain: AuditChain

    package func ring(of issuer: Issuer) async throws -> KeyRing? {
        try await engine.read { connection in
            try connection.row(
                "SELECT version, payload FROM key_ring WHERE tenant = ?1 AND issuer = ?2",
                [.id(tenant), .text(issuer.address)]
            ) { row in
                let version = try row.number(0)
                let bytes = try Sealing.open(row.blob(1), with: key, place: place(issuer, version))
                return try StoredForm.decode(KeyRing.self, from: bytes)
            }
        }
    }

    package func save(_ ring: KeyRing, of issuer: Issuer, expecting: Int?, audit: AuditEvent) async throws {
        let payload = try Sealing.seal(StoredForm.encode(ring), with: key, place: place(issuer, ring.version))
        try await engine.write { connection in
            try write(payload, ring.version, issuer, expecting, in: connection)
            try chain.append([audit], tenant: tenant, in: connection)
        }
    }

    private func write(
        _ payload: Data, _ version: Int, _ issuer: Issuer, _ expecting: Int?, in connection: any SQLConnection
    ) throws {
        let written: Int
        if let expecting {
            guard version > expecting else { throw StorageError.versionNotAdvanced }
            written = try connection.run(
                "UPDATE key_ring SET version = ?1, payload = ?2 WHERE tenant = ?3 AND issuer = ?4 AND version = ?5",
                [.integer(version), .blob(payload), .id(tenant), .text(issuer.address), .integer(expecting)])
        } else {
            written = try connection.run(
                """
                INSERT INTO key_ring (tenant, issuer, version, payload) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING
                """,
                [.id(tenant), .text(issuer.address), .integer(version), .blob(payload)])
        }
        guard written == 1 else { throw CommitError.conflict }
    }

    private var key: SymmetricKey { root.derive("key ring/\(tenant)") }

    /// An issuer is an address, which never contains the separator.
    private func place(_ issuer: Issuer, _ version: Int) -> Sealing.Place {
        Sealing.Place("key_ring", tenant.rawValue, issuer.address, String(version))
    }
}

/// Seals private keys under the root key, each bound to its name.
package struct SigningKeySealing: KeySealing {
    private let key: SymmetricKey

    package init(_ root: RootKey) { key = root.derive("signing keys") }

    package func seal(_ privateKey: Data, kid: String) throws -> Data {
        try Sealing.seal(privateKey, with: key, place: place(kid))
    }

    /// - Throws: `StorageError.unreadable`.
    package func open(_ sealed: Data, kid: String) throws -> Data {
        try Sealing.open(sealed, with: key, place: place(kid))
    }

    private func place(_ kid: String) -> Sealing.Place { Sealing.Place("signing_key", kid) }
}

extension Database {
    package func keyRings(of tenant: TenantID) -> SQLKeyRingStore {
        SQLKeyRingStore(tenant: tenant, engine: engine, root: rootKey, chain: audit.chain)
    }

    package func seenHints(of tenant: TenantID) -> SQLSeenHints { SQLSeenHints(tenant: tenant, engine: engine) }
}
