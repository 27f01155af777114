import Crypto
import CryptoExtras
import Foundation
import Proofing

/// The claims of `entra-contract` A.7.
struct PretendedHint: Encodable {
    let ver = "2.0"
    var iss: String
    var aud: String
    var sub: String
    var oid: String
    var tid: String
    let preferred_username = "rehearsal@countersign.invalid"
    var iat: Int
    var nbf: Int
    var exp: Int
}

/// Stands in for the tenant's signing key, and is forgotten with the rehearsal.
struct PretendedTenant: KeySetFetching {
    private let key: _RSA.Signing.PrivateKey
    private let kid: String

    static func make(_ random: any RandomSource) async throws -> PretendedTenant {
        let kid = random.bytes(20).hexadecimal
        return try await offPool { PretendedTenant(key: try .init(keySize: .bits2048), kid: kid) }
    }

    private init(key: _RSA.Signing.PrivateKey, kid: String) {
        self.key = key
        self.kid = kid
    }

    func sign(_ claims: PretendedHint) throws -> String {
        let header = try CanonicalJSON.encode(["alg": "RS256", "kid": kid, "typ": "JWT"])
        let signed = Base64URL.encode(header) + "." + Base64URL.encode(try CanonicalJSON.encode(claims))
        let signature = try key.signature(for: SHA256.hash(data: Data(signed.utf8)), padding: .insecurePKCS1v1_5)
        return signed + "." + Base64URL.encode(signature.rawRepresentation)
    }

    func keySet() async throws -> Data {
        let numbers = try key.publicKey.getKeyPrimitives()
        let member = [
            "kty": "RSA", "use": "sig", "kid": kid, "n": Base64URL.encode(numbers.modulus),
            "e": Base64URL.encode(numbers.publicExponent),
        ]
        return try CanonicalJSON.encode(["keys": [member]])
    }
}
