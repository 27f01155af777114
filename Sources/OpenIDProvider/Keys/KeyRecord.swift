import Foundation

/// One signing key as it is kept: what everybody may know, and the private part sealed.
package struct KeyRecord: Sendable, Equatable, Codable {
    /// Where a key stands. The diagram is in `KeyRing.md`.
    package enum State: String, Sendable, Codable, CaseIterable {
        /// Published, so that Entra learns it, and not yet used.
        case next
        /// Signs.
        case current
        /// Signs no more, and is published until no cache and no token needs it.
        case retired
    }

    /// base64url(SHA-1(certificate)): `kid` and `x5t` at once. Entra demands base64 (entra-contract A.3).
    package let kid: String
    /// DER, self-signed: Entra reads the key from it.
    package let certificate: Data
    package let sealedKey: Data
    package let notBefore: Date
    package let notAfter: Date
    package internal(set) var state: State
    /// When it entered `state`.
    package internal(set) var since: Date
    /// When it was first in the published set.
    package internal(set) var publishedAt: Date

    init(kid: String, certificate: Data, sealedKey: Data, notBefore: Date, notAfter: Date, madeAt: Date) {
        self.kid = kid
        self.certificate = certificate
        self.sealedKey = sealedKey
        self.notBefore = notBefore
        self.notAfter = notAfter
        state = .next
        since = madeAt
        publishedAt = madeAt
    }
}

/// Seals private keys for storage. Implemented where the root key is.
package protocol KeySealing: Sendable {
    /// - Parameter kid: authenticated with the bytes, so that keys cannot be exchanged for one another.
    func seal(_ privateKey: Data, kid: String) throws -> Data
    func open(_ sealed: Data, kid: String) throws -> Data
}
