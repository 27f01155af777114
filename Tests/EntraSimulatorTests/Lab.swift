import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import EntraSimulator

/// A tenant of its own for one test, with a frozen clock, and the requests a test makes of it.
struct Lab: Sendable {
    let tenant: Tenant
    let client: any TestClientProtocol

    static let start = Date(timeIntervalSince1970: 1_795_500_000)
    static let secret = "a secret for tests"
    static let app = UUID(naming: "app/tests").text
    /// Keys are slow to make; no test but those about rotation changes them.
    private static let issuers = Task { try await Issuers(tenants: [.contoso, .fabrikam]) }

    static func run(
        permissions: Set<String> = RegisteredClient.recoveryPermissions,
        roles: [String] = ["Authentication Administrator"],
        certificates: [String] = [], issuers: Issuers? = nil,
        configure: (inout SimulatorConfiguration) -> Void = { _ in },
        _ body: @Sendable (Lab) async throws -> Void
    ) async throws {
        var configuration = SimulatorConfiguration()
        configuration.clients = [
            RegisteredClient(
                id: app, secrets: [.init(secret), .init("an old secret", expires: start.addingTimeInterval(-60))],
                certificates: certificates, permissions: permissions, directoryRoles: roles)
        ]
        configure(&configuration)
        let keys: Issuers
        if let issuers { keys = issuers } else { keys = try await Self.issuers.value }
        let tenant = try await Tenant(configuration: configuration, issuers: keys, now: { start })
        let pages = try await Pages(tenant: configuration.tenant)
        let application = buildSimulator(tenant, pages, scheme: "http", port: 0, logger: Logger(label: "test")) { _ in }
        try await application.test(.router) { client in try await body(Lab(tenant: tenant, client: client)) }
    }

    var tokenPath: String { "/\(tenant.name.id)/oauth2/v2.0/token" }

    func tokenReply(_ changes: [String: String?] = [:], path: String? = nil) async throws -> Reply {
        var fields: [String: String?] = [
            "client_id": Self.app, "client_secret": Self.secret, "grant_type": "client_credentials",
            "scope": "https://graph.microsoft.com/.default",
        ]
        for (name, value) in changes { fields.updateValue(value, forKey: name) }
        let body = fields.compactMap { name, value in
            value.map { "\(name)=\($0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
        }
        return try await send("POST", path ?? tokenPath, text: body.joined(separator: "&"))
    }

    func token() async throws -> String { try #require(try await tokenReply()["access_token"]?.string) }

    func graph(
        _ method: String = "GET", _ path: String, _ body: JSONValue? = nil, token: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = headers
        let bearer: String
        if let token { bearer = token } else { bearer = try await self.token() }
        headers[.authorization] = "Bearer \(bearer)"
        let text = try body.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        let escaped =
            path.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed.union(.init(charactersIn: "%"))) ?? path
        return try await send(
            method, escaped.hasPrefix("/") ? escaped : "/v1.0/" + escaped, text: text, headers: headers)
    }

    func send(_ method: String, _ path: String, text: String? = nil, headers: HTTPFields = [:]) async throws -> Reply {
        let method = try #require(HTTPRequest.Method(method))
        return Reply(
            try await client.executeRequest(
                uri: path, method: method, headers: headers, body: text.map { ByteBuffer(string: $0) }))
    }

    /// The seeded person whose address begins so.
    func person(_ local: String) async throws -> DirectoryUser {
        try #require(await tenant.user("\(local)@contoso.example"))
    }

    func passPath(_ user: DirectoryUser) -> String { "users/\(user.id)/authentication/temporaryAccessPassMethods" }

    /// Follows a link that the tenant gave, by its path and query.
    func follow(_ link: String?, headers: HTTPFields = [:]) async throws -> Reply {
        let link = try #require(link)
        let url = try #require(URLComponents(string: link))
        return try await graph("GET", url.percentEncodedPath + "?" + (url.percentEncodedQuery ?? ""), headers: headers)
    }

    /// Walks a round to its end: everything seen on the way, and the delta link.
    func round(_ path: String, headers: HTTPFields = [:]) async throws -> (
        objects: [JSONValue], pages: Int, deltaLink: String
    ) {
        var reply =
            path.hasPrefix("http")
            ? try await follow(path, headers: headers) : try await graph("GET", path, headers: headers)
        var objects = reply.objects
        var pages = 1
        while let next = reply["@odata.nextLink"]?.string {
            reply = try await follow(next, headers: headers)
            objects += reply.objects
            pages += 1
        }
        return (objects, pages, try #require(reply["@odata.deltaLink"]?.string))
    }
}

/// An answer, with its JSON at hand.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        text = String(buffer: response.body)
    }

    var json: JSONValue { (try? JSONValue(parsing: Data(text.utf8))) ?? .null }
    subscript(name: String) -> JSONValue? { json[name] }
    var objects: [JSONValue] { self["value"]?.array ?? [] }
    var errorCode: String? { self["error"]?["code"]?.string }
    var errorMessage: String { self["error"]?["message"]?.string ?? "" }
    var aadsts: Int? { self["error_codes"]?.array?.first?.integer }
}
