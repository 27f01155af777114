import Crypto
import CryptoExtras
import Foundation
import JWTKit
import X509

/// The signing keys of every tenant this login host serves. New ones are made at each start.
package actor Issuers {
    private var keys: [String: [SigningKey]] = [:]
    private var collections: [String: JWTKeyCollection] = [:]
    package nonisolated let tenants: [TenantName]

    /// Each tenant starts with two keys, of which the last signs.
    package init(tenants: [TenantName]) async throws {
        self.tenants = tenants
        for tenant in tenants {
            keys[tenant.id] = [try SigningKey(for: tenant), try SigningKey(for: tenant)]
            try await rebuild(tenant.id)
        }
    }

    /// Adds a key that signs from now on. Without `keepingOld` the earlier ones vanish at once, and whoever cached
    /// the key set must fetch it again.
    package func rotate(_ tenant: TenantName, keepingOld: Bool) async throws {
        keys[tenant.id] = (keepingOld ? keys[tenant.id] ?? [] : []) + [try SigningKey(for: tenant)]
        try await rebuild(tenant.id)
    }

    func published(_ tenantID: String?) -> [PublishedKey] {
        guard let tenantID else { return keys.values.flatMap { $0 }.map(\.published) }
        return (keys[tenantID] ?? []).map(\.published)
    }

    func sign(_ token: AccessToken, for tenantID: String) async throws -> String {
        guard let key = keys[tenantID]?.last, let collection = collections[tenantID] else { throw NoKeys() }
        var header = JWTHeader()
        header.fields["x5t"] = .string(key.published.x5t)
        return try await collection.sign(token, kid: JWKIdentifier(string: key.published.kid), header: header)
    }

    /// The key that signs for the tenant now.
    func signingKey(of tenantID: String) throws -> SigningKey {
        guard let key = keys[tenantID]?.last else { throw NoKeys() }
        return key
    }

    /// Signature only; the caller judges times and audience by the tenant's own clock.
    func verify(_ token: String, of tenantID: String) async throws -> AccessToken {
        guard let collection = collections[tenantID] else { throw NoKeys() }
        return try await collection.verify(token, as: AccessToken.self)
    }

    private func rebuild(_ tenantID: String) async throws {
        let collection = JWTKeyCollection()
        for key in keys[tenantID] ?? [] {
            await collection.add(
                rsa: try Insecure.RSA.PrivateKey(backing: key.key), digestAlgorithm: .sha256,
                kid: JWKIdentifier(string: key.published.kid))
        }
        collections[tenantID] = collection
    }

    struct NoKeys: Error {}
}

/// An RSA key with the self-signed certificate that names it.
struct SigningKey: Sendable {
    let key: _RSA.Signing.PrivateKey
    let published: PublishedKey

    init(for tenant: TenantName) throws {
        key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let name = try DistinguishedName { CommonName("Entra simulator \(tenant.domain)") }
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey),
            notValidBefore: Date(timeIntervalSinceNow: -3600), notValidAfter: Date(timeIntervalSinceNow: 86400 * 365),
            issuer: name, subject: name, signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: Certificate.Extensions {}, issuerPrivateKey: .init(key))
        let der = Data(try certificate.serializeAsPEM().derBytes)
        let primitives = try key.publicKey.getKeyPrimitives()
        let thumbprint = Data(Insecure.SHA1.hash(data: der)).base64URL
        published = PublishedKey(
            kid: thumbprint, x5t: thumbprint, n: primitives.modulus.base64URL, e: primitives.publicExponent.base64URL,
            x5c: [der.base64EncodedString()])
    }
}

/// One key of the JWKS, with the members Entra publishes: `x5c` but no `alg`.
struct PublishedKey: Sendable, Codable {
    var kty = "RSA"
    var use = "sig"
    let kid: String
    let x5t: String
    let n: String
    let e: String
    /// Standard base64 with padding (RFC 7517 section 4.7), unlike everything else here.
    let x5c: [String]
}

/// The claims of an app-only access token. Permissions and roles are a snapshot: a later change shows only in the next one.
struct AccessToken: JWTPayload, Equatable {
    var aud: String
    var iss: String
    var iat: Int
    var nbf: Int
    var exp: Int
    var appid: String
    var oid: String
    var sub: String
    var tid: String
    var idtyp = "app"
    var ver = "1.0"
    var roles: [String]?
    var wids: [String]
    var uti: String

    static let graphAudience = "https://graph.microsoft.com"

    /// Times are judged by the tenant's clock, which tests move; see ``Tenant/caller(bearing:)``.
    func verify(using algorithm: some JWTAlgorithm) {}
}
