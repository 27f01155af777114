import EntraClient
import Foundation
import Hummingbird
import Logging
import Proofing
import ServiceLifecycle
import Synchronization

/// A Graph that says what it was told to say: for answers that no honest server gives.
final class ScriptedServer: Sendable {
    struct Reply: Sendable {
        var status = 200
        var headers: [String: String] = [:]
        var body = ""

        static func json(_ body: String, _ status: Int = 200) -> Reply { Reply(status: status, body: body) }

        static func error(_ status: Int, _ code: String, _ headers: [String: String] = [:]) -> Reply {
            Reply(
                status: status, headers: headers,
                body: #"{"error":{"code":"\#(code)","message":"Nobody should read this."}}"#)
        }
    }

    struct Seen: Sendable {
        let line: String
        let headers: [String: String]
    }

    private let script = Mutex<[String: [Reply]]>([:])
    private let log = Mutex<[Seen]>([])
    private let issued = Mutex(0)

    /// Replies to `GET /v1.0/users`, in turn; the last one is given again and again.
    func on(_ line: String, _ replies: Reply...) { script.withLock { $0[line] = replies } }

    /// Everything but token requests, which are always answered.
    var seen: [Seen] { log.withLock { $0 } }
    var lines: [String] { seen.map(\.line) }
    var tokensIssued: Int { issued.withLock { $0 } }

    static func use(_ body: @Sendable (ScriptedServer, GraphClient, Bench) async throws -> Void) async throws {
        try await Bench.use { bench in
            let server = ScriptedServer()
            let (ports, port) = AsyncStream.makeStream(of: Int.self)
            let quiet = Logger(label: "scripted", factory: { _ in SwiftLogNoOpLogHandler() })
            let application = Application(
                responder: CallbackResponder<BasicRequestContext> { request, _ in try await server.answer(request) },
                configuration: .init(address: .hostname("127.0.0.1", port: 0)),
                onServerRunning: { channel in
                    port.yield(channel.localAddress?.port ?? 0)
                    port.finish()
                }, logger: quiet)
            let services = ServiceGroup(configuration: .init(services: [application], logger: quiet))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await services.run() }
                guard let port = await ports.first(where: { _ in true }) else { return }
                do {
                    try await body(server, try client(port: port, bench), bench)
                    await services.triggerGracefulShutdown()
                } catch {
                    await services.triggerGracefulShutdown()
                    throw error
                }
            }
        }
    }

    static let tenant = "11111111-2222-3333-4444-555555555555"

    private static func client(port: Int, _ bench: Bench) throws -> GraphClient {
        let address = try ServiceAddress("http://127.0.0.1:\(port)")
        guard let tenant = TenantID(rawValue: tenant), let app = ObjectID(rawValue: tenant.rawValue) else {
            throw ConfigurationFault("no GUID")
        }
        let configuration = EntraConfiguration(
            tenant: tenant, client: app, credential: .secret(Secret("scripted secret")), login: address, graph: address)
        let tokens = AccessTokens(configuration: configuration, surroundings: bench.surroundings)
        return GraphClient(configuration: configuration, tokens: tokens, surroundings: bench.surroundings)
    }

    private func answer(_ request: Request) async throws -> Response {
        if request.uri.path.hasSuffix("/token") {
            let number = issued.withLock {
                $0 += 1
                return $0
            }
            return Self.response(
                .json(#"{"token_type":"Bearer","expires_in":3599,"access_token":"scripted-token-\#(number)"}"#))
        }
        let query = request.uri.query.map { "?\($0)" } ?? ""
        let line = "\(request.method.rawValue) \(request.uri.path)\(query)"
        let headers = request.headers.reduce(into: [String: String]()) { $0[$1.name.canonicalName] = $1.value }
        log.withLock { $0.append(Seen(line: line, headers: headers)) }
        let reply = script.withLock { script -> Reply? in
            guard let replies = script[line] ?? script["\(request.method.rawValue) \(request.uri.path)"],
                let first = replies.first
            else { return nil }
            let key = script[line] == nil ? "\(request.method.rawValue) \(request.uri.path)" : line
            if replies.count > 1 { script[key] = Array(replies.dropFirst()) }
            return first
        }
        return Self.response(reply ?? .error(404, "Request_ResourceNotFound"))
    }

    private static func response(_ reply: Reply) -> Response {
        var response = Response(
            status: .init(code: reply.status), headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: reply.body)))
        for (name, value) in reply.headers {
            if let name = HTTPFields.Element.Name(name) { response.headers[name] = value }
        }
        return response
    }
}
