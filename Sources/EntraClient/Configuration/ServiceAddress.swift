import Foundation

/// Scheme, host, port and path prefix of a service that receives our credentials: the login host or Microsoft Graph.
///
/// Only https, except for loopback hosts: that is how a simulator on the same machine is plugged in.
package struct ServiceAddress: Sendable, Hashable, CustomStringConvertible {
    package let scheme: String
    /// Lower case; IPv6 literals keep their brackets.
    package let host: String
    /// The port as written; nil for the scheme's own.
    package let port: Int?
    /// Empty, or with a leading and no trailing slash.
    package let path: String

    package static let globalLogin = ServiceAddress(
        scheme: "https", host: "login.microsoftonline.com", port: nil, path: "")
    package static let globalGraph = ServiceAddress(scheme: "https", host: "graph.microsoft.com", port: nil, path: "")

    private init(scheme: String, host: String, port: Int?, path: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.path = path
    }

    /// - Throws: `ConfigurationFault` with a sentence that says what is allowed.
    package init(_ text: String) throws(ConfigurationFault) {
        guard let parts = Self.parts(of: text), parts.query == nil else {
            throw ConfigurationFault(
                "'\(text)' is not an address such as https://graph.microsoft.com, without query or user name")
        }
        guard parts.scheme == "https" || (parts.scheme == "http" && Self.isLoopback(parts.host)) else {
            throw ConfigurationFault("'\(text)' must be https; http is accepted for 127.0.0.1, ::1 and localhost only")
        }
        scheme = parts.scheme
        host = parts.host
        port = parts.port
        path = String(parts.path.reversed().drop { $0 == "/" }.reversed())
    }

    package var description: String {
        "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(path)"
    }

    package var isLoopback: Bool { Self.isLoopback(host) }

    /// Whether `link` leads to this very service and below `prefix`.
    ///
    /// Graph's paging links carry our bearer token to wherever they point, so a link to another host, port or scheme
    /// is an attempt to take it (entra-contract C.5 and H.15).
    func owns(_ link: String, below prefix: String) -> Bool {
        guard let parts = Self.parts(of: link), parts.scheme == scheme, parts.host == host else { return false }
        guard (parts.port ?? Self.defaultPort(parts.scheme)) == (port ?? Self.defaultPort(scheme)) else { return false }
        // A dot segment could climb out of the prefix on the way.
        let segments = parts.path.split(separator: "/").map { $0.removingPercentEncoding ?? ".." }
        return parts.path.hasPrefix(path + prefix) && !segments.contains("..") && !segments.contains(".")
    }

    private struct Parts {
        var scheme: String
        var host: String
        var port: Int?
        var path: String
        var query: String?
    }

    /// nil for whatever two URL parsers might read differently: user names, fragments, spaces, backslashes, non-ASCII.
    private static func parts(of text: String) -> Parts? {
        guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\\") }),
            let components = URLComponents(string: text),
            let scheme = components.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = components.host?.lowercased(), !host.isEmpty,
            components.user == nil, components.password == nil, components.fragment == nil
        else { return nil }
        return Parts(
            scheme: scheme, host: host, port: components.port, path: components.percentEncodedPath,
            query: components.percentEncodedQuery)
    }

    private static func isLoopback(_ host: String) -> Bool {
        ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
    }

    private static func defaultPort(_ scheme: String) -> Int { scheme == "https" ? 443 : 80 }
}
