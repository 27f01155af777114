import Crypto
import CryptoExtras
import Foundation

/// A client assertion as it came, read but not believed (contract B.2, RFC 7523).
struct ClientAssertion {
    let algorithm: String
    let thumbprint: Thumbprint
    let claims: [String: JSONValue]
    private let signed: Data
    private let signature: Data

    enum Thumbprint: Equatable {
        case sha1(String)
        case sha256(String)
        var text: String {
            switch self {
            case .sha1(let text), .sha256(let text): text
            }
        }
    }

    /// Microsoft's own libraries leave the padding on, against RFC 7515, and Entra takes it.
    private static func unpadded(_ text: String) -> String { String(text.prefix { $0 != "=" }) }

    init(parsing text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let headerData = Data(base64URL: parts[0]), let claimsData = Data(base64URL: parts[1]),
            let signature = Data(base64URL: parts[2]), let header = try? JSONValue(parsing: headerData).object,
            let claims = try? JSONValue(parsing: claimsData).object
        else { throw TokenError.malformedAssertion("IDX12741: JWT must have three segments.") }
        guard let algorithm = header["alg"]?.string, ["PS256", "RS256"].contains(algorithm) else {
            throw TokenError.malformedAssertion("Signing algorithm must be PS256 or RS256.")
        }
        if let sha256 = header["x5t#S256"]?.string {
            thumbprint = .sha256(Self.unpadded(sha256))
        } else if let sha1 = header["x5t"]?.string {
            thumbprint = .sha1(Self.unpadded(sha1))
        } else {
            throw TokenError.unknownCertificate("")
        }
        self.algorithm = algorithm
        self.claims = claims
        self.signature = signature
        signed = Data("\(parts[0]).\(parts[1])".utf8)
    }

    /// Throws the ``TokenError`` Entra answers with; returning means that `client` signed this for `audience`, now.
    func verify(for client: RegisteredClient, audience: String, at now: Date) throws {
        let certificates = client.certificates.compactMap { try? RegisteredCertificate(pem: $0) }
        let named = certificates.first {
            switch thumbprint {
            case .sha1(let text): $0.thumbprintSHA1 == text
            case .sha256(let text): $0.thumbprintSHA256 == text
            }
        }
        guard let named else { throw TokenError.unknownCertificate(thumbprint.text) }
        let padding: _RSA.Signing.Padding = algorithm == "PS256" ? .PSS : .insecurePKCS1v1_5
        guard
            named.key.isValidSignature(
                .init(rawRepresentation: signature), for: SHA256.hash(data: signed), padding: padding)
        else { throw TokenError.badSignature }
        try verifyClaims(of: client, audience: audience, at: now)
    }

    private func verifyClaims(of client: RegisteredClient, audience: String, at now: Date) throws {
        guard let issuer = claims["iss"]?.string, let subject = claims["sub"]?.string else {
            throw TokenError.malformedAssertion("The iss and sub claims are required.")
        }
        guard issuer == subject else { throw TokenError.subjectMismatch }
        guard subject.lowercased() == client.id else { throw TokenError.applicationMismatch }
        let audiences = claims["aud"]?.string.map { [$0] } ?? claims["aud"]?.strings ?? []
        guard audiences.contains(audience) else { throw TokenError.wrongAudience(audiences.joined(separator: " ")) }
        // Entra allows for clocks that differ by five minutes.
        let skew = 300.0
        guard let expiry = seconds("exp"), expiry + skew > now.timeIntervalSince1970,
            (seconds("nbf") ?? 0) - skew <= now.timeIntervalSince1970
        else { throw TokenError.outsideValidity }
    }

    private func seconds(_ claim: String) -> Double? {
        switch claims[claim] {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
