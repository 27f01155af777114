import Crypto
import Foundation
import Proofing

/// The key from which every other key of this server is derived or under which it is wrapped. 256 bits.
///
/// It lives in a file outside the database and its backups: a stolen copy of the database opens nothing
/// (requirements T14).
package struct RootKey: Sendable {
    private let key: SymmetricKey

    /// - Returns: nil unless there are exactly 32 bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        key = SymmetricKey(data: Data(bytes))
    }

    /// A key for one use, by HKDF-SHA256 (RFC 5869). Different labels give independent keys.
    ///
    /// - Parameter label: names the use, e.g. `decision seal`. Changing it changes the key.
    package func derive(_ label: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data("countersign/1/\(label)".utf8), outputByteCount: 32)
    }

    /// The key that wraps a tenant's data keys.
    func tenantKey(_ tenant: TenantID) -> SymmetricKey { derive("tenant/\(tenant)") }
}
