import Crypto
import CryptoExtras
import Foundation

/// An `id_token_hint` in the making: who is signing in, said by the tenant (contract A.7).
struct Hint {
    var header: [String: JSONValue]
    var claims: [String: JSONValue]
    var key: SigningKey?
    var isSignatureSpoilt = false

    /// Pairwise: another value for every pair of person and application, and always the same one.
    static func subject(of userID: String, app: String) -> String {
        Data(SHA256.hash(data: Data("subject/\(app)/\(userID)".utf8))).base64URL
    }

    func serialized() throws -> String {
        let parts = try [header, claims].map { try JSONEncoder().encode(JSONValue.object($0)).base64URL }
        let signed = parts.joined(separator: ".")
        guard let key else { return signed + "." }
        var signature = try key.key.signature(
            for: SHA256.hash(data: Data(signed.utf8)), padding: .insecurePKCS1v1_5
        ).rawRepresentation
        if isSignatureSpoilt { signature[signature.count / 2] ^= 0x55 }
        return "\(signed).\(signature.base64URL)"
    }
}

/// What can be wrong with the hint of the next request (contract H 10).
package enum HintFault: String, Sendable, CaseIterable {
    /// Issuer, `tid` and key of the neighbour tenant, which fit one another.
    case wrongTenant
    /// Our issuer and `tid`, signed by the neighbour's key.
    case foreignKey
    /// `aud` is the client id instead of the application's.
    case wrongAudience
    case badSignature
    /// Signed by a key that is published nowhere.
    case unknownKey
    /// Our issuer and key, the neighbour's `tid`.
    case tenantMismatch
    /// Issued ten minutes ago.
    case stale
    /// Issued ten minutes from now.
    case early
    /// The hint of the request before, once more.
    case replay
    /// `alg` none and no signature.
    case unsigned
    case missingObjectID
    /// As the guest in Microsoft's sample: the issuer names another tenant than `tid`.
    case guest
}

extension Tenant {
    /// The person's hint, or what the fault `nextHint` makes of it. The fault is used up.
    func makeHint(for user: DirectoryUser, _ method: ExternalMethod, origin: String) async throws -> String {
        let fault = faults.nextHint
        faults.nextHint = nil
        if fault == .replay, let lastHint = state.lastHint { return lastHint }
        var hint = Hint(
            header: [:], claims: hintClaims(user, method, origin), key: try await issuers.signingKey(of: name.id))
        if let fault { try await apply(fault, to: &hint, user, method, origin) }
        var header: [String: JSONValue] = ["typ": "JWT", "alg": hint.key == nil ? "none" : "RS256"]
        header["kid"] = hint.key.map { .string($0.published.kid) }
        hint.header = header
        let text = try hint.serialized()
        state.lastHint = text
        return text
    }

    private func hintClaims(_ user: DirectoryUser, _ method: ExternalMethod, _ origin: String) -> [String: JSONValue] {
        let seconds = Int(now.timeIntervalSince1970)
        var claims: [String: JSONValue] = [
            "ver": "2.0", "iss": .string("\(origin)/\(name.id)/v2.0"), "aud": .string(method.appID),
            "sub": .string(Hint.subject(of: user.id, app: method.appID)),
            // Expired on purpose, from the first moment on.
            "iat": .integer(seconds), "nbf": .integer(seconds), "exp": .integer(seconds - 1),
            "name": .string(user.displayName), "oid": .string(user.id), "tid": .string(name.id),
            "preferred_username": .string(
                user.isExternal ? user.mail ?? user.userPrincipalName : user.userPrincipalName),
        ]
        let wanted = appObject(.applications, appID: method.appID)?.values["optionalClaims"]?["idToken"]?.array ?? []
        for name in wanted.compactMap({ $0["name"]?.string }) {
            switch name {
            case "given_name": claims[name] = user.record["givenName"]
            case "family_name": claims[name] = user.record["surname"]
            case "upn": claims[name] = .string(user.userPrincipalName)
            default: continue
            }
        }
        return claims.filter { !$0.value.isNull }
    }

    private func apply(
        _ fault: HintFault, to hint: inout Hint, _ user: DirectoryUser, _ method: ExternalMethod, _ origin: String
    ) async throws {
        let neighbour = TenantName.fabrikam.id
        switch fault {
        case .wrongTenant:
            hint.claims["iss"] = .string("\(origin)/\(neighbour)/v2.0")
            hint.claims["tid"] = .string(neighbour)
            hint.key = try await issuers.signingKey(of: neighbour)
        case .foreignKey: hint.key = try await issuers.signingKey(of: neighbour)
        case .wrongAudience: hint.claims["aud"] = .string(method.clientID)
        case .badSignature: hint.isSignatureSpoilt = true
        case .unknownKey: hint.key = try SigningKey(for: name)
        case .tenantMismatch: hint.claims["tid"] = .string(neighbour)
        case .stale: shift(&hint, by: -600)
        case .early: shift(&hint, by: 600)
        case .unsigned: hint.key = nil
        case .missingObjectID: hint.claims["oid"] = nil
        case .guest:
            hint.claims["iss"] = .string("\(origin)/\(neighbour)/v2.0")
            hint.claims["preferred_username"] = .string("\(user.userPrincipalName.prefix { $0 != "@" })@home.example")
        case .replay: break
        }
    }

    private func shift(_ hint: inout Hint, by seconds: Int) {
        for name in ["iat", "nbf", "exp"] {
            hint.claims[name] = hint.claims[name]?.integer.map { .integer($0 + seconds) }
        }
    }
}
