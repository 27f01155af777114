import AsyncHTTPClient
import Foundation
import ServiceLifecycle

/// The one HTTP client for Entra and Graph: follows no redirects, waits twenty seconds, reads no more than it is told to.
///
/// Owns its connections. Run it as a service, or call `shutdown()` when done.
package struct HTTPTransport: Service {
    static let secondsPerExchange = 20
    private let client: HTTPClient

    /// - Parameter onlyHTTP1: asks for the older protocol, where the length of a document has to be said.
    package init(onlyHTTP1: Bool = false) {
        var configuration = HTTPClient.Configuration()
        // A followed redirect would carry the bearer token, or a form with the client secret, to where it points.
        configuration.redirectConfiguration = .disallow
        if onlyHTTP1 { configuration.httpVersion = .http1Only }
        configuration.timeout.connect = .seconds(5)
        configuration.timeout.read = .seconds(Int64(Self.secondsPerExchange))
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    package func shutdown() async throws {
        try await client.shutdown()
    }

    /// Keeps the connections until the services that use them have stopped.
    package func run() async throws {
        try? await gracefulShutdown()
        try await shutdown()
    }

    /// One request and its whole answer.
    func exchange(_ request: HTTPClientRequest, upTo limit: Int) async throws(ExchangeFailure) -> HTTPAnswer {
        do {
            return try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
                group.addTask { try await self.perform(request, upTo: limit) }
                // The client's own deadline ends with the response's head; a body that trickles in needs this one.
                group.addTask {
                    try await Task.sleep(for: .seconds(Self.secondsPerExchange))
                    throw ExchangeFailure(wasSent: .perhaps, reason: "timeout")
                }
                defer { group.cancelAll() }
                guard let answer = try await group.next() else {
                    throw ExchangeFailure(wasSent: .perhaps, reason: "cancelled")
                }
                return answer
            }
        } catch {
            throw ExchangeFailure(error)
        }
    }

    private func perform(_ request: HTTPClientRequest, upTo limit: Int) async throws -> HTTPAnswer {
        let response = try await client.execute(request, timeout: .seconds(Int64(Self.secondsPerExchange)))
        let body = try await response.body.collect(upTo: limit)
        return HTTPAnswer(
            status: Int(response.status.code), body: Data(body.readableBytesView),
            requestID: response.headers.first(name: "request-id"),
            location: response.headers.first(name: "location"),
            head: Dictionary(
                response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first }),
            retryAfter: response.headers.first(name: "retry-after").flatMap(Int.init).map { Double(max(0, $0)) })
    }
}

struct HTTPAnswer: Sendable {
    let status: Int
    let body: Data
    /// Microsoft's name for this exchange; support asks for it.
    let requestID: String?
    let location: String?
    /// The first field of each name, in lower case.
    let head: [String: String]
    /// Seconds. Microsoft never sends the header's other form, a date.
    let retryAfter: Double?
}

/// An exchange without a whole answer.
struct ExchangeFailure: Error, Equatable {
    enum Sent: Equatable {
        /// No connection came about, so nobody can have acted on the request.
        case no
        case perhaps
    }
    let wasSent: Sent
    /// A short word for logs, never an address or a value.
    let reason: String

    init(wasSent: Sent, reason: String) {
        self.wasSent = wasSent
        self.reason = reason
    }

    init(_ error: any Error) {
        switch error {
        case let failure as ExchangeFailure: self = failure
        case let error as HTTPClientError where Self.withoutConnection.contains(error):
            self.init(wasSent: .no, reason: "no connection")
        case let error as HTTPClientError: self.init(wasSent: .perhaps, reason: error.shortDescription.lowercased())
        case is CancellationError: self.init(wasSent: .perhaps, reason: "cancelled")
        default: self.init(wasSent: .perhaps, reason: Self.word(for: error))
        }
    }

    /// TLS errors come from below as texts; what an administrator has to know is in one word of them.
    private static func word(for error: any Error) -> String {
        "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
            ? "certificate not trusted" : String(describing: type(of: error))
    }

    private static let withoutConnection: [HTTPClientError] = [
        .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout,
    ]
}
