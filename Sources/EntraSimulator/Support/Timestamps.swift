import Foundation

/// Graph writes times in UTC, to the second, with a `Z`.
enum Timestamp {
    static func text(_ date: Date) -> String { date.formatted(.iso8601) }

    /// Reads ISO 8601 with or without fractions of a second; nil for anything else.
    static func date(_ text: String) -> Date? {
        (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }

    /// The token endpoint's own form: `2016-01-09 02:02:12Z`.
    static func tokenEndpointText(_ date: Date) -> String {
        text(date).replacing("T", with: " ")
    }
}

extension JSONValue {
    init(_ date: Date) { self = .string(Timestamp.text(date)) }
}
