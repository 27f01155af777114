import HTTPTypes
import Hummingbird

/// What one part of the server says about itself.
package struct ReadinessCheck: Sendable, Encodable {
    package var name: String
    package var isReady: Bool
    /// One word or number for an operator, e.g. "4 of 4 workers". Never anything personal.
    package var detail: String
    package init(name: String, isReady: Bool, detail: String = "") {
        self.name = name
        self.isReady = isReady
        self.detail = detail
    }
}

/// For operators and their machines. Belongs on a listener of its own, on loopback: it asks for no sign-in.
package func buildOperationsRouter(
    metrics: PrometheusRegistry, readiness: @escaping @Sendable () async -> [ReadinessCheck]
) -> Router<WebContext> {
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    router.addMiddleware { SecurityHeaders(isHTTPS: false) }
    router.get("/livez") { _, _ in Response.text("alive\n") }
    router.get("/readyz") { _, _ in
        let checks = await readiness()
        return try Response.json(checks, status: checks.allSatisfy(\.isReady) ? .ok : .serviceUnavailable)
    }
    router.get("/metrics") { _, _ in
        Response.text(metrics.exposition(), type: "text/plain; version=0.0.4; charset=utf-8")
    }
    return router
}

extension Response {
    static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(status: .ok, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
