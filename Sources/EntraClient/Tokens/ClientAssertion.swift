import Foundation
import JWTKit
import Proofing

/// The JWT that stands in place of a secret (RFC 7523 section 2.2; entra-contract B.2).
struct ClientAssertion: JWTPayload {
    /// Long enough for a clock that is a few minutes off, short enough to be worthless when found.
    private static let lifetime = 300.0

    let aud: String
    let iss: String
    let sub: String
    let jti: String
    let nbf: Int
    let iat: Int
    let exp: Int

    init(client: ObjectID, endpoint: String, now: Date, random: some RandomSource) {
        let seconds = Int(now.timeIntervalSince1970)
        aud = endpoint
        iss = client.rawValue
        sub = client.rawValue
        jti = random.bytes(16).hexadecimal
        nbf = seconds
        iat = seconds
        exp = seconds + Int(Self.lifetime)
    }

    /// Never called: Entra verifies our assertions, we only write them. It still holds to what it would have to.
    func verify(using algorithm: some JWTAlgorithm) throws {
        guard nbf <= exp, iss == sub else {
            throw JWTError.claimVerificationFailure(failedClaim: nil, reason: "issuer and subject differ")
        }
    }

    func signed(by certificate: ClientCertificate) async throws -> String {
        let keys = await JWTKeyCollection().add(pss: certificate.key.reveal(), digestAlgorithm: .sha256)
        var header = JWTHeader()
        header.fields["x5t#S256"] = .string(certificate.thumbprint)
        return try await keys.sign(self, header: header)
    }
}
