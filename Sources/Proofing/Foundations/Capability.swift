import Crypto
import Foundation

/// A secret that lets its holder act for a session: a device cookie, a QR code, a link in a mail, a console link.
///
/// 128 bits from the operating system. Only its digest is ever stored (NIST SP 800-63A-4, continuation codes;
/// ASVS 6.5.2): a copied database opens nothing.
package struct Capability: Sendable {
    package let value: Secret<String>

    /// - Parameter source: where the 16 bytes come from.
    package static func random(_ source: any RandomSource) -> Capability {
        Capability(value: Secret(source.bytes(16).hexadecimal))
    }

    /// What a browser sent back; anything of another form is no capability.
    package init?(received: String) {
        guard SessionID(rawValue: received) != nil else { return nil }
        value = Secret(received)
    }

    private init(value: Secret<String>) { self.value = value }

    package var digest: CapabilityDigest {
        CapabilityDigest(rawValue: SHA256.hash(data: Data(value.reveal().utf8)).hexadecimal)
    }
}

/// SHA-256 of a capability, in hexadecimal. Safe to store: the input has 128 random bits.
package struct CapabilityDigest: Hashable, Sendable, Codable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}
