import Crypto
import Foundation
import JWTKit
import Proofing
import X509

/// An RSA key whose certificate is registered with the app.
package struct ClientCertificate: Sendable {
    let key: Secret<JWTKit.Insecure.RSA.PrivateKey>
    /// base64url(SHA-256(DER)), the assertion's `x5t#S256` (entra-contract B.2).
    package let thumbprint: String
    package let notValidAfter: Date

    /// - Parameters:
    ///   - certificatePEM: one `CERTIFICATE` block.
    ///   - privateKeyPEM: the RSA key that belongs to it, at least 2048 bits, not encrypted.
    /// - Throws: `ConfigurationFault`; its text never contains what was read.
    package init(certificatePEM: String, privateKeyPEM: Secret<String>) throws(ConfigurationFault) {
        let certificate: X509.Certificate
        let der: [UInt8]
        do {
            certificate = try X509.Certificate(pemEncoded: certificatePEM)
            der = try certificate.serializeAsPEM().derBytes
        } catch {
            throw ConfigurationFault("the app's certificate is not one PEM block 'BEGIN CERTIFICATE'")
        }
        guard let privateKey = try? JWTKit.Insecure.RSA.PrivateKey(pem: privateKeyPEM.reveal()) else {
            throw ConfigurationFault(
                "the app's private key is not an unencrypted RSA key in PEM form with 2048 bits or more")
        }
        guard let publicKey = try? JWTKit.Insecure.RSA.PublicKey(certificatePEM: certificatePEM),
            publicKey == privateKey.publicKey
        else {
            throw ConfigurationFault("the app's private key does not belong to its certificate")
        }
        key = Secret(privateKey)
        thumbprint = Data(SHA256.hash(data: der)).base64URLText
        notValidAfter = certificate.notValidAfter
    }
}

extension Data {
    /// RFC 4648 section 5, without padding, as JOSE wants it.
    var base64URLText: String {
        base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
