import Crypto
import Foundation

extension Data {
    /// base64url without padding, RFC 7515 section 2.
    var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    init?(base64URL text: some StringProtocol) {
        var padded = String(text).replacing("-", with: "+").replacing("_", with: "/")
        while padded.count % 4 != 0 { padded += "=" }
        self.init(base64Encoded: padded)
    }
}

extension UUID {
    /// The same words give the same id, so that seeded people keep their object ids from one start to the next.
    init(naming words: String) {
        var bytes = Array(SHA256.hash(data: Data(words.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x50
        bytes[8] = bytes[8] & 0x3f | 0x80
        self.init(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            ))
    }

    var text: String { uuidString.lowercased() }
}

/// Decoded `name=value` pairs of a form body or a query, in the order they came; a name may repeat.
struct FormFields: Sendable {
    let pairs: [(name: String, value: String)]

    init(_ encoded: String) {
        pairs = encoded.split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decode(halves[0]), halves.count > 1 ? Self.decode(halves[1]) : "")
        }
    }

    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    private static func decode(_ part: Substring) -> String {
        let spaced = part.replacing("+", with: " ")
        return String(spaced).removingPercentEncoding ?? String(spaced)
    }
}

/// A pattern in which `*` stands for any run of characters, for naming paths in faults and queries.
struct PathPattern: Sendable, Equatable {
    let text: String

    func matches(_ path: String) -> Bool {
        let pieces = text.lowercased().split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        let path = path.lowercased()
        guard let first = pieces.first, let last = pieces.last else { return path.isEmpty }
        guard pieces.count > 1 else { return path == first }
        guard path.hasPrefix(first), path.hasSuffix(last), path.count >= first.count + last.count else { return false }
        var rest = path.dropFirst(first.count).dropLast(last.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = rest.range(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
