import Foundation

/// What a simulator is started with. It keeps nothing on disk: every start begins here.
package struct SimulatorConfiguration: Sendable {
    /// Address to listen on. Only loopback addresses are accepted.
    package var host = "127.0.0.1"
    /// Port of sign-in pages, token endpoint and Graph. 0 picks a free one; see ``EntraSimulator/addresses()``.
    package var port = 9400
    /// Port of the management interface. 0 picks a free one.
    package var managementPort = 9401
    /// Port of the same pages and Graph over TLS with a certificate made at start; nil for none. 0 picks a free one.
    package var tlsPort: Int?
    /// Scheme, host and port that discovery documents and page links name, without a trailing slash. nil: the address
    /// the request came to.
    package var externalBaseURL: String?
    /// Where *Forgot my password* leads: `customAccountResetCredentialsUrl` of the branding, at most 128 ASCII characters.
    package var forgotPasswordURL: String?
    package var tenant = TenantName.contoso
    package var clients: [RegisteredClient] = []
    package var population = Population.contoso
    /// The password every seeded person starts with; shown on the home page.
    package var initialPassword = "Contoso-demo-2026"
    /// An external authentication method to start with; nil for none.
    package var externalMethod: ExternalMethodPreset?
    /// Lets providers of external methods be reached over plain `http` on loopback. Entra wants `https` always.
    package var acceptsLoopbackHTTP = false
    /// PEM certificates that are trusted, besides the system's, when a provider is fetched over `https`.
    package var providerRootsPEM: String?

    package init() {}

    package enum Population: Sendable { case contoso, empty }

    var providerURLRules: ProviderURLRules { ProviderURLRules(acceptsLoopbackHTTP: acceptsLoopbackHTTP) }

    /// Throws ``ConfigurationProblems`` naming everything that is wrong, not only the first.
    package func validate() throws {
        var problems: [String] = []
        if !["127.0.0.1", "::1", "localhost"].contains(host) {
            problems.append(
                "host '\(host)': the simulator has no security at all and listens on 127.0.0.1, ::1 or localhost only")
        }
        for (name, value) in [("port", port), ("managementPort", managementPort), ("tlsPort", tlsPort ?? 0)]
        where !(0...65535).contains(value) {
            problems.append("\(name) \(value): must be 0 to 65535")
        }
        if let externalBaseURL, URL(string: externalBaseURL)?.host() == nil || externalBaseURL.hasSuffix("/") {
            problems.append(
                "externalBaseURL '\(externalBaseURL)': must be scheme, host and port, without a trailing slash")
        }
        if let forgotPasswordURL, let problem = Branding.problem(withResetURL: forgotPasswordURL) {
            problems.append("forgotPasswordURL: \(problem)")
        }
        for client in clients { problems += client.problems() }
        problems += externalMethod?.problems(rules: providerURLRules) ?? []
        guard problems.isEmpty else { throw ConfigurationProblems(problems: problems) }
    }
}

/// Everything wrong with a configuration, one sentence each.
package struct ConfigurationProblems: Error, CustomStringConvertible {
    package let problems: [String]
    package var description: String { problems.joined(separator: "\n") }
}

package struct TenantName: Sendable, Equatable {
    package let id: String
    package let displayName: String
    package let domain: String

    package init(id: String, displayName: String, domain: String) {
        self.id = id
        self.displayName = displayName
        self.domain = domain
    }

    package static let contoso = TenantName(
        id: UUID(naming: "tenant/contoso.example").text, displayName: "Contoso", domain: "contoso.example")
    /// A neighbour with keys of its own and nobody in it, so that a token of the wrong tenant can be tried.
    package static let fabrikam = TenantName(
        id: UUID(naming: "tenant/fabrikam.example").text, displayName: "Fabrikam", domain: "fabrikam.example")
}
