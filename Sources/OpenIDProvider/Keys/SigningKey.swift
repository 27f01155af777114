import Crypto
import CryptoExtras
import Foundation

/// The private key that signs now. Lives in memory only, and prints nothing.
struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    let kid: String
    private let key: _RSA.Signing.PrivateKey

    /// - Parameter der: of the private key, PKCS #1 or PKCS #8, at least 2048 bits.
    init(kid: String, der: Data) throws {
        self.kid = kid
        key = try _RSA.Signing.PrivateKey(derRepresentation: der)
    }

    func sign(_ bytes: Data) throws -> Data {
        try key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5).rawRepresentation
    }

    var description: String { "signing key \(kid)" }
    var customMirror: Mirror { Mirror(self, children: ["kid": kid]) }
}
