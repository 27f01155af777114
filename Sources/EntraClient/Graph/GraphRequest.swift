import Foundation

/// One call of Graph v1.0.
struct GraphRequest: Sendable {
    enum Method: String, Sendable { case get = "GET", post = "POST", patch = "PATCH", delete = "DELETE" }

    enum Target: Sendable {
        case path(GraphPath, query: [Query])
        /// A paging or delta link, followed verbatim (entra-contract C.1); checked before it is.
        case link(String)
    }

    struct Query: Sendable {
        let name: StaticString
        let value: String
    }

    enum Repetition: Sendable {
        /// Doing it twice has the effect of doing it once: reads, deletes, revoking sessions.
        case harmless
        /// Creates a credential or a mail. Graph has no idempotency key, so a second request is a second effect.
        case never
    }

    let method: Method
    let target: Target
    var body: Data?
    let repetition: Repetition

    static func get(_ path: GraphPath, _ query: Query...) -> GraphRequest {
        GraphRequest(method: .get, target: .path(path, query: query), repetition: .harmless)
    }

    static func get(link: String) -> GraphRequest {
        GraphRequest(method: .get, target: .link(link), repetition: .harmless)
    }

    static func delete(_ path: GraphPath) -> GraphRequest {
        GraphRequest(method: .delete, target: .path(path, query: []), repetition: .harmless)
    }

    static func post(_ path: GraphPath, body: Data? = nil, repetition: Repetition) -> GraphRequest {
        GraphRequest(method: .post, target: .path(path, query: []), body: body, repetition: repetition)
    }

    /// Sets values, so a second time changes nothing.
    static func patch(_ path: GraphPath, body: Data) -> GraphRequest {
        GraphRequest(method: .patch, target: .path(path, query: []), body: body, repetition: .harmless)
    }

    /// For logs: no link, since links carry tokens.
    var pattern: String {
        switch target {
        case .path(let path, _): "\(method.rawValue) \(path.pattern)"
        case .link: "\(method.rawValue) {link}"
        }
    }
}
