import Foundation

/// The address people reach this server at. Comes from configuration, never from a request's `Host`
/// (OWASP Forgot Password: a forged host must not get into a link).
package struct PublicAddress: Sendable, Equatable {
    /// Scheme, host and port as a browser writes them in `Origin`, e.g. "https://verify.contoso.com".
    package let origin: String

    /// - Returns: nil unless it is `http` or `https` with a host and nothing after it but an optional slash.
    package init?(_ text: String) {
        guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = url.host?.lowercased(), !host.isEmpty,
            ["", "/"].contains(url.path), url.query == nil, url.fragment == nil, url.user == nil
        else { return nil }
        let usualPort = scheme == "https" ? 443 : 80
        let port = url.port.flatMap { $0 == usualPort ? nil : ":\($0)" } ?? ""
        origin = "\(scheme)://\(host)\(port)"
    }

    /// Browsers treat it as trustworthy: `https`, or plain `http` on this very machine (W3C Secure Contexts, 3.1).
    package var isSecureContext: Bool {
        isHTTPS || ["http://localhost", "http://127.0.0.1", "http://[::1]"].contains(where: isAt)
    }

    private func isAt(_ place: String) -> Bool { origin == place || origin.hasPrefix(place + ":") }

    package var isHTTPS: Bool { origin.hasPrefix("https://") }

    /// The link inside the QR code. The code stands in the fragment, which browsers keep to themselves: it reaches
    /// no log, no proxy and no referrer.
    func handoverLink(code: String) -> String { "\(origin)/h#\(code)" }
}
