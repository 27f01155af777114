import Proofing

/// Where mail is handed over, and how the connection is protected.
package struct SMTPServer: Sendable {
    package enum Protection: String, Sendable, CaseIterable {
        /// STARTTLS, and nothing is sent when the server does not offer it (RFC 3207; never opportunistic).
        case startTLS
        /// TLS from the first byte (RFC 8314).
        case implicitTLS
        /// No protection. Only to this machine itself, for a relay on the same host and for demos.
        case plaintextForLoopback
    }

    package enum Fault: Error, Sendable, Equatable {
        case plaintextBeyondLoopback(host: String)
        case badHost
        case badPort
        case badSender
    }

    package struct Credentials: Sendable {
        package var user: String
        package var password: Secret<String>
        package init(user: String, password: Secret<String>) {
            self.user = user
            self.password = password
        }
    }

    let host: String
    let port: Int
    let protection: Protection
    let sender: MailAddress
    let credentials: Credentials?
    /// PEM file of the authorities to trust in place of the system's.
    let authorities: String?

    /// - Parameters:
    ///   - host: a name, an IPv4 address, or an IPv6 address without brackets.
    ///   - sender: the address in From; replies go there.
    ///   - authorities: path of a PEM file for a private authority; nil trusts the system's.
    package init(
        host: String, port: Int, protection: Protection = .startTLS, sender: String, credentials: Credentials? = nil,
        authorities: String? = nil
    ) throws(Fault) {
        guard !host.isEmpty, host.utf8.allSatisfy(\.isHostCharacter) else { throw .badHost }
        guard (1...65_535).contains(port) else { throw .badPort }
        guard let sender = MailAddress(sender) else { throw .badSender }
        guard protection != .plaintextForLoopback || Self.isLoopback(host) else {
            throw .plaintextBeyondLoopback(host: host)
        }
        self.host = host
        self.port = port
        self.protection = protection
        self.sender = sender
        self.credentials = credentials
        self.authorities = authorities
    }

    var url: String {
        let scheme = protection == .implicitTLS ? "smtps" : "smtp"
        return "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    private static func isLoopback(_ host: String) -> Bool {
        // Four numbers, not just a name that begins with 127: "127.0.0.1.example" is somebody else's machine.
        let octets = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return host == "localhost" || host == "::1" || (octets.count == 4 && octets[0] == 127 && !octets.contains(nil))
    }
}

extension UInt8 {
    /// Letters, digits, dot, hyphen, and the colon of IPv6: nothing that could end the host part of a URL.
    fileprivate var isHostCharacter: Bool {
        (0x30...0x3a).contains(self) || (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self)
            || self == 0x2d || self == 0x2e
    }
}
