import Foundation
import Testing

@testable import EntraSimulator

@Suite struct TokenTests {
    @Test("A correct secret gets a bearer token that lives 3599 seconds")
    func correctSecret() async throws {
        try await Lab.run { lab async throws in
            let reply = try await lab.tokenReply()
            #expect(reply.status == 200)
            #expect(reply["token_type"] == "Bearer")
            #expect(reply["expires_in"] == 3599)
            #expect(try await lab.graph("GET", "users").status == 200)
        }
    }

    @Test(
        "What is wrong with a token request is told by its AADSTS number",
        arguments: [
            (["client_secret": "wrong"], 401, "invalid_client", 7_000_215),
            (["client_secret": "an old secret"], 401, "invalid_client", 7_000_222),
            (["client_secret": nil], 401, "invalid_client", 7_000_218),
            (["client_id": "11111111-2222-4333-8444-555555555555"], 400, "unauthorized_client", 700_016),
            (["client_id": nil], 400, "invalid_request", 900_144),
            (["grant_type": "password"], 400, "unsupported_grant_type", 70003),
            (["scope": "https://graph.microsoft.com/User.Read"], 400, "invalid_scope", 70011),
            (["scope": "https://graph.microsoft.com/.default offline_access"], 400, "invalid_scope", 70011),
            (["scope": "https://management.example/.default"], 400, "invalid_resource", 500_011),
            (["scope": nil], 400, "invalid_request", 900_144),
            (["client_assertion": "not.a.token", "client_assertion_type": "other"], 400, "invalid_request", 900_144),
        ] as [([String: String?], Int, String, Int)])
    func refused(changes: [String: String?], status: Int, error: String, code: Int) async throws {
        try await Lab.run { lab async throws in
            let reply = try await lab.tokenReply(changes)
            #expect(reply.status == status)
            #expect(reply["error"]?.string == error)
            #expect(reply.aadsts == code)
            #expect(reply["error_description"]?.string?.hasPrefix("AADSTS\(code): ") == true)
            #expect(reply["correlation_id"] != nil && reply["trace_id"] != nil && reply["timestamp"] != nil)
        }
    }

    @Test func `An unknown tenant is not found, and a neighbour does not know the app`() async throws {
        try await Lab.run { lab async throws in
            #expect(try await lab.tokenReply(path: "/nowhere.example/oauth2/v2.0/token").aadsts == 90002)
            let neighbour = try await lab.tokenReply(path: "/\(TenantName.fabrikam.id)/oauth2/v2.0/token")
            #expect(neighbour.aadsts == 700_016)
            #expect(neighbour.status == 400)
        }
    }

    @Test func `Discovery of a tenant names that tenant, by id and by domain`() async throws {
        try await Lab.run { lab async throws in
            for asked in [lab.tenant.name.id, "contoso.example"] {
                let reply = try await lab.send("GET", "/\(asked)/v2.0/.well-known/openid-configuration")
                #expect(reply["issuer"]?.string == "http://localhost/\(lab.tenant.name.id)/v2.0")
                #expect(reply["token_endpoint"]?.string == "http://localhost\(lab.tokenPath)")
            }
            #expect(try await lab.send("GET", "/nobody.example/v2.0/.well-known/openid-configuration").status == 400)
        }
    }

    @Test func `The common document has a template for an issuer`() async throws {
        try await Lab.run { lab async throws in
            let reply = try await lab.send("GET", "/common/v2.0/.well-known/openid-configuration")
            #expect(reply["issuer"]?.string == "http://localhost/{tenantid}/v2.0")
        }
    }

    @Test func `Published keys carry a certificate and no private part`() async throws {
        try await Lab.run { lab async throws in
            let keys = try await lab.send("GET", "/\(lab.tenant.name.id)/discovery/v2.0/keys")["keys"]?.array ?? []
            #expect(keys.count == 2)
            for key in keys {
                #expect(key["x5c"]?.strings?.isEmpty == false)
                #expect(key["d"] == nil && key["p"] == nil)
            }
        }
    }

    @Test func `A rotation without overlap removes the old keys at once, and old tokens with them`() async throws {
        let own = try await Issuers(tenants: [.contoso, .fabrikam])
        try await Lab.run(issuers: own) { lab async throws in
            let before = await own.published(lab.tenant.name.id).map(\.kid)
            let old = try await lab.token()
            try await own.rotate(lab.tenant.name, keepingOld: true)
            #expect(await own.published(lab.tenant.name.id).count == 3)
            #expect(try await lab.graph("GET", "users", token: old).status == 200)
            try await own.rotate(lab.tenant.name, keepingOld: false)
            let after = await own.published(lab.tenant.name.id).map(\.kid)
            #expect(Set(before).isDisjoint(with: after))
            #expect(try await lab.graph("GET", "users", token: old).status == 401)
        }
    }

    @Test func `A token signed by another tenant does not open Graph`() async throws {
        try await Lab.run { lab async throws in
            let seconds = Int(Lab.start.timeIntervalSince1970)
            let foreign = AccessToken(
                aud: AccessToken.graphAudience, iss: "https://sts.windows.net/\(lab.tenant.name.id)/", iat: seconds,
                nbf: seconds,
                exp: seconds + 600, appid: Lab.app, oid: "x", sub: "x", tid: lab.tenant.name.id,
                roles: ["User.Read.All"],
                wids: [], uti: "x")
            let token = try await lab.tenant.issuers.sign(foreign, for: TenantName.fabrikam.id)
            let reply = try await lab.graph("GET", "users", token: token)
            #expect(reply.status == 401)
            #expect(reply.errorCode == "InvalidAuthenticationToken")
        }
    }

    @Test func `A short-lived token stops working when it runs out`() async throws {
        try await Lab.run { lab async throws in
            try await lab.tenant.setFault(.tokenLifetimeSeconds, to: 30)
            let token = try await lab.token()
            #expect(try await lab.graph("GET", "users", token: token).status == 200)
            await lab.tenant.advanceClock(by: 31)
            #expect(try await lab.graph("GET", "users", token: token).errorCode == "InvalidAuthenticationToken")
            #expect(try await lab.send("GET", "/v1.0/users").status == 401)
        }
    }

    @Test func `Permissions are those of the moment the token was issued`() async throws {
        try await Lab.run { lab async throws in
            let before = try await lab.token()
            await lab.tenant.changeSettings { settings in
                if var client = settings.clients[Lab.app] {
                    client.permissions = []
                    settings.register(client)
                }
            }
            #expect(try await lab.graph("GET", "users", token: before).status == 200)
            let after = try await lab.graph("GET", "users")
            #expect(after.status == 403)
            #expect(after.errorCode == "Authorization_RequestDenied")
        }
    }
}
