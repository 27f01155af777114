import Foundation

/// The `$filter` expressions the simulator understands: comparisons for equality, `startswith` and `any` over string
/// collections, joined by `and` and `or` without brackets. Everything else is refused rather than guessed.
struct ODataFilter: Sendable, Equatable {
    /// Alternatives, each of which is a list of conditions that must all hold.
    let alternatives: [[Condition]]

    enum Condition: Sendable, Equatable {
        case equals(String, JSONValue)
        case startsWith(String, String)
        case anyEquals(String, String)
    }

    private static let properties: Set<String> = [
        "id", "userPrincipalName", "mail", "displayName", "givenName", "surname", "employeeId", "accountEnabled",
        "userType", "department", "onPremisesSyncEnabled", "mailNickname", "onPremisesSamAccountName",
    ]
    private static let collections: Set<String> = ["proxyAddresses", "otherMails", "businessPhones"]

    /// - Parameter properties: those that may be named; without them, those of a user.
    init(parsing text: String, over properties: Set<String>? = nil) throws {
        let properties = properties ?? Self.properties
        alternatives = try Self.split(text, at: " or ").map { part in
            try Self.split(part, at: " and ").map {
                try Self.condition($0.trimmingCharacters(in: .whitespaces), over: properties)
            }
        }
    }

    func matches(_ user: DirectoryUser) -> Bool { matches(user.record.values, id: user.id) }

    func matches(_ values: [String: JSONValue], id: String) -> Bool {
        alternatives.contains { $0.allSatisfy { Self.holds($0, values, id) } }
    }

    private static func holds(_ condition: Condition, _ values: [String: JSONValue], _ id: String) -> Bool {
        switch condition {
        case .equals(let name, let wanted):
            let value = name == "id" ? .string(id) : values[name] ?? .null
            if let text = value.string, let wanted = wanted.string { return text.lowercased() == wanted.lowercased() }
            return value == wanted
        case .startsWith(let name, let prefix):
            return values[name]?.string?.lowercased().hasPrefix(prefix.lowercased()) ?? false
        case .anyEquals(let name, let wanted):
            return values[name]?.strings?.contains { $0.lowercased() == wanted.lowercased() } ?? false
        }
    }

    private static func condition(_ text: String, over properties: Set<String>) throws -> Condition {
        // proxyAddresses/any(p:p eq 'smtp:someone@contoso.example')
        if let match = text.wholeMatch(of: /(\w+)\/any\(\s*(\w+)\s*:\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*\)/),
            match.2 == match.3, collections.contains(String(match.1))
        {
            return .anyEquals(String(match.1), unquoted(match.4))
        }
        if let match = text.wholeMatch(of: /startswith\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)/),
            properties.contains(String(match.1))
        {
            return .startsWith(String(match.1), unquoted(match.2))
        }
        if let match = text.wholeMatch(of: /(\w+)\s+eq\s+(?:'((?:[^']|'')*)'|(true|false|null))/),
            properties.contains(String(match.1))
        {
            if let string = match.2 { return .equals(String(match.1), .string(unquoted(string))) }
            return .equals(String(match.1), match.3 == "null" ? .null : .bool(match.3 == "true"))
        }
        throw GraphError.unsupportedQuery("Unsupported or invalid query filter clause specified for property: \(text)")
    }

    /// A quote inside a string is written twice.
    private static func unquoted(_ text: Substring) -> String { String(text.replacing("''", with: "'")) }

    /// Splits outside quoted strings.
    static func split(_ text: String, at separator: String) -> [String] {
        var parts: [String] = []
        var current = ""
        var quoted = false
        var rest = text[...]
        while let character = rest.first {
            if character == "'" { quoted.toggle() }
            if !quoted, rest.lowercased().hasPrefix(separator) {
                parts.append(current)
                current = ""
                rest = rest.dropFirst(separator.count)
            } else {
                current.append(character)
                rest = rest.dropFirst()
            }
        }
        return parts + [current]
    }
}
