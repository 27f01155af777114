import CryptoExtras
import Foundation
import X509

/// The JWK set that Entra fetches (RFC 7517 section 5; entra-contract A.3): every key of the ring, none of its secrets.
package struct PublishedKeySet: Encodable, Sendable {
    private let keys: [Key]

    /// - Throws: when a certificate of the ring cannot be read.
    package init(_ ring: KeyRing) throws {
        keys = try ring.keys.map(Key.init)
    }

    /// The body, the same bytes each time for the same keys.
    package func body() throws -> Data { try CanonicalJSON.encode(self) }

    private struct Key: Encodable {
        let kty = "RSA"
        let use = "sig"
        let alg = "RS256"
        let kid: String
        let x5t: String
        let n: String
        let e: String
        /// Standard base64 with padding (RFC 7517 section 4.7), unlike everything else here. Entra uses no key without it.
        let x5c: [String]

        init(_ record: KeyRecord) throws {
            let certificate = try Certificate(derEncoded: Array(record.certificate))
            guard let key = _RSA.Signing.PublicKey(certificate.publicKey) else { throw NotRSA(kid: record.kid) }
            let numbers = try key.getKeyPrimitives()
            kid = record.kid
            x5t = record.kid
            n = Base64URL.encode(numbers.modulus)
            e = Base64URL.encode(numbers.publicExponent)
            x5c = [record.certificate.base64EncodedString()]
        }
    }

    struct NotRSA: Error { let kid: String }
}
