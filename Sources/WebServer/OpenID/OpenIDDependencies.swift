import Foundation
import OpenIDProvider

/// Gives the JWK set that Entra fetches.
package protocol KeyPublishing: Sendable {
    /// - Returns: the body; nil before the first key.
    func published() async throws -> Data?
}

extension SigningKeys: KeyPublishing {}

/// What Entra's external method needs of the web. Without it the method's addresses are not found.
package struct OpenIDDependencies: Sendable {
    package var issuer: Issuer
    package var keys: any KeyPublishing

    package init(issuer: Issuer, keys: any KeyPublishing) {
        self.issuer = issuer
        self.keys = keys
    }
}
