@testable import EntraClient
import Foundation
import Proofing
import Synchronization
import Testing

/// Registering the external method where Graph is slow, busy or holds surprises. The plain way is tested with the simulator.
@Suite struct `Registration of the external method` {
    private static let app = "2c1f7a90-4f54-4d0e-a2cc-90b6d1f3e7a5"
    private static let object = "aaaaaaaa-0000-4000-8000-000000000001"
    private static let principal = "aaaaaaaa-0000-4000-8000-000000000002"
    private static let graphPrincipal = "aaaaaaaa-0000-4000-8000-000000000003"
    private static let reply = "https://verify.example.com/authorize"
    private static let methods = "/v1.0/policies/authenticationMethodsPolicy"

    private static func application(_ id: String = object, appID: String = app) -> String {
        """
        {"id":"\(id)","appId":"\(appID)","displayName":"Countersign","signInAudience":"AzureADMyOrg",
         "web":{"redirectUris":["\(reply)"]},"requiredResourceAccess":[{"resourceAppId":"\(MicrosoftGraph.appID)",
         "resourceAccess":[{"id":"\(MicrosoftGraph.openID)","type":"Scope"},{"id":"\(MicrosoftGraph.profile)","type":"Scope"}]}]}
        """
    }

    private static func principalQuery(_ appID: String) -> String {
        "GET /v1.0/servicePrincipals?$filter=appId%20eq%20%27\(appID)%27&$select=id%2CaccountEnabled"
    }

