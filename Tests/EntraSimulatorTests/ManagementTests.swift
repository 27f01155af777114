import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import EntraSimulator

@Suite struct ManagementTests {
    private func run(_ body: @Sendable @escaping (Lab) async throws -> Void) async throws {
        try await Lab.run { lab async throws in
            let application = buildManagement(lab.tenant, logger: Logger(label: "test")) { _ in }
            try await application.test(.router) { client in try await body(Lab(tenant: lab.tenant, client: client)) }
        }
    }

    @Test func `A person can be added, changed, put in groups and deleted`() async throws {
        try await run { lab async throws in
            let added = try await lab.send(
                "POST", "/users",
                text:
                    #"{"givenName":"Ada","surname":"Test","mailNickname":"ada.test","birthDate":"1990-01-02","groups":["Finance"],"roles":["Reports Reader"]}"#
            )
            #expect(added.status == 201)
            #expect(added["userPrincipalName"] == "ada.test@contoso.example" && added["roles"] == ["Reports Reader"])
            let id = try #require(added["id"]?.string)
            let changed = try await lab.send(
                "PATCH", "/users/\(id)", text: #"{"accountEnabled":false,"groups":["Engineering"],"surname":null}"#)
            #expect(changed["groups"] == ["Engineering"] && changed["accountEnabled"] == false)
            #expect(try await lab.send("DELETE", "/users/ada.test@contoso.example").status == 204)
            #expect(try await lab.send("GET", "/users/\(id)").status == 404)
            #expect(try await lab.send("POST", "/users/\(id)/restore").status == 204)
        }
    }

    @Test(
        "What the management port cannot do it explains",
        arguments: [
            ("PUT", "/faults", #"{"thrott1e":{}}"#), ("PUT", "/faults", #"{"pageSize":0}"#), ("PUT", "/faults", "[]"),
            ("PUT", "/settings", #"{"authorizationMode":"none"}"#),
            ("PUT", "/settings", #"{"passPolicy":{"state":"maybe"}}"#),
            ("PUT", "/settings", #"{"passPolicy":{"includeTargets":["Nobody"]}}"#),
            ("POST", "/clock", #"{"setTo":"noon"}"#),
            ("POST", "/users", #"{"displayName":"No address"}"#),
            ("POST", "/users", #"{"mailNickname":"x","displayName":"X","groups":["Nobody"]}"#),
            ("POST", "/users", #"{"mailNickname":"x","displayName":"X","shoeSize":43}"#),
            ("GET", "/requests?effect=magic", ""),
            ("POST", "/users/crowd", #"{"count":0}"#),
        ])
    func refused(method: String, path: String, body: String) async throws {
        try await run { lab async throws in
            let reply = try await lab.send(method, path, text: body.isEmpty ? nil : body)
            #expect(reply.status == 400)
            #expect(reply["error"]?.string?.isEmpty == false)
        }
    }

    @Test func `An unknown fault is refused with the list of those there are`() async throws {
        try await run { lab async throws in
            let reply = try await lab.send("PUT", "/faults", text: #"{"chaos":true,"pageSize":3}"#)
            #expect(reply["known"]?.strings == FaultKnob.names)
            #expect(await lab.tenant.faults == Faults())
            #expect(try await lab.send("PUT", "/faults", text: #"{"pageSize":3}"#)["pageSize"] == 3)
            #expect(try await lab.send("PUT", "/faults", text: #"{"pageSize":null}"#)["pageSize"] == .null)
        }
    }

    @Test func `Settings change what is named and keep the rest`() async throws {
        try await run { lab async throws in
            let reply = try await lab.send(
                "PUT", "/settings",
                text:
                    #"{"authorizationMode":"both","passPolicy":{"isUsableOnce":true,"excludeTargets":["Excluded from recovery"]}}"#
            )
            #expect(reply.status == 200)
            let settings = await lab.tenant.settings
            #expect(settings.authorization == .both && settings.passPolicy.isUsableOnce)
            #expect(settings.passPolicy.maximumLifetimeInMinutes == 480)
            let excluded = try await lab.tenant.groupID("Excluded from recovery")
            #expect(settings.passPolicy.excludeTargets == [excluded])
        }
    }

    @Test func `Reset forgets people, faults, settings, clock and log`() async throws {
        try await run { lab async throws in
            try await lab.tenant.setFault(.pageSize, to: 2)
            await lab.tenant.advanceClock(by: 999)
            _ = try await lab.send("POST", "/users", text: #"{"mailNickname":"x","displayName":"X"}"#)
            #expect(try await lab.send("POST", "/reset").status == 204)
            #expect(await lab.tenant.faults == Faults())
            #expect(await lab.tenant.now == Lab.start)
            #expect(await lab.tenant.user("x@contoso.example") == nil)
            #expect(await lab.tenant.calls.isEmpty)
        }
    }

    @Test func `Passes are shown with their state and without their code`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let code = try #require(try await lab.graph("POST", lab.passPath(user), [:])["temporaryAccessPass"]?.string)
            let application = buildManagement(lab.tenant, logger: Logger(label: "test")) { _ in }
            try await application.test(.router) { client in
                let reply = try await Lab(tenant: lab.tenant, client: client).send("GET", "/passes?reveal=1")
                #expect(reply.json.array?.map { $0["state"] } == ["EnabledByPolicy"])
                #expect(!reply.text.contains(code))
                let calls = try await Lab(tenant: lab.tenant, client: client).send(
                    "GET", "/requests?effect=passCreated&path=/v1.0/users/*")
                #expect(calls.json.array?.count == 1)
                #expect(calls.json.array?.first?["app"]?.string == Lab.app)
            }
        }
    }
}
