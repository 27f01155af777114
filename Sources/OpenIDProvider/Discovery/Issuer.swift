import Foundation

/// Our name in every token and in the discovery document, character for character (entra-contract A.2).
package struct Issuer: Sendable, Hashable, CustomStringConvertible {
    /// Without a slash at the end.
    package let address: String

    /// - Parameter text: `https`, a host in lower case, a port other than 443, and a path without a slash at its end. `http`
    ///   is accepted for loopback hosts only: that is how a simulator on the same machine is served.
    /// - Returns: nil for anything that two programs might write in two ways, because Entra compares characters.
    package init?(_ text: String) {
        guard text.utf8.count <= 512, text.hasPrefix("https://") || text.hasPrefix("http://"),
            let parts = URLComponents(string: text), let host = parts.encodedHost, !host.isEmpty,
            host == host.lowercased(), parts.query == nil, parts.fragment == nil, parts.user == nil,
            parts.password == nil,
            Self.isPlain(parts.percentEncodedPath), text.utf8.allSatisfy({ Self.allowed.contains($0) })
        else { return nil }
        let isSecure = parts.scheme == "https"
        guard isSecure || ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host) else { return nil }
        guard parts.port != (isSecure ? 443 : 80) else { return nil }
        // What was understood, written again, has to be what was given.
        let port = parts.port.map { ":\($0)" } ?? ""
        guard text == "\(isSecure ? "https" : "http")://\(host)\(port)\(parts.percentEncodedPath)" else { return nil }
        address = text
    }

    package var description: String { address }

    /// Where Entra's administrator points the external method, and where Entra fetches the document.
    package var discoveryAddress: String { address + "/.well-known/openid-configuration" }
    /// Has to be registered as a reply URL of the app (AADSTS50161 otherwise).
    package var authorizationAddress: String { address + "/authorize" }
    package var keysAddress: String { address + "/keys" }

    private static let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/[]".utf8)

    private static func isPlain(_ path: String) -> Bool {
        path.isEmpty || !(path.hasSuffix("/") || path.contains("//") || path.contains("/."))
    }
}
