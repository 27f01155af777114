import Foundation

/// An IP address as 16 bytes; IPv4 is mapped into IPv6 (RFC 4291 section 2.5.5.2), so that both compare alike.
struct IPAddress: Hashable, Sendable {
    let bytes: [UInt8]

    init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = Self.mappedPrefix + withUnsafeBytes(of: &four) { Array($0) }
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        bytes = withUnsafeBytes(of: &six) { Array($0) }
    }

    var isIPv4: Bool { bytes.starts(with: Self.mappedPrefix) }

    private static let mappedPrefix: [UInt8] = Array(repeating: 0, count: 10) + [0xff, 0xff]
}

/// A range in CIDR form, e.g. "10.0.0.0/8" or "fd00::/8". A plain address is a range of one.
package struct NetworkRange: Sendable, Equatable {
    private let bytes: [UInt8]
    private let bits: Int

    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(String(parts[0])) else { return nil }
        let width = address.isIPv4 ? 32 : 128
        guard parts.count == 1 || Int(parts[1]).map({ (0...width).contains($0) }) == true else { return nil }
        bytes = address.bytes
        bits = 128 - width + (parts.count == 2 ? Int(parts[1]) ?? width : width)
    }

    func contains(_ address: IPAddress) -> Bool {
        let whole = bits / 8
        guard bytes.prefix(whole) == address.bytes.prefix(whole) else { return false }
        guard bits % 8 != 0 else { return true }
        let mask = UInt8.max << (8 - bits % 8)
        return bytes[whole] & mask == address.bytes[whole] & mask
    }
}

/// Whom a request is counted for: one IPv4 address, or one IPv6 /64, which is what a subscriber holds.
enum ClientNetwork {
    /// - Parameters:
    ///   - peer: the connected address.
    ///   - forwarded: all values of `X-Forwarded-For`, in order.
    ///   - trusted: proxies that are believed.
    static func key(peer: String?, forwarded: [String], trusted: [NetworkRange]) -> String {
        guard let peer, var client = IPAddress(peer) else { return "none" }
        func isTrusted(_ address: IPAddress) -> Bool { trusted.contains { $0.contains(address) } }

        // From the right: each trusted proxy vouches for the address before it. What the client wrote itself stands
        // further left and is never reached.
        for text in forwarded.joined(separator: ",").split(separator: ",").reversed() {
            guard isTrusted(client), let next = IPAddress(text.trimmingCharacters(in: .whitespaces)) else { break }
            client = next
        }
        return client.bytes.prefix(client.isIPv4 ? 16 : 8).map { String($0, radix: 16) }.joined(separator: ".")
    }
}
