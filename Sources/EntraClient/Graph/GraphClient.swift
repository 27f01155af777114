import AsyncHTTPClient
import Foundation
import Logging
import Proofing

/// Speaks to Microsoft Graph v1.0: bearer token, own request id, bounded answers, honest repetition.
package struct GraphClient: Sendable {
    /// A page of a thousand objects has about one MiB.
    private static let answerLimit = 16 * 1024 * 1024

    let configuration: GraphPlace
    let surroundings: Surroundings
    private let tokens: any TokenSource
    private let retry: RetryPolicy

    private init(
        _ place: GraphPlace, tokens: any TokenSource, surroundings: Surroundings, retry: RetryPolicy
    ) {
        configuration = place
        self.tokens = tokens
        self.surroundings = surroundings
        self.retry = retry
    }

    package init(
        configuration: EntraConfiguration, tokens: AccessTokens, surroundings: Surroundings,
        retry: RetryPolicy = .interactive
    ) {
        self.init(
            GraphPlace(tenant: configuration.tenant, graph: configuration.graph, profile: configuration.profile),
            tokens: tokens, surroundings: surroundings, retry: retry)
    }

    /// With a token that somebody else got, such as an administrator; it is not renewed.
    package init(
        tenant: TenantID, graph: ServiceAddress, token: Secret<String>, surroundings: Surroundings,
        retry: RetryPolicy = .interactive
    ) {
        self.init(
            GraphPlace(tenant: tenant, graph: graph), tokens: GivenToken(token), surroundings: surroundings,
            retry: retry)
    }

    /// The same tenant and tokens with another patience.
    package func with(retry: RetryPolicy) -> GraphClient {
        GraphClient(configuration, tokens: tokens, surroundings: surroundings, retry: retry)
    }

    /// What the token in use says about itself; nil when it cannot be read.
    package func tokenContents() async throws(TokenError) -> TokenContents? {
        TokenContents(try await tokens.current().value)
    }

    /// The body of a 2xx answer.
    ///
    /// A request that may not be repeated is sent once, with one exception: see `sendWithFreshToken`.
    func send(_ request: GraphRequest) async throws(GraphFailure) -> Data {
        var count = RetryCount(retry, now: surroundings.time.now)
        while true {
            do throws(GraphFailure) {
                return try await sendWithFreshToken(request)
            } catch {
                guard case .harmless = request.repetition, error.mayPass else { throw error }
                guard
                    let seconds = count.pause(
                        retryAfter: error.retryAfter, now: surroundings.time.now, random: surroundings.random)
                else { throw error }
                surroundings.logger.notice(
                    "graph busy", metadata: ["call": "\(request.pattern)", "pause_seconds": "\(seconds)"])
                let failure = error
                do { try await surroundings.sleep.sleep(seconds: seconds) } catch { throw failure }
            }
        }
    }

    func decode<Value: Decodable>(_ type: Value.Type, from request: GraphRequest) async throws(GraphFailure) -> Value {
        try Self.decode(type, from: try await send(request))
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from body: Data) throws(GraphFailure) -> Value {
        do { return try JSONDecoder.graph.decode(type, from: body) } catch {
            // The decoder's own words quote values; the type is all that may be told.
            throw .malformed("answer is no \(type)")
        }
    }

    /// Renews the token once when Graph says it is no longer valid, and repeats.
    ///
    /// That is the one repetition a credential write may have: 401 `InvalidAuthenticationToken` is said at the door,
    /// before Graph looks at the request, so nothing was created by the first try.
    private func sendWithFreshToken(_ request: GraphRequest) async throws(GraphFailure) -> Data {
        let token: AccessToken
        do throws(TokenError) { token = try await tokens.current() } catch { throw .noToken(error) }
        do throws(GraphFailure) {
            return try await sendOnce(request, token: token)
        } catch {
            guard case .refused(let refusal) = error, refusal.status == 401,
                refusal.code == "InvalidAuthenticationToken"
            else { throw error }
        }
        let renewed: AccessToken
        do throws(TokenError) { renewed = try await tokens.replacement(for: token) } catch { throw .noToken(error) }
        return try await sendOnce(request, token: renewed)
    }

    private func sendOnce(_ request: GraphRequest, token: AccessToken) async throws(GraphFailure) -> Data {
        var outgoing = HTTPClientRequest(url: try url(of: request.target))
        outgoing.method =
            switch request.method {
            case .get: .GET
            case .post: .POST
            case .patch: .PATCH
            case .delete: .DELETE
            }
        let clientRequestID = UUID().uuidString.lowercased()
        outgoing.headers.add(name: "authorization", value: "Bearer \(token.value.reveal())")
        outgoing.headers.add(name: "accept", value: "application/json")
        outgoing.headers.add(name: "client-request-id", value: clientRequestID)
        if let body = request.body {
            outgoing.headers.add(name: "content-type", value: "application/json")
            outgoing.body = .bytes(body)
        }
        let answer: HTTPAnswer
        do throws(ExchangeFailure) {
            answer = try await surroundings.transport.exchange(outgoing, upTo: Self.answerLimit)
        } catch {
            log(request, clientRequestID, outcome: error.reason)
            throw .noAnswer(error)
        }
        guard (200..<300).contains(answer.status) else {
            let refusal = GraphRefusal(answer)
            log(request, clientRequestID, outcome: refusal.detail)
            throw .refused(refusal)
        }
        return answer.body
    }

    private func url(of target: GraphRequest.Target) throws(GraphFailure) -> String {
        switch target {
        case .path(let path, let query):
            let pairs = query.map { "\($0.name)=\($0.value.percentEncoded)" }
            return "\(configuration.graph)/v1.0\(path.text)" + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
        case .link(let link):
            guard configuration.graph.owns(link, below: "/v1.0/") else {
                surroundings.logger.error("graph sent a link to another host; it was not followed")
                throw .foreignLink
            }
            return link
        }
    }

    private func log(_ request: GraphRequest, _ clientRequestID: String, outcome: String) {
        surroundings.logger.notice(
            "graph call failed",
            metadata: [
                "call": "\(request.pattern)", "client_request_id": "\(clientRequestID)", "outcome": "\(outcome)",
            ])
    }
}

/// Which tenant's Graph, and where.
struct GraphPlace: Sendable {
    let tenant: TenantID
    let graph: ServiceAddress
    var profile = ProfileAttributes()
}

extension GraphFailure {
    /// Whether the same request may fare better in a moment.
    fileprivate var mayPass: Bool {
        switch self {
        case .noAnswer: true
        case .refused(let refusal): [429, 500, 502, 503, 504].contains(refusal.status)
        case .noToken, .foreignLink, .malformed: false
        }
    }

    fileprivate var retryAfter: Double? {
        if case .refused(let refusal) = self { refusal.retryAfter } else { nil }
    }
}
