import Foundation

/// An external authentication method that is there when the simulator starts, with all that it needs in a tenant:
/// application, service principals, consent, method and targets.
///
/// Nothing is fetched before the first sign-in that needs it, so the provider may start after the simulator.
package struct ExternalMethodPreset: Sendable, Equatable {
    /// What people are offered at sign-in; unique in the tenant.
    package var displayName: String
    /// The Entra application that stands for the provider, a GUID: `aud` of the hint.
    package var appID: String
    /// The provider's name for this tenant: `client_id` of the request and `aud` of the provider's answer.
    package var clientID: String
    /// Ends in `/.well-known/openid-configuration`. With `http` only on loopback, and only when
    /// ``SimulatorConfiguration/acceptsLoopbackHTTP`` says so.
    package var discoveryURL: String
    /// The provider's authorization endpoint. It is registered as the application's reply URL, without which Entra sends
    /// nobody there (AADSTS50161).
    package var replyURL: String
    /// Who is asked for a second factor after the password, and is offered this method for it.
    package var requiredOf: Audience

    package enum Audience: Sendable, Equatable {
        case everyone
        /// Display name or id of a group of the tenant.
        case group(String)
    }

    package init(
        displayName: String, appID: String = UUID(naming: "app/externalMethod").text, clientID: String,
        discoveryURL: String, replyURL: String, requiredOf: Audience = .everyone
    ) {
        self.displayName = displayName
        self.appID = appID.lowercased()
        self.clientID = clientID
        self.discoveryURL = discoveryURL
        self.replyURL = replyURL
        self.requiredOf = requiredOf
    }

    func problems(rules: ProviderURLRules) -> [String] {
        var problems: [String] = []
        if displayName.isEmpty { problems.append("externalMethod: displayName is empty") }
        if UUID(uuidString: appID) == nil { problems.append("externalMethod: appID '\(appID)' must be a GUID") }
        if clientID.isEmpty { problems.append("externalMethod: clientID is empty") }
        if let problem = rules.problem(withDiscoveryURL: discoveryURL) { problems.append("externalMethod: \(problem)") }
        if let problem = rules.problem(with: replyURL, called: "replyURL") {
            problems.append("externalMethod: \(problem)")
        }
        return problems
    }
}
