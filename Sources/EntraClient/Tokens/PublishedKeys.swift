import AsyncHTTPClient
import Foundation

/// The tenant's signing keys, as the login host publishes them: a JWK set (RFC 7517 section 5).
package struct PublishedKeys: Sendable {
    /// In bytes. Entra's sets have about 20 KiB.
    private static let limit = 256 * 1024

    package struct Unavailable: Error { package let status: Int }

    private let transport: HTTPTransport
    private let address: String

    package init(address: String, transport: HTTPTransport) {
        self.address = address
        self.transport = transport
    }

    package func keySet() async throws -> Data {
        let answer = try await transport.exchange(HTTPClientRequest(url: address), upTo: Self.limit)
        guard answer.status == 200 else { throw Unavailable(status: answer.status) }
        return answer.body
    }
}
