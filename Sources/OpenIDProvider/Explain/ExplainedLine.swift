import Foundation

/// One line of what an administrator, or a test corpus, asks about.
///
/// | Line | What it is |
/// |---|---|
/// | `eyJ…` or `"eyJ…"` | a hint alone |
/// | `{"id_token_hint": "eyJ…"}` or `{"hint": "eyJ…"}` | a hint alone: none of the request's other parameters is there |
/// | `{"client_id": "…", "redirect_uri": "…", …}` | a request; an array of strings sends its parameter as often |
/// | `{"request": {…}}` | the same, and a request even with a hint alone |
/// | `{"body": "client_id=…&…"}` | a request as it came over the network |
///
/// An object may have `at`, the time of its arrival in seconds since 1970. Members that are no parameters are passed over, as the
/// server does, so that a corpus can name its cases.
struct ExplainedLine {
    enum Matter {
        case hint(String)
        case form(AuthorizationForm)
        /// Refused before it was a form.
        case refused(Refusal)
    }

    let matter: Matter
    let at: Date?

    /// - Returns: nil when the line is none of the above.
    init?(_ line: String) {
        guard line.hasPrefix("{") || line.hasPrefix("\"") else {
            matter = .hint(line)
            at = nil
            return
        }
        switch try? JSONReader.read(line.utf8) {
        case .string(let hint)?:
            matter = .hint(hint)
            at = nil
        case .object(let members)?:
            at = members["at"]?.integer.map { Date(timeIntervalSince1970: Double($0)) }
            guard let matter = Self.matter(members) else { return nil }
            self.matter = matter
        default: return nil
        }
    }

    private static func matter(_ members: [String: JSONValue]) -> Matter? {
        if let request = members["request"] {
            guard let members = request.object else { return nil }
            return form { () throws(Refusal) in try pairs(members).map(AuthorizationForm.init(pairs:)) }
        }
        if let body = members["body"] {
            guard let text = body.string else { return nil }
            return form { () throws(Refusal) in try AuthorizationForm(body: Data(text.utf8)) }
        }
        let named = AuthorizationParameter.allCases.filter { members[$0.rawValue] != nil }
        if let hint = members["hint"], named.isEmpty { return hint.string.map(Matter.hint) }
        if named == [.hint], let hint = members[AuthorizationParameter.hint.rawValue]?.string { return .hint(hint) }
        guard !named.isEmpty else { return nil }
        return form { () throws(Refusal) in try pairs(members).map(AuthorizationForm.init(pairs:)) }
    }

    private static func form(_ make: () throws(Refusal) -> AuthorizationForm?) -> Matter? {
        do throws(Refusal) { return try make().map(Matter.form) } catch { return .refused(error) }
    }

    /// - Returns: nil when a parameter is neither text nor a list of texts.
    private static func pairs(_ members: [String: JSONValue]) -> [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        for name in AuthorizationParameter.allCases.map(\.rawValue) {
            guard let member = members[name], member != .null else { continue }
            guard let values = member.string.map({ [$0] }) ?? member.strings else { return nil }
            pairs += values.map { (name, $0) }
        }
        return pairs
    }
}
