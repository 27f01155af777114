/// The check digit of Doc 9303-3, 4.9: weights 7, 3, 1 repeating, modulo 10.
package enum CheckDigit {
    /// What a printed check digit says about the field it guards.
    package enum Outcome: Sendable, Hashable, Codable {
        case satisfied
        /// The printed character is not the digit the field asks for: a misread, a misprint or a forgery.
        case contradicts(printed: String, expected: Int)
        /// This format has no such digit, or it may be left out and was.
        case absent
    }

    /// The check digit of `text`, 0 to 9.
    ///
    /// - Returns: nil when a character is outside `A`–`Z`, `0`–`9` and the filler `<`.
    package static func compute(_ text: some StringProtocol) -> Int? {
        var sum = 0
        for (index, byte) in text.utf8.enumerated() {
            guard let value = value(of: byte) else { return nil }
            sum += value * weights[index % 3]
        }
        return sum % 10
    }

    /// Compares the printed character with the digit that `text` asks for.
    package static func verify(_ text: some StringProtocol, printed: Character) -> Outcome {
        guard let expected = compute(text) else { return .contradicts(printed: String(printed), expected: 0) }
        return printed == Character(String(expected))
            ? .satisfied : .contradicts(printed: String(printed), expected: expected)
    }

    private static let weights = [7, 3, 1]

    private static func value(of byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A")) + 10
        case UInt8(ascii: "<"): 0
        default: nil
        }
    }
}
