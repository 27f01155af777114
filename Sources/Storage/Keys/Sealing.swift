import Crypto
import Foundation

/// AES-256-GCM with a random 96-bit nonce in front of the text (NIST SP 800-38D).
///
/// `place` says where the bytes belong. It is authenticated, not stored: bytes that were moved to another row,
/// session, kind or version do not open.
enum Sealing {
    static func seal(_ bytes: Data, with key: SymmetricKey, place: Place) throws -> Data {
        let box = try AES.GCM.seal(bytes, using: key, authenticating: place.bytes)
        guard let combined = box.combined else { throw StorageError.unreadable(place.table) }
        return combined
    }

    static func open(_ sealed: Data, with key: SymmetricKey, place: Place) throws -> Data {
        do {
            return try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: place.bytes)
        } catch {
            throw StorageError.unreadable(place.table)
        }
    }

    /// Table and key columns. The parts are ids, codes and numbers, which never contain the separator.
    struct Place {
        let table: String
        let bytes: Data

        init(_ table: String, _ parts: String...) {
            self.table = table
            bytes = Data(([table] + parts).joined(separator: "|").utf8)
        }
    }
}
