import Foundation

/// What we tell Entra (entra-contract A.9): that the person it named was recognised, and nothing about them.
struct IDToken: Encodable, Sendable {
    /// In seconds. Entra reads it at once; a copy found later is worthless.
    static let lifetime = 300

    let iss: String
    let aud: String
    let sub: String
    let nonce: String
    let acr: String
    /// An array of exactly one: a plain string is refused (AADSTS5001256).
    let amr: [String]
    let iat: Int
    let nbf: Int
    let exp: Int
    let jti: String

    init(_ request: AuthorizationRequest, from connection: Connection, identifier: String, at now: Date) {
        iss = connection.issuer.address
        aud = connection.clientID
        sub = request.subject
        nonce = request.nonce
        acr = request.context.rawValue
        amr = [request.factor.rawValue]
        iat = Int(now.timeIntervalSince1970)
        nbf = iat
        exp = iat + Self.lifetime
        jti = identifier
    }

    func signed(by key: SigningKey) throws -> String {
        let header = Header(kid: key.kid)
        let signed =
            Base64URL.encode(try CanonicalJSON.encode(header)) + "." + Base64URL.encode(try CanonicalJSON.encode(self))
        return signed + "." + Base64URL.encode(try key.sign(Data(signed.utf8)))
    }

    private struct Header: Encodable {
        let alg = "RS256"
        let kid: String
        let typ = "JWT"
    }
}
