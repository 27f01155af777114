@testable import EntraClient
import Foundation
import Proofing
import Testing

/// How one call behaves, against a server that says whatever the test wants.
@Suite struct `Graph calls` {
    private let read = GraphRequest.get(GraphPath("users"))
    private let credentialWrite = GraphRequest.post(GraphPath("users"), body: Data("{}".utf8), repetition: .never)

    @Test func `a call carries the token and an id of its own`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            server.on("GET /v1.0/users", .json("{}"))
            _ = try await graph.send(read)
            _ = try await graph.send(read)
            #expect(server.seen.first?.headers["authorization"] == "Bearer scripted-token-1")
            let ids = Set(
                server.seen.compactMap { $0.headers["client-request-id"] }.compactMap { UUID(uuidString: $0) })
            #expect(ids.count == 2)
        }
    }

    @Test func `query values are escaped`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            server.on("GET /v1.0/users", .json("{}"))
            _ = try await graph.send(.get(GraphPath("users"), .init(name: "$select", value: "id,a&$top=1 b")))
            #expect(server.lines == ["GET /v1.0/users?$select=id%2Ca%26%24top%3D1%20b"])
        }
    }

    @Test(arguments: [301, 302, 307, 308])
    func `a redirect is not followed`(_ status: Int) async throws {
        try await ScriptedServer.use { server, graph, _ in
            server.on("GET /v1.0/users", .init(status: status, headers: ["location": "/v1.0/elsewhere"]))
            #expect(await failure(graph, read)?.status == status)
            #expect(server.lines == ["GET /v1.0/users"])
        }
    }

    @Test func `a body beyond the limit is not read to its end`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            server.on("GET /v1.0/users", .json(String(repeating: " ", count: 17 << 20)))
            let error = await failure(graph.with(retry: .init(tries: 1, totalSeconds: 1, firstPause: 1)), read)
            guard case .noAnswer = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func `a throttled read waits as long as it is told to`() async throws {
        try await ScriptedServer.use { server, graph, bench in
            server.on(
                "GET /v1.0/users", .error(429, "TooManyRequests", ["retry-after": "3"]),
                .error(503, "serviceNotAvailable", ["retry-after": "5"]), .json("{}"))
            _ = try await graph.send(read)
            #expect(bench.sleep.seconds == [3, 5])
        }
    }

    @Test func `without being told, a read backs off`() async throws {
        try await ScriptedServer.use { server, graph, bench in
            server.on("GET /v1.0/users", .error(504, "UnknownError"), .init(status: 503, body: "<html>"), .json("{}"))
            _ = try await graph.send(read)
            #expect(bench.sleep.seconds == [0.25, 0.5])
        }
    }

    @Test func `a read gives up after its tries, or when the wait is longer than anybody has time`() async throws {
        try await ScriptedServer.use { server, graph, bench in
            server.on("GET /v1.0/users", .error(503, "serviceNotAvailable"))
            #expect(await failure(graph, read)?.status == 503)
            #expect(server.lines.count == 3)
            server.on("GET /v1.0/users", .error(429, "TooManyRequests", ["retry-after": "120"]))
            #expect(await failure(graph, read)?.status == 429)
            #expect(server.lines.count == 4)
            #expect(bench.sleep.seconds.count == 2)
        }
    }

    @Test(arguments: [400, 403, 404, 409, 501])
    func `a refusal is not argued with`(_ status: Int) async throws {
        try await ScriptedServer.use { server, graph, _ in
            server.on("GET /v1.0/users", .error(status, "SomeCode"))
            #expect(await failure(graph, read)?.status == status)
            #expect(server.lines.count == 1)
        }
    }

    @Test(arguments: [429, 500, 502, 503, 504])
    func `a credential write is never repeated`(_ status: Int) async throws {
        try await ScriptedServer.use { server, graph, bench in
            server.on("POST /v1.0/users", .error(status, "SomeCode", ["retry-after": "0"]))
            #expect(await failure(graph, credentialWrite)?.status == status)
            #expect(server.lines == ["POST /v1.0/users"])
            #expect(bench.sleep.seconds.isEmpty)
        }
    }

    @Test func `a token refused at the door is renewed once, and even a credential write said again`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            server.on("POST /v1.0/users", .error(401, "InvalidAuthenticationToken"), .json("{}", 201))
            _ = try await graph.send(credentialWrite)
            #expect(
                server.seen.map { $0.headers["authorization"] } == [
                    "Bearer scripted-token-1", "Bearer scripted-token-2",
                ])
        }
    }

    @Test func `a token that is refused twice is not renewed again`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            server.on("GET /v1.0/users", .error(401, "InvalidAuthenticationToken"))
            #expect(await failure(graph, read)?.status == 401)
            #expect(server.lines.count == 2)
            #expect(server.tokensIssued == 2)
        }
    }

    @Test func `another 401 renews nothing`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            server.on("POST /v1.0/users", .init(status: 401, body: "<html>proxy</html>"))
            #expect(await failure(graph, credentialWrite)?.status == 401)
            #expect(server.lines.count == 1)
        }
    }

    @Test(arguments: ["https://evil.example/v1.0/users", "http://127.0.0.1:1/v1.0/users", "http://localhost/v1.0/x"])
    func `a link to another host is refused before anything is sent`(_ link: String) async throws {
        try await ScriptedServer.use { server, graph, bench in
            let error = await failure(graph, .get(link: link))
            guard case .foreignLink = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(server.lines.isEmpty)
            #expect(server.tokensIssued <= 1)
            #expect(bench.log.text.contains("not followed"))
            #expect(!bench.log.text.contains(link))
        }
    }

    @Test func `a chain of pages that never ends is cut`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            let link = "\(graph.configuration.graph)/v1.0/users"
            server.on("GET /v1.0/users", .json(#"{"value":[],"@odata.nextLink":"\#(link)"}"#))
            await #expect(throws: GraphFailure.self) { try await graph.all(MembershipRecord.self, from: read) }
            #expect(server.lines.count == 100)
        }
    }

    private func failure(_ graph: GraphClient, _ request: GraphRequest) async -> GraphFailure? {
        await #expect(throws: GraphFailure.self) { try await graph.send(request) }
    }
}

extension GraphFailure {
    var status: Int? { if case .refused(let refusal) = self { refusal.status } else { nil } }
}
