import Foundation

/// One JSON value as ``JSONReader`` read it. Numbers stay text: a claim that must be a whole number is never rounded into one.
enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    var string: String? { if case .string(let value) = self { value } else { nil } }
    var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    var object: [String: JSONValue]? { if case .object(let value) = self { value } else { nil } }

    /// A whole number written without fraction or exponent that fits 64 bits.
    var integer: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text)
    }

    /// The strings of an array that holds nothing else.
    var strings: [String]? {
        guard let array else { return nil }
        let strings = array.compactMap(\.string)
        return strings.count == array.count ? strings : nil
    }

    subscript(name: String) -> JSONValue? { object?[name] }
}

/// Why bytes are not the JSON we take.
enum JSONFault: Error, Sendable, Equatable {
    /// The byte at which reading stopped.
    case malformed(at: Int)
    case repeatedMember(String)
    case tooDeep
}
