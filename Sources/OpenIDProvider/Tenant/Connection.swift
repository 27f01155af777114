import Foundation
import Proofing

/// One tenant's external authentication method, as it stands in Entra and here. Everything a request is compared with.
package struct Connection: Sendable, Equatable {
    package let tenant: TenantID
    /// The app registration, *App ID* in Entra. The audience of hints (entra-contract A.1).
    package let application: ObjectID
    /// *Client ID* in Entra: our name for this connection, and the audience of what we issue.
    package let clientID: String
    package let issuer: Issuer
    package let loginHost: LoginHost
    /// Takes hints that another tenant issued about accounts of this one, as Microsoft's only published hint of a guest
    /// looks. Whether real ones do is not known, so it is off unless asked for.
    package let acceptsForeignIssuers: Bool

    package init(
        tenant: TenantID, application: ObjectID, clientID: String, issuer: Issuer, loginHost: LoginHost = .global,
        acceptsForeignIssuers: Bool = false
    ) {
        self.tenant = tenant
        self.application = application
        self.clientID = clientID
        self.issuer = issuer
        self.loginHost = loginHost
        self.acceptsForeignIssuers = acceptsForeignIssuers
    }

    /// What Entra's form takes as *Client ID*, and every token can carry: 1 to 256 visible ASCII characters.
    package static func accepts(clientID: String) -> Bool { !clientID.isEmpty && clientID.isVisible(upTo: 256) }

    package var redirectAddress: String { loginHost.redirectAddress }
    /// Where the tenant's signing keys are published. Not those of `common`, which sign for every tenant.
    package var signingKeysAddress: String { "\(loginHost)/\(tenant)/discovery/v2.0/keys" }
    var hintIssuer: String { hintIssuer(of: tenant.rawValue) }

    private func hintIssuer(of tenant: String) -> String { "\(loginHost)/\(tenant)/v2.0" }

    func accepts(issuer text: String) -> Bool {
        if text.hasBytes(of: hintIssuer) { return true }
        guard acceptsForeignIssuers else { return false }
        let named = text.dropFirst("\(loginHost)/".count).dropLast("/v2.0".count)
        guard let other = TenantID(rawValue: String(named)) else { return false }
        return text.hasBytes(of: hintIssuer(of: other.rawValue))
    }
}
