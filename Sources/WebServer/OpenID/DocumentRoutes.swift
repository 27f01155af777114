import Foundation
import HTTPTypes
import Hummingbird
import OpenIDProvider

/// The two documents that Entra fetches from server to server, and its probe of the authorization endpoint
/// (entra-contract A.2, A.3, A.6).
struct DocumentRoutes: Sendable {
    /// Entra keeps both for 24 hours whatever we say. For everybody else a minute is the time in which another node follows
    /// a change of keys.
    private static let caching = "public, max-age=60"

    private let discovery: ByteBuffer
    private let keys: any KeyPublishing

    init(_ dependencies: OpenIDDependencies) throws {
        discovery = ByteBuffer(bytes: try DiscoveryDocument(dependencies.issuer).body())
        keys = dependencies.keys
    }

    func addRoutes(to router: Router<WebContext>) {
        router.get("/.well-known/openid-configuration") { _, _ in Self.document(discovery) }
        router.get("/keys", use: keySet)
        router.get("/authorize", use: probe)
    }

    @Sendable private func keySet(_ request: Request, _ context: WebContext) async throws -> Response {
        // An empty set would be kept for a day, and no sign-in could be answered until then.
        guard let body = try await keys.published() else {
            throw HTTPError(.serviceUnavailable, headers: [.retryAfter: "5"])
        }
        return Self.document(ByteBuffer(bytes: body))
    }

    /// Entra was seen to look here before it takes a method as usable. A request itself comes by POST only: its parameters
    /// must not stand in an address.
    @Sendable private func probe(_ request: Request, _ context: WebContext) throws -> Response {
        guard request.uri.query == nil else { throw HTTPError(.methodNotAllowed, headers: [.allow: "POST"]) }
        return try Response.json(["status": "ready"])
    }

    /// In one piece, so that `Content-Length` is right: Entra takes no chunks.
    private static func document(_ body: ByteBuffer) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: caching],
            body: .init(byteBuffer: body))
    }
}
