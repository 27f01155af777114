import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import OpenIDProvider
@testable import WebServer

@Suite struct DocumentRoutesTests {
    private struct Keys: KeyPublishing {
        var body: Data?
        func published() -> Data? { body }
    }
    private struct LostKeys: KeyPublishing {
        struct Lost: Error {}
        func published() throws -> Data? { throw Lost() }
    }

    private static let keySet = Data(#"{"keys":[]}"#.utf8)
    private static let paths = ["/.well-known/openid-configuration", "/keys", "/authorize"]

    private func dependencies(_ keys: any KeyPublishing = Keys(body: keySet)) throws -> WebDependencies {
        var dependencies = try Fixture.dependencies()
        let issuer = try #require(Issuer(Fixture.origin))
        dependencies.openID = OpenIDDependencies(issuer: issuer, keys: keys)
        return dependencies
    }

    @Test func `Both documents come in one piece, with their length, for a minute, and without a cookie`() async throws
    {
        let issuer = try #require(Issuer(Fixture.origin))
        let bodies = [Self.paths[0]: try DiscoveryDocument(issuer).body(), Self.paths[1]: Self.keySet]
        try await Fixture.web(dependencies()) { client async throws in
            for (path, body) in bodies {
                let answer = try await client.get(path)
                #expect(answer.status == .ok)
                #expect(Data(answer.body.readableBytesView) == body)
                let head = try await client.execute(uri: path, method: .head)
                #expect(head.status == .ok && head.body.readableBytes == 0)
                for headers in [answer.headers, head.headers] {
                    #expect(headers[.contentLength] == "\(body.count)")
                    #expect(headers[.transferEncoding] == nil && headers[.setCookie] == nil)
                    #expect(headers[.contentType] == "application/json")
                    #expect(headers[.cacheControl] == "public, max-age=60")
                    #expect(headers[.xContentTypeOptions] == "nosniff")
                    #expect(headers[.strictTransportSecurity] != nil)
                }
            }
        }
    }

    @Test func `The document says nothing of the host that was asked for`() async throws {
        try await Fixture.web(dependencies()) { client async throws in
            let answer = try await client.execute(
                uri: Self.paths[0], method: .get, headers: [.init("Host")!: "evil.example", .forwardedFor: "1.2.3.4"])
            #expect(answer.text.contains(#""issuer":"https://verify.contoso.com""#))
            #expect(!answer.text.contains("evil"))
        }
    }

    @Test func `Without a key nothing is published, because an empty set would be kept for a day`() async throws {
        try await Fixture.web(dependencies(Keys(body: nil))) { client async throws in
            let answer = try await client.get("/keys")
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.retryAfter] == "5")
            #expect(answer.headers[.cacheControl] == "no-store")
        }
        try await Fixture.web(dependencies(LostKeys())) { client async throws in
            let answer = try await client.get("/keys")
            #expect(answer.status == .internalServerError)
            #expect(answer.headers[.cacheControl] == "no-store")
        }
    }

    @Test func `A bare look at the authorization endpoint finds it, a request in the address does not`() async throws {
        try await Fixture.web(dependencies()) { client async throws in
            let bare = try await client.get("/authorize")
            #expect(bare.status == .ok && bare.headers[.setCookie] == nil)
            #expect(try await client.execute(uri: "/authorize", method: .head).status == .ok)
            for query in ["?", "?state=a", "?id_token_hint=eyJ&client_id=countersign", "?=", "?%00"] {
                for method in [HTTPRequest.Method.get, .head] {
                    let answer = try await client.execute(uri: "/authorize" + query, method: method)
                    #expect(answer.status == .methodNotAllowed, "\(query)")
                    #expect(answer.headers[.allow] == "POST")
                    #expect(method == .get || answer.body.readableBytes == 0)
                }
            }
        }
    }

    @Test func `Where the method is off there is nothing`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            for path in Self.paths {
                #expect(try await client.get(path).status == .notFound)
                #expect(try await client.execute(uri: path, method: .head).status == .notFound)
            }
        }
    }
}
