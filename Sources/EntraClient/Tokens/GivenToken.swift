import Foundation
import Proofing

/// An access token that somebody else got for us. It lives until Graph refuses it.
struct GivenToken: TokenSource {
    private let token: AccessToken

    init(_ value: Secret<String>) {
        token = AccessToken(value: value, lifetime: .greatestFiniteMagnitude, receivedAt: .distantPast, number: 0)
    }

    func current() async throws(TokenError) -> AccessToken { token }

    func replacement(for refused: AccessToken) async throws(TokenError) -> AccessToken {
        throw TokenError(.refused, advice: "Graph does not take the given access token (any more). Get a new one.")
    }
}

/// What a Graph token says about itself. For advice only: the token is Graph's to read (entra-contract B.1), and what it
/// allows is decided there.
package struct TokenContents: Sendable, Equatable {
    package let tenant: TenantID?
    /// Application permissions (`roles`), or those of the signed-in person (`scp`).
    package let permissions: Set<String>
    /// Somebody signed in for it; their directory roles count too.
    package let isDelegated: Bool

    /// - Returns: nil when it is no token that can be read.
    package init?(_ token: Secret<String>) {
        let parts = token.reveal().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let data = Self.decode(parts[1]),
            let claims = try? JSONDecoder().decode(Claims.self, from: data)
        else { return nil }
        tenant = claims.tid.flatMap(TenantID.init(rawValue:))
        let scopes = (claims.scp ?? "").split(separator: " ").map(String.init)
        permissions = Set(claims.roles ?? []).union(scopes)
        isDelegated = claims.scp != nil
    }

    private struct Claims: Decodable {
        let tid: String?
        let roles: [String]?
        let scp: String?
    }

    private static func decode(_ text: Substring) -> Data? {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: standard + String(repeating: "=", count: (4 - standard.count % 4) % 4))
    }
}
