import Foundation

/// OpenID Connect Discovery 1.0 (errata set 2) section 3, with what Entra insists on (entra-contract A.2).
package struct DiscoveryDocument: Encodable, Sendable {
    private let issuer: String
    private let authorization_endpoint: String
    private let jwks_uri: String
    private let scopes_supported = ["openid"]
    private let response_types_supported = ["id_token"]
    private let response_modes_supported = ["form_post"]
    /// `sub` is Entra's own, pairwise for the app; but it is Entra who made it so, and `public` is what its sample has.
    private let subject_types_supported = ["public"]
    private let id_token_signing_alg_values_supported = ["RS256"]
    private let grant_types_supported = ["implicit"]
    private let claim_types_supported = ["normal"]
    private let claims_supported = ["iss", "aud", "sub", "nonce", "iat", "nbf", "exp", "jti", "acr", "amr"]
    private let acr_values_supported = Factor.face.contexts.map(\.rawValue)
    private let claims_parameter_supported = true
    private let request_parameter_supported = false
    /// Defaults to true where it is left out, unlike all others.
    private let request_uri_parameter_supported = false

    package init(_ issuer: Issuer) {
        self.issuer = issuer.address
        authorization_endpoint = issuer.authorizationAddress
        jwks_uri = issuer.keysAddress
    }

    /// The body, the same bytes each time. It has to be sent whole with `Content-Length`, never in chunks.
    package func body() throws -> Data { try CanonicalJSON.encode(self) }
}

/// Members sorted, slashes plain: the same value always gives the same bytes.
enum CanonicalJSON {
    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }
}
