import Foundation

/// The fields of a client-credentials request, with the endpoint it was sent to.
struct TokenRequest: Sendable {
    let tenant: String
    let endpoint: String
    /// Scheme and host this simulator was reached at; its `/.default` is accepted besides Graph's own.
    let origin: String
    let fields: FormFields
    /// Client id and secret of an HTTP Basic header, if there was one.
    let basic: (id: String, secret: String)?
}

struct IssuedToken: Sendable {
    let token: String
    let lifetime: Int
    let app: String
}

extension Tenant {
    /// Answers a client-credentials request or throws the ``TokenError`` for the first thing wrong with it.
    func issueToken(_ request: TokenRequest) async throws -> IssuedToken {
        guard let tenant = servedTenant(request.tenant) else { throw TokenError.unknownTenant(request.tenant) }
        guard let grant = request.fields["grant_type"] else { throw TokenError.missingParameter("grant_type") }
        guard grant == "client_credentials" else { throw TokenError.unsupportedGrant(grant) }
        guard let id = request.basic?.id ?? request.fields["client_id"] else {
            throw TokenError.missingParameter("client_id")
        }
        guard tenant == name, let client = settings.clients[id.lowercased()] else {
            throw TokenError.unknownApplication(id, tenant: tenant.displayName)
        }
        try prove(client, request)
        try checkScope(request)
        let lifetime = faults.tokenLifetimeSeconds ?? 3599
        let token = try await issuers.sign(accessToken(for: client, lifetime: lifetime), for: tenant.id)
        return IssuedToken(token: token, lifetime: lifetime, app: client.id)
    }

    /// By id or by domain name; `common` and `organizations` belong to nobody and get no app-only tokens.
    nonisolated func servedTenant(_ idOrDomain: String) -> TenantName? {
        issuers.tenants.first { $0.id == idOrDomain.lowercased() || $0.domain == idOrDomain.lowercased() }
    }

    private func prove(_ client: RegisteredClient, _ request: TokenRequest) throws {
        if let assertion = request.fields["client_assertion"] {
            let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            guard request.fields["client_assertion_type"] == type else {
                throw TokenError.missingParameter("client_assertion_type")
            }
            return try ClientAssertion(parsing: assertion).verify(for: client, audience: request.endpoint, at: now)
        }
        guard let secret = request.basic?.secret ?? request.fields["client_secret"] else {
            throw TokenError.noCredential
        }
        guard let known = client.secrets.first(where: { $0.value == secret }) else {
            throw TokenError.wrongSecret(client.id)
        }
        if let expires = known.expires, expires <= now { throw TokenError.expiredSecret(client.id) }
    }

    private func checkScope(_ request: TokenRequest) throws {
        guard let scope = request.fields["scope"], !scope.isEmpty else { throw TokenError.missingParameter("scope") }
        // One resource only: two scopes hold a space, and then the whole does not end like one.
        guard scope.hasSuffix("/.default"), !scope.contains(" ") else { throw TokenError.badScope(scope) }
        let resource = String(scope.dropLast("/.default".count))
        guard [AccessToken.graphAudience, request.origin].contains(resource) else {
            throw TokenError.unknownResource(resource)
        }
    }

    private func accessToken(for client: RegisteredClient, lifetime: Int) -> AccessToken {
        let seconds = Int(now.timeIntervalSince1970)
        return AccessToken(
            aud: AccessToken.graphAudience, iss: "https://sts.windows.net/\(name.id)/", iat: seconds, nbf: seconds,
            exp: seconds + lifetime, appid: client.id, oid: client.servicePrincipalID, sub: client.servicePrincipalID,
            tid: name.id,
            // Entra leaves the claim out when nothing was granted; lack of rights then shows at Graph as 403.
            roles: client.permissions.isEmpty ? nil : client.permissions.sorted(),
            wids: client.directoryRoles.compactMap { DirectoryRole.named($0)?.templateID }, uti: UUID().text)
    }

    /// Who is behind a bearer token; nil when it is not one of ours, is for something else or has run out.
    func caller(bearing token: String) async -> Caller? {
        guard let claims = try? await issuers.verify(token, of: name.id), claims.tid == name.id,
            claims.aud == AccessToken.graphAudience, Double(claims.exp) > now.timeIntervalSince1970,
            Double(claims.nbf) <= now.timeIntervalSince1970 + 300
        else { return nil }
        return Caller(
            app: claims.appid, objectID: claims.oid, permissions: Set(claims.roles ?? []),
            roleTemplateIDs: Set(claims.wids))
    }
}

/// The app that calls Graph, as its token describes it.
struct Caller: Sendable {
    let app: String
    let objectID: String
    let permissions: Set<String>
    let roleTemplateIDs: Set<String>
}
