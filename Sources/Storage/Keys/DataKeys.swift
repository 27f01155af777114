import Crypto
import Foundation
import Proofing

/// The random keys of each session, wrapped under the tenant's key. Deleting a row erases what it sealed.
struct DataKeys: Sendable {
    /// Two keys, because pictures go soon after the decision while the session itself is still needed.
    enum Purpose: String { case record, evidence }

    let root: RootKey

    func make(_ purpose: Purpose, of session: SessionID, tenant: TenantID, in connection: any SQLConnection) throws
        -> SymmetricKey
    {
        let key = SymmetricKey(size: .bits256)
        let wrapped = try Sealing.seal(
            key.withUnsafeBytes { Data($0) }, with: root.tenantKey(tenant), place: place(purpose, session, tenant))
        try connection.run(
            "INSERT INTO data_key (session, purpose, wrapped) VALUES (?1, ?2, ?3)",
            [.id(session), .id(purpose), .blob(wrapped)])
        return key
    }

    /// - Returns: nil when the key was never made, or was erased.
    func find(_ purpose: Purpose, of session: SessionID, tenant: TenantID, in connection: any SQLConnection) throws
        -> SymmetricKey?
    {
        let wrapped = try connection.row(
            "SELECT wrapped FROM data_key WHERE session = ?1 AND purpose = ?2", [.id(session), .id(purpose)]
        ) { try $0.blob(0) }
        return try wrapped.map { try unwrap($0, purpose, session, tenant) }
    }

    private func unwrap(_ wrapped: Data, _ purpose: Purpose, _ session: SessionID, _ tenant: TenantID) throws
        -> SymmetricKey
    {
        SymmetricKey(
            data: try Sealing.open(wrapped, with: root.tenantKey(tenant), place: place(purpose, session, tenant)))
    }

    private func place(_ purpose: Purpose, _ session: SessionID, _ tenant: TenantID) -> Sealing.Place {
        Sealing.Place("data_key", tenant.rawValue, session.rawValue, purpose.rawValue)
    }
}
