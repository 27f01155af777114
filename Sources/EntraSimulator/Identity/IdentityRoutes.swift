import Foundation
import Hummingbird

/// The login host: discovery, keys and the token endpoint, at the paths Microsoft uses.
struct IdentityRoutes {
    let tenant: Tenant

    func add(to router: Router<SimulatorContext>) {
        for path in ["{tenant}/v2.0/.well-known/openid-configuration", "{tenant}/.well-known/openid-configuration"] {
            router.get(RouterPath(path)) { try await discovery($0, $1) }
        }
        router.get("{tenant}/discovery/v2.0/keys") { try await keys($0, $1) }
        router.post("{tenant}/oauth2/v2.0/token") { try await token($0, $1) }
    }

    /// `common` names no tenant: its issuer is a template that a client must fill in before comparing (contract A.5).
    @Sendable func discovery(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let asked = context.segment("tenant")
        let isCommon = ["common", "organizations"].contains(asked.lowercased())
        guard isCommon || tenant.servedTenant(asked) != nil else { throw TokenError.unknownTenant(asked) }
        let segment = tenant.servedTenant(asked)?.id ?? asked.lowercased()
        let base = "\(context.origin)/\(segment)"
        let issuer = isCommon ? "\(context.origin)/{tenantid}/v2.0" : "\(base)/v2.0"
        return .json([
            "issuer": .string(issuer),
            "authorization_endpoint": .string("\(base)/oauth2/v2.0/authorize"),
            "token_endpoint": .string("\(base)/oauth2/v2.0/token"),
            "jwks_uri": .string("\(base)/discovery/v2.0/keys"),
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
            "response_modes_supported": ["query", "fragment", "form_post"],
            "response_types_supported": ["code", "id_token", "code id_token", "id_token token"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
            "claims_supported": [
                "sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "ver", "oid",
            ],
            "tenant_region_scope": "EU", "msgraph_host": .string(context.authority),
        ])
    }

    @Sendable func keys(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let asked = context.segment("tenant")
        let isCommon = ["common", "organizations"].contains(asked.lowercased())
        let served = tenant.servedTenant(asked)
        guard isCommon || served != nil else { throw TokenError.unknownTenant(asked) }
        return try .encoding(["keys": await tenant.issuers.published(served?.id)])
    }

    @Sendable func token(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let asked = context.segment("tenant")
        let issued = try await tenant.issueToken(
            TokenRequest(
                tenant: asked,
                endpoint: "\(context.origin)/\(tenant.servedTenant(asked)?.id ?? asked)/oauth2/v2.0/token",
                origin: context.origin, fields: try await request.form(), basic: basicCredentials(request)))
        await tenant.noteApp(issued.app, on: context.call)
        await tenant.note(.init(kind: .tokenIssued), on: context.call)
        var response = Response.json([
            "token_type": "Bearer", "expires_in": .integer(issued.lifetime),
            "ext_expires_in": .integer(issued.lifetime),
            "access_token": .string(issued.token),
        ])
        response.headers[.cacheControl] = "no-store, no-cache"
        return response
    }

    private func basicCredentials(_ request: Request) -> (id: String, secret: String)? {
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: String(header.dropFirst(6))), let text = String(data: data, encoding: .utf8)
        else { return nil }
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        return (halves[0].removingPercentEncoding ?? "", halves[1].removingPercentEncoding ?? "")
    }
}
