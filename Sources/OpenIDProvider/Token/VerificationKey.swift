import Crypto
import CryptoExtras
import Foundation

/// A public key of RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3), 2048 to 8192 bits.
struct VerificationKey: Sendable {
    /// Longer moduli only make a stranger's verification expensive for us.
    private static let sizes = 2048...8192
    /// 65537, the only exponent that Microsoft or anybody careful uses.
    private static let exponent = Data([1, 0, 1])

    let kid: String
    private let key: _RSA.Signing.PublicKey

    /// - Returns: nil for a modulus outside the sizes, with a leading zero byte (RFC 7518 section 6.3.1.1), even, or with the
    ///   mark of keys that can be factored; and for an exponent other than 65537.
    init?(kid: String, modulus: Data, exponent: Data) {
        guard exponent == Self.exponent, let first = modulus.first, first != 0, let last = modulus.last, last & 1 == 1,
            !PredictableModulus.matches(modulus),
            let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent), Self.sizes.contains(key.keySizeInBits)
        else { return nil }
        self.kid = kid
        self.key = key
    }

    func isSignature(_ signature: Data, of bytes: Data) -> Bool {
        // Checked here too, so that it does not depend on a library's habits: one length, that of the modulus.
        guard signature.count == (key.keySizeInBits + 7) / 8 else { return false }
        return key.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: signature), for: SHA256.hash(data: bytes),
            padding: .insecurePKCS1v1_5)
    }
}

/// Keys of smart cards and TPMs that chose their primes as powers of 65537 (CVE-2017-15361): a modulus that is such a
/// power modulo many small primes at once can be factored. An honest modulus passes for one with odds below 1 in 2^27.
enum PredictableModulus {
    private static let primes = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157]
    private static let powers: [(prime: Int, residues: Set<Int>)] = primes.map { prime in
        var residues: Set<Int> = []
        var power = 1
        while residues.insert(power).inserted { power = power * 65_537 % prime }
        return (prime, residues)
    }

    static func matches(_ modulus: Data) -> Bool {
        powers.allSatisfy { prime, residues in
            residues.contains(modulus.reduce(0) { ($0 << 8 | Int($1)) % prime })
        }
    }
}
