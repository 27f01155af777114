import Foundation

/// A provider's discovery document and keys, after every check of contract H 5.
struct ProviderMetadata: Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let keySetURL: String
    let keys: [ProviderKey]
}

/// Metadata as Entra keeps it: for a day, whatever the provider publishes meanwhile (contract A.4).
struct CachedProvider: Sendable {
    let metadata: ProviderMetadata
    let fetchedAt: Date

    static let lifetime: TimeInterval = 24 * 3600
    var endsAt: Date { fetchedAt.addingTimeInterval(Self.lifetime) }
}

/// The discovery document before its keys are known.
struct DiscoveryDocument: Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let keySetURL: String

    /// Throws ``SignInFailure`` naming the first thing that contract A.2 does not allow.
    init(_ document: [String: JSONValue], from url: String, rules: ProviderURLRules) throws {
        func text(_ name: String) throws -> String {
            guard let text = document[name]?.string, !text.isEmpty else {
                throw SignInFailure.unusableProvider("\(name) is missing from the discovery document")
            }
            return text
        }
        func list(_ name: String, with wanted: String?, isOptional: Bool = false) throws {
            guard let value = document[name] else {
                if isOptional { return }
                throw SignInFailure.unusableProvider("\(name) is missing from the discovery document")
            }
            guard let values = value.strings, !values.isEmpty, wanted.map(values.contains) ?? true else {
                throw SignInFailure.unusableProvider("\(name) must contain \(wanted ?? "something")")
            }
        }
        issuer = try text("issuer")
        let expected = String(url.dropLast(ProviderURLRules.discoverySuffix.count))
        guard issuer.utf8.elementsEqual(expected.utf8) else {
            throw SignInFailure.unusableProvider("issuer '\(issuer)' must be '\(expected)', character by character")
        }
        authorizationEndpoint = try text("authorization_endpoint")
        keySetURL = try text("jwks_uri")
        let problem =
            rules.problem(with: issuer, called: "issuer")
            ?? rules.problem(with: authorizationEndpoint, called: "authorization_endpoint")
            ?? rules.problem(withKeySetURL: keySetURL)
        if let problem { throw SignInFailure.unusableProvider(problem) }
        try list("scopes_supported", with: "openid")
        try list("response_types_supported", with: "id_token")
        try list("subject_types_supported", with: nil)
        try list("id_token_signing_alg_values_supported", with: "RS256")
        try list("response_modes_supported", with: "form_post", isOptional: true)
        try list("claim_types_supported", with: "normal", isOptional: true)
    }
}
