import Crypto
import CryptoExtras
import Foundation
import X509

/// Makes signing keys with their certificates.
package struct KeyMaker: Sendable {
    /// In bits. ASVS 11.2.3 asks for 128 bits of strength, which RSA has from 3072 on.
    package enum Size: Int, Sendable, CaseIterable {
        case bits2048 = 2048
        case bits3072 = 3072
        case bits4096 = 4096
    }

    private let size: Size
    private let lifetime: TimeInterval
    private let sealing: any KeySealing

    /// - Parameter lifetime: of the certificate, in seconds; a year unless said otherwise.
    package init(size: Size = .bits3072, lifetime: TimeInterval = 365 * 86_400, sealing: any KeySealing) {
        self.size = size
        self.lifetime = lifetime
        self.sealing = sealing
    }

    /// Draws a key from the operating system's generator and certifies it with itself.
    ///
    /// Computes for up to some seconds, on a thread outside the cooperative pool.
    /// - Parameter issuer: named in the certificate, which nobody checks but a person who looks.
    package func make(for issuer: Issuer, at now: Date) async throws -> KeyRecord {
        try await offPool { try draw(for: issuer, at: now) }
    }

    /// Blocks for as long as ``make(for:at:)`` computes.
    func draw(for issuer: Issuer, at now: Date) throws -> KeyRecord {
        let key = try _RSA.Signing.PrivateKey(keySize: .init(bitCount: size.rawValue))
        // Whole seconds, as certificates have them; an hour back for clocks that are behind.
        let notBefore = Date(timeIntervalSince1970: (now.timeIntervalSince1970 - 3600).rounded(.down))
        let notAfter = Date(timeIntervalSince1970: (now.timeIntervalSince1970 + lifetime).rounded(.down))
        let name = try DistinguishedName {
            CommonName("Countersign signing key")
            OrganizationName(String(issuer.address.prefix(64)))
        }
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey), notValidBefore: notBefore,
            notValidAfter: notAfter, issuer: name, subject: name, signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
            },
            issuerPrivateKey: .init(key))
        let der = Data(try certificate.serializeAsPEM().derBytes)
        let kid = Base64URL.encode(Data(Insecure.SHA1.hash(data: der)))
        return KeyRecord(
            kid: kid, certificate: der, sealedKey: try sealing.seal(key.derRepresentation, kid: kid),
            notBefore: notBefore, notAfter: notAfter, madeAt: now)
    }
}
