import Foundation

/// base64url as JOSE wants it (RFC 7515 section 2): no padding, no other characters, and one spelling for each value.
package enum Base64URL {
    /// - Returns: nil for padding, white space, characters of the standard alphabet, an impossible length, and unused bits
    ///   in the last character that are not zero. With those bits free, one token would have many spellings, and a
    ///   record of used tokens could be walked around (RFC 4648 section 3.5).
    static func decode(_ text: some StringProtocol) -> Data? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3 / 4)
        var buffer: UInt32 = 0
        var bits = 0
        for character in text.utf8 {
            guard let value = value(of: character) else { return nil }
            buffer = buffer << 6 | value
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
        }
        guard bits < 6, buffer & (1 << bits - 1) == 0 else { return nil }
        return Data(bytes)
    }

    package static func encode(_ bytes: some DataProtocol) -> String {
        var text: [UInt8] = []
        for byte in Data(bytes).base64EncodedData() {
            switch byte {
            case UInt8(ascii: "+"): text.append(UInt8(ascii: "-"))
            case UInt8(ascii: "/"): text.append(UInt8(ascii: "_"))
            case UInt8(ascii: "="): break
            default: text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}

extension String {
    /// Whether both have the same bytes. `==` compares text: it holds U+212A, the Kelvin sign, for the letter K, and a
    /// client id or an address must not be equal to anything but itself.
    func hasBytes(of other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    /// Only characters from space to tilde, `VSCHAR` of RFC 6749 appendix A, and at most `limit` of them.
    func isVisible(upTo limit: Int) -> Bool {
        utf8.count <= limit && utf8.allSatisfy { (0x20...0x7e).contains($0) }
    }
}
