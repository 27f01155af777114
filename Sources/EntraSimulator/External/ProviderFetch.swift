import AsyncHTTPClient
import Foundation
import NIOCore
import NIOSSL

/// Asks a provider over HTTP, as Entra's servers do: no redirects followed, ten seconds, at most a megabyte.
struct ProviderFetch: Sendable {
    private let rules: ProviderURLRules
    private let rootsPEM: String?

    init(_ configuration: SimulatorConfiguration) {
        rules = configuration.providerURLRules
        rootsPEM = configuration.providerRootsPEM
    }

    /// Fetches discovery document and keys. Throws ``SignInFailure``.
    func metadata(at url: String) async throws -> ProviderMetadata {
        if let problem = rules.problem(withDiscoveryURL: url) { throw SignInFailure.unusableProvider(problem) }
        return try await withClient { client in
            let discovery = try await document(at: url, client, needsLength: true)
            let document = try DiscoveryDocument(discovery, from: url, rules: rules)
            let keys = try await self.document(at: document.keySetURL, client, needsLength: false)
            return ProviderMetadata(
                issuer: document.issuer, authorizationEndpoint: document.authorizationEndpoint,
                keySetURL: document.keySetURL, keys: try ProviderKey.keys(of: keys))
        }
    }

    /// A bare GET of the authorization endpoint has to be answered with 200 (contract A.6, H 6). Throws ``SignInFailure``.
    func probe(_ endpoint: String) async throws {
        try await withClient { client in
            let status = try await get(endpoint, client).status.code
            guard status == 200 else {
                throw SignInFailure.unusableProvider("GET \(endpoint) was answered with \(status), not 200")
            }
        }
    }

    private func document(at url: String, _ client: HTTPClient, needsLength: Bool) async throws -> [String: JSONValue] {
        let response = try await get(url, client)
        guard response.status == .ok else {
            throw SignInFailure.unusableProvider("GET \(url) was answered with \(response.status.code), not 200")
        }
        if needsLength {
            guard response.headers.first(name: "content-length") != nil,
                response.headers.first(name: "transfer-encoding") == nil
            else { throw SignInFailure.unusableProvider("\(url) was sent without Content-Length") }
        }
        guard let body = try? await response.body.collect(upTo: 1024 * 1024),
            let object = try? JSONValue(parsing: Data(body.readableBytesView)).object
        else { throw SignInFailure.unusableProvider("\(url) is no JSON object") }
        return object
    }

    private func get(_ url: String, _ client: HTTPClient) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "accept", value: "application/json")
        do {
            return try await client.execute(request, timeout: .seconds(10))
        } catch {
            throw SignInFailure.unusableProvider("GET \(url) failed: \(error)")
        }
    }

    /// A client for one fetch. One a day needs no pool, and what is not kept open cannot be left open.
    private func withClient<Result: Sendable>(_ body: (HTTPClient) async throws -> Result) async throws -> Result {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let rootsPEM {
            tls.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMBytes(Array(rootsPEM.utf8)))]
        }
        var settings = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5)))
        settings.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: settings)
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(client)) } catch { result = .failure(error) }
        try await client.shutdown()
        return try result.get()
    }
}