    private static func list(_ elements: String...) -> ScriptedServer.Reply {
        .json(#"{"value":[\#(elements.joined(separator: ","))]}"#)
    }

    private func wish(_ application: String? = nil) -> RegistrationWish {
        RegistrationWish(
            displayName: "Countersign", application: application.flatMap(ObjectID.init(rawValue:)),
            replyAddress: Self.reply, clientID: "countersign",
            discoveryAddress: "https://verify.example.com/.well-known/openid-configuration")
    }

    /// A tenant where only Microsoft Graph is registered, and everything that is made is there at once.
    private func prepare(_ server: ScriptedServer) {
        server.on("GET /v1.0/applications", Self.list())
        server.on("POST /v1.0/applications", .json(Self.application(), 201))
        server.on(Self.principalQuery(Self.app), Self.list())
        server.on(Self.principalQuery(MicrosoftGraph.appID), Self.list(#"{"id":"\#(Self.graphPrincipal)"}"#))
        server.on("POST /v1.0/servicePrincipals", .json(#"{"id":"\#(Self.principal)"}"#, 201))
        server.on("GET /v1.0/servicePrincipals/\(Self.principal)/oauth2PermissionGrants", Self.list())
        server.on("POST /v1.0/oauth2PermissionGrants", .json(#"{"id":"g"}"#, 201))
        server.on("GET \(Self.methods)", .json(#"{"authenticationMethodConfigurations":[]}"#))
    }

    private func run(
        _ graph: GraphClient, _ wish: RegistrationWish, isServed: Bool = false
    ) async throws -> [RegistrationStep] {
        let steps = Mutex<[RegistrationStep]>([])
        let registration = MethodRegistration(registry: MethodRegistry(graph: graph), performs: true) { step in
            steps.withLock { $0.append(step) }
        }
        do throws(RegistryError) { try await registration.run(wish) { isServed } } catch {
            guard steps.withLock({ $0.contains { $0.outcome == .differs } }) else { throw error }
        }
        return steps.withLock { $0 }
    }

    @Test func `a service principal waits for the application to be known everywhere`() async throws {
        try await ScriptedServer.use { server, graph, bench in
            prepare(server)
            let unknown = ScriptedServer.Reply.error(400, "Request_BadRequest")
            server.on(
                "POST /v1.0/servicePrincipals", unknown, unknown, .json(#"{"id":"\#(Self.principal)"}"#, 201))
            let steps = try await run(graph, wish())
            #expect(steps.map(\.outcome) == [.made, .made, .made, .waits])
            #expect(bench.sleep.seconds == [3, 3])
        }
    }

    @Test func `waiting has an end, and says what Graph said`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            prepare(server)
            server.on("POST /v1.0/servicePrincipals", .error(400, "Request_BadRequest"))
            let error = await #expect(throws: RegistryError.self) { _ = try await run(graph, wish()) }
            #expect(error?.code == .rejected)
            #expect(error?.description.contains("Graph says: Nobody should read this.") == true)
            #expect(server.lines.count { $0 == "POST /v1.0/servicePrincipals" } == 6)
        }
    }

    @Test(arguments: [429, 500, 503])
    func `nothing is made twice when it is not known whether it was made`(_ status: Int) async throws {
        try await ScriptedServer.use { server, graph, _ in
            prepare(server)
            server.on("POST /v1.0/applications", .error(status, "serviceNotAvailable"))
            let error = await #expect(throws: RegistryError.self) { _ = try await run(graph, wish()) }
            #expect(error?.code == .unavailable)
            #expect(server.lines.count { $0 == "POST /v1.0/applications" } == 1)
        }
    }

    @Test func `what was made by a run that broke off is found by its redirect address`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            prepare(server)
            server.on("GET /v1.0/applications", Self.list(Self.application()))
            let steps = try await run(graph, wish())
            #expect(steps.map(\.outcome) == [.alreadyThere, .made, .made, .waits])
            #expect(!server.lines.contains("POST /v1.0/applications"))
        }
    }

    @Test func `of several with the address none is chosen`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            prepare(server)
            let other = "2c1f7a90-4f54-4d0e-a2cc-90b6d1f3e7a6"
            server.on("GET /v1.0/applications", Self.list(Self.application(), Self.application(other, appID: other)))
            let steps = try await run(graph, wish())
            #expect(steps.map(\.outcome) == [.differs])
            #expect(steps[0].detail.contains(other))
            #expect(!server.lines.contains { !$0.hasPrefix("GET ") })
        }
    }

    @Test func `a configured application that is not there is not replaced by another`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            prepare(server)
            let steps = try await run(graph, wish(Self.app))
            #expect(steps.map(\.outcome) == [.differs])
            #expect(!server.lines.contains { !$0.hasPrefix("GET ") })
        }
    }

    @Test func `a method of the same name for another application is left alone`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            prepare(server)
            server.on(
                "GET \(Self.methods)",
                .json(
                    """
                    {"authenticationMethodConfigurations":[{"@odata.type":"#microsoft.graph.smsAuthenticationMethodConfiguration"},
                     {"@odata.type":"\(RegisteredMethod.type)","id":"m","displayName":"COUNTERSIGN","state":"enabled",
                      "appId":"\(MicrosoftGraph.appID)","openIdConnectSetting":{"clientId":"c","discoveryUrl":"d"}}]}
                    """))
            let steps = try await run(graph, wish(), isServed: true)
            #expect(steps.last?.outcome == .differs)
            #expect(!server.lines.contains { $0.contains("authenticationMethodConfigurations") })
        }
    }

    @Test func `values of the tenant cannot write into the terminal`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            prepare(server)
            server.on(
                "GET \(Self.methods)",
                .json(
                    """
                    {"authenticationMethodConfigurations":[{"@odata.type":"\(RegisteredMethod.type)","id":"m",
                      "displayName":"x","state":"enabled","appId":"\(Self.app)","includeTargets":[{"id":"all_users"}],
                      "openIdConnectSetting":{"clientId":"a\\u001b[2Jb","discoveryUrl":"d\\ne"}}]}
                    """))
            let steps = try await run(graph, wish(), isServed: true)
            #expect(steps.last?.outcome == .differs)
            #expect(steps.last?.detail.contains("a [2Jb") == true)
            #expect(steps.allSatisfy { !$0.detail.unicodeScalars.contains { $0.value < 0x20 } })
        }
    }

    @Test func `a new method is disabled, and told whom it is for in a second step`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            prepare(server)
            let path = "\(Self.methods)/authenticationMethodConfigurations"
            server.on(
                "POST \(path)",
                .json(
                    """
                    {"id":"m","displayName":"Countersign","state":"disabled","appId":"\(Self.app)",
                     "openIdConnectSetting":{"clientId":"countersign","discoveryUrl":"d"}}
                    """, 201))
            server.on("PATCH \(path)/m", .json("", 204))
            let steps = try await run(graph, wish(), isServed: true)
            #expect(steps.last?.outcome == .made)
            #expect(server.lines.suffix(2) == ["POST \(path)", "PATCH \(path)/m"])
        }
    }
}

@Suite struct `Contents of a token` {
    private func token(_ claims: String) -> Secret<String> {
        Secret("eyJ.\(Data(claims.utf8).base64URLText).x")
    }

    @Test func `application permissions and those of a person are read`() throws {
        let tenant = "bde8f1c4-1b5a-4b4c-9a0e-5d0a9b8f6a11"
        let app = try #require(TokenContents(token(#"{"tid":"\#(tenant)","roles":["A","B"]}"#)))
        #expect(app.tenant?.rawValue == tenant && app.permissions == ["A", "B"] && !app.isDelegated)
        let person = try #require(TokenContents(token(#"{"tid":"\#(tenant)","scp":"openid C"}"#)))
        #expect(person.permissions == ["openid", "C"] && person.isDelegated)
    }

    @Test(arguments: ["", "a", "a.b", "a.b.c.d", "eyJ.%%%.x", "eyJ.W10.x"])
    func `what cannot be read has none`(_ text: String) {
        #expect(TokenContents(Secret(text)) == nil)
    }
}
