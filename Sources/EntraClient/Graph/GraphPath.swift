import Proofing

/// A path below `/v1.0`, made only of words in the source, object ids, and values that were escaped for the purpose.
///
/// There is no way to interpolate a string: whatever comes from outside would otherwise choose what we ask of Graph.
struct GraphPath: Sendable {
    private(set) var text: String
    /// The same with placeholders, for logs: a mailbox or a method id has no place there.
    private(set) var pattern: String

    init(_ root: StaticString) {
        text = "/\(root)"
        pattern = text
    }

    static func user(_ id: PersonID) -> GraphPath { GraphPath("users") / id.object }

    static func / (path: GraphPath, word: StaticString) -> GraphPath {
        path.appending("\(word)", shown: "\(word)")
    }

    static func / (path: GraphPath, id: ObjectID) -> GraphPath {
        path.appending(id.rawValue, shown: id.rawValue)
    }

    static func / (path: GraphPath, id: PassID) -> GraphPath {
        path.appending(id.rawValue, shown: id.rawValue)
    }

    static func / (path: GraphPath, kind: AuthenticationMethod.Kind) -> GraphPath {
        path.appending(kind.rawValue, shown: kind.rawValue)
    }

    static func / (path: GraphPath, segment: GraphSegment) -> GraphPath {
        path.appending(segment.escaped, shown: "{id}")
    }

    private func appending(_ segment: String, shown: String) -> GraphPath {
        var path = self
        path.text += "/" + segment
        path.pattern += "/" + shown
        return path
    }
}

/// One path segment with a value from outside, escaped.
struct GraphSegment: Sendable {
    let escaped: String

    /// - Returns: nil for what is too long, empty, or a dot segment, which no escaping makes harmless.
    init?(_ value: String) {
        guard (1...512).contains(value.utf8.count), value != ".", value != ".." else { return nil }
        escaped = value.percentEncoded
    }
}
