import CryptoExtras
import Foundation
import X509

/// A self-signed RSA certificate, as an administrator would upload one to the app registration.
struct TestCertificate: Sendable {
    let certificatePEM: String
    let privateKeyPEM: String

    static let one = Result { try TestCertificate() }
    static let other = Result { try TestCertificate() }

    private init() throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let issuer = Certificate.PrivateKey(key)
        let name = try DistinguishedName { CommonName("countersign test") }
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: issuer.publicKey,
            notValidBefore: Date(timeIntervalSinceNow: -86_400),
            notValidAfter: Date(timeIntervalSinceNow: 86_400), issuer: name, subject: name,
            signatureAlgorithm: .sha256WithRSAEncryption, extensions: .init(), issuerPrivateKey: issuer)
        certificatePEM = try certificate.serializeAsPEM().pemString
        privateKeyPEM = key.pemRepresentation
    }
}
