import Foundation

/// Which addresses of a provider Entra takes (contract A.2). Plain `http` is for a lab on one machine only.
struct ProviderURLRules: Sendable {
    let acceptsLoopbackHTTP: Bool

    static let discoverySuffix = "/.well-known/openid-configuration"

    /// What is wrong with the address of a discovery document; nil when nothing is.
    func problem(withDiscoveryURL text: String) -> String? {
        if let problem = problem(with: text, called: "discoveryUrl") { return problem }
        guard !text.contains("?") else { return "discoveryUrl '\(text)' must not have a query" }
        guard text.hasSuffix(Self.discoverySuffix) else {
            return "discoveryUrl '\(text)' must end in \(Self.discoverySuffix)"
        }
        return nil
    }

    /// What is wrong with the address of a key set.
    func problem(withKeySetURL text: String) -> String? {
        if let problem = problem(with: text, called: "jwks_uri") { return problem }
        return text.contains("?") ? "jwks_uri '\(text)' must not have a query" : nil
    }

    func problem(with text: String, called name: String) -> String? {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme, let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil
        else { return "\(name) '\(text)' is not an absolute URL" }
        guard !text.contains("#") else { return "\(name) '\(text)' must not have a fragment" }
        let isLab = acceptsLoopbackHTTP && ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
        guard scheme == "https" || (scheme == "http" && isLab) else { return "\(name) '\(text)' must use https" }
        return nil
    }
}
