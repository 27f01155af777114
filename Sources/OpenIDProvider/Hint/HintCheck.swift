import Foundation
import Proofing

/// Judges the claims of a hint (entra-contract A.7).
///
/// `exp` is not read, and that is deliberate: Entra issues the hint already expired. What makes it fresh is `iat`, and what
/// makes it ours are issuer, audience and tenant, each compared with one configured value.
struct HintCheck: Sendable {
    let connection: Connection

    func hint(_ payload: VerifiedPayload, at now: Date) throws(Refusal) -> Hint {
        let value: JSONValue
        do throws(JSONFault) { value = try JSONReader.read(payload.bytes) } catch {
            throw Refusal(malformed: error, otherwise: .hintClaimsMalformed)
        }
        guard let claims = value.object else { throw Refusal(.hintClaimsMalformed) }
        try checkOrigin(claims)
        let person = try person(claims)
        let subject = try subject(claims)
        let issuedAt = try issueTime(claims, at: now)
        return Hint(
            person: person, subject: subject, issuedAt: issuedAt, shownName: shownName(claims),
            digest: HintDigest(tenant: connection.tenant, payload: payload))
    }

    private func checkOrigin(_ claims: [String: JSONValue]) throws(Refusal) {
        if let version = claims["ver"], version != .string("2.0") {
            throw Refusal(.hintVersion, found: version.string, expected: "2.0")
        }
        guard let issuer = claims["iss"]?.string, connection.accepts(issuer: issuer) else {
            throw Refusal(.hintIssuer, found: claims["iss"]?.string, expected: connection.hintIssuer)
        }
        // One audience as a string. An array would be legal (RFC 7519 section 4.1.3), but is not what Entra sends.
        guard let audience = claims["aud"]?.string, audience.hasBytes(of: connection.application.rawValue) else {
            throw Refusal(.hintAudience, found: claims["aud"]?.string, expected: connection.application.rawValue)
        }
        guard let tenant = claims["tid"]?.string, tenant.hasBytes(of: connection.tenant.rawValue) else {
            throw Refusal(.hintTenant, found: claims["tid"]?.string, expected: connection.tenant.rawValue)
        }
    }

    /// The account, if its id is written the one way Microsoft writes it. Graph paths are built from it (requirements T6).
    private func person(_ claims: [String: JSONValue]) throws(Refusal) -> PersonID {
        guard let claim = claims["oid"] else { throw Refusal(.hintObjectMissing) }
        let nobody = "00000000-0000-0000-0000-000000000000"
        guard let text = claim.string, text != nobody, let object = ObjectID(rawValue: text),
            object.rawValue.hasBytes(of: text)
        else {
            throw Refusal(.hintObjectMalformed, found: claim.string, expected: "a GUID in lower case")
        }
        return PersonID(tenant: connection.tenant, object: object)
    }

    /// At most 255 ASCII characters (OpenID Connect Core section 2, `sub`).
    private func subject(_ claims: [String: JSONValue]) throws(Refusal) -> String {
        guard let claim = claims["sub"] else { throw Refusal(.hintSubjectMissing) }
        guard let subject = claim.string, !subject.isEmpty, subject.isVisible(upTo: 255) else {
            throw Refusal(.hintSubjectMalformed, found: claim.string)
        }
        return subject
    }

    private func issueTime(_ claims: [String: JSONValue], at now: Date) throws(Refusal) -> Date {
        guard let issued = claims["iat"] else { throw Refusal(.hintTimeMissing) }
        let issuedAt = try moment(issued)
        let age = now.timeIntervalSince(issuedAt)
        guard age <= Hint.patience else { throw Refusal(.hintStale, found: "\(Int(age)) seconds old") }
        guard age >= -Hint.skew else { throw Refusal(.hintFromFuture, found: "\(Int(-age)) seconds ahead") }
        if let notBefore = claims["nbf"] {
            let ahead = try moment(notBefore).timeIntervalSince(now)
            guard ahead <= Hint.skew else { throw Refusal(.hintFromFuture, found: "\(Int(ahead)) seconds ahead") }
        }
        return issuedAt
    }

    /// Whole seconds from 1970 to the year 9999: what else stands there is no time, and cannot overflow one.
    private func moment(_ claim: JSONValue) throws(Refusal) -> Date {
        guard let seconds = claim.integer, (0...253_402_300_799).contains(seconds) else {
            throw Refusal(.hintTimeMalformed)
        }
        return Date(timeIntervalSince1970: Double(seconds))
    }

    private func shownName(_ claims: [String: JSONValue]) -> String? {
        guard let name = claims["preferred_username"]?.string, !name.isEmpty, name.utf8.count <= 256,
            name.unicodeScalars.allSatisfy({
                ![.control, .format, .lineSeparator, .paragraphSeparator]
                    .contains($0.properties.generalCategory)
            })
        else { return nil }
        return name
    }
}
