import Foundation
import Proofing

/// Judges the bearer token with which Entra calls us (entra-contract E.4): an access token for our own application, made
/// by the tenant, for Microsoft's service that does the calling and no other.
package struct CalloutToken: Sendable {
    /// Microsoft's application that sends custom authentication events.
    package static let caller = "99045fe1-7639-4a75-9d4a-577b6ca3810f"
    /// Seconds by which clocks may differ.
    static let skew: TimeInterval = 120

    /// Why a token is not taken. The caller is told 401 and no more; the log has the code.
    package enum Fault: String, Error, Sendable {
        case missing, malformed, signature, keysUnavailable
        case issuer, audience, tenant, caller, expired, notYet
    }

    private let tenant: TenantID
    private let issuer: String
    private let audience: String
    private let keys: TenantKeys
    private let time: any TimeSource

    /// - Parameters:
    ///   - connection: whose tenant and login host count; its signing keys are in `keys`.
    ///   - audience: our application, as it stands in tokens of version 2.0: its client id.
    package init(connection: Connection, audience: ObjectID, keys: TenantKeys, time: any TimeSource) {
        tenant = connection.tenant
        issuer = connection.hintIssuer
        self.audience = audience.rawValue
        self.keys = keys
        self.time = time
    }

    /// - Parameter header: the value of `Authorization`.
    package func check(_ header: String?) async throws(Fault) {
        let claims = try await claims(header)
        guard claims["iss"]?.string?.hasBytes(of: issuer) == true else { throw .issuer }
        guard claims["aud"]?.string?.hasBytes(of: audience) == true else { throw .audience }
        guard claims["tid"]?.string?.hasBytes(of: tenant.rawValue) == true else { throw .tenant }
        guard claims["azp"]?.string?.hasBytes(of: Self.caller) == true else { throw .caller }
        let now = time.now.timeIntervalSince1970
        guard let expiry = claims["exp"]?.integer, Double(expiry) + Self.skew > now else { throw .expired }
        for name in ["nbf", "iat"] {
            guard let moment = claims[name] else { continue }
            guard let seconds = moment.integer, Double(seconds) - Self.skew <= now else { throw .notYet }
        }
    }

    private func claims(_ header: String?) async throws(Fault) -> [String: JSONValue] {
        guard let header else { throw .missing }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw .missing }
        do throws(Refusal) {
            let token = try CompactToken(parsing: String(parts[1]))
            // RFC 9068 section 4 names `at+jwt`; Entra writes `JWT`.
            guard token.type.map({ ["JWT", "at+jwt"].contains($0) }) ?? true else { throw Refusal(.hintType) }
            let payload = try await keys.key(token.kid).verify(token)
            guard let claims = (try? JSONReader.read(payload.bytes))?.object else {
                throw Refusal(.hintClaimsMalformed)
            }
            return claims
        } catch {
            switch error.code {
            case .hintSignature, .hintKeyUnknown: throw .signature
            case .keysUnavailable: throw .keysUnavailable
            default: throw .malformed
            }
        }
    }
}
