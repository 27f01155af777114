import Foundation
import Testing

@testable import EntraSimulator

@Suite struct PassTests {
    @Test func `The code is in the answer to the creation and nowhere else`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let created = try await lab.graph(
                "POST", lab.passPath(user), ["lifetimeInMinutes": 60, "isUsableOnce": true])
            #expect(created.status == 201)
            let code = try #require(created["temporaryAccessPass"]?.string)
            #expect(code.count == 8)
            #expect(created["isUsable"] == true && created["methodUsabilityReason"] == "EnabledByPolicy")
            let id = try #require(created["id"]?.string)
            for path in [lab.passPath(user), "\(lab.passPath(user))/\(id)", "users/\(user.id)/authentication/methods"] {
                let reply = try await lab.graph("GET", path)
                #expect(reply.text.contains(id))
                #expect(!reply.text.contains(code))
            }
            #expect(!String(describing: await lab.tenant.calls).contains(code))
            #expect(!String(describing: await lab.tenant.shownPasses).contains(code))
        }
    }

    @Test func `An empty body takes the policy's defaults`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let created = try await lab.graph("POST", lab.passPath(user))
            #expect(created["lifetimeInMinutes"] == 60)
            #expect(created["isUsableOnce"] == false)
        }
    }

    @Test func `A second pass replaces the first`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let first = try await lab.graph("POST", lab.passPath(user), [:])["id"]
            let second = try await lab.graph("POST", lab.passPath(user), [:])["id"]
            let listed = try await lab.graph("GET", lab.passPath(user)).objects.map { $0["id"] }
            #expect(listed == [second] && first != second)
        }
    }

    @Test(
        "A body the rules do not allow is refused, and nothing is created",
        arguments: [
            ["lifetimeInMinutes": 59], ["lifetimeInMinutes": 481], ["lifetimeInMinutes": "60"],
            ["lifetimeInMinutes": .number(60.5)],
            ["isUsableOnce": "yes"], ["startDateTime": "tomorrow"], ["startDateTime": "2001-01-01T00:00:00Z"],
        ] as [[String: JSONValue]])
    func badBody(body: [String: JSONValue]) async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let reply = try await lab.graph("POST", lab.passPath(user), .object(body))
            #expect(reply.status == 400)
            #expect(reply["temporaryAccessPass"] == nil)
            #expect(await lab.tenant.shownPasses == [])
        }
    }

    @Test func `Disabled by policy, or outside its targets, no pass can be made`() async throws {
        let policies: [@Sendable (inout TemporaryAccessPassPolicy, String) -> Void] = [
            { policy, _ in policy.state = .disabled },
            { policy, _ in policy.includeTargets = [UUID(naming: "no group").text] },
            { policy, finance in policy.excludeTargets = [finance] },
        ]
        for change in policies {
            try await Lab.run { lab async throws in
                let user = try await lab.person("linh.nguyen")
                let finance = try await lab.tenant.groupID("Finance")
                await lab.tenant.changeSettings { change(&$0.passPolicy, finance) }
                let reply = try await lab.graph("POST", lab.passPath(user), [:])
                #expect(reply.status == 400)
                #expect(reply.errorMessage.contains("AuthMethodType [TemporaryAccessPass]"))
            }
        }
    }

    @Test func `An external guest cannot have one, a guest of our own can`() async throws {
        try await Lab.run { lab async throws in
            let external = try #require(await lab.tenant.users.first { $0.isExternal })
            let reply = try await lab.graph("POST", lab.passPath(external), [:])
            #expect(reply.status == 400)
            #expect(reply.errorMessage == "Temporary Access Pass cannot be added to an external guest user.")
            let own = try await lab.tenant.addUser(
                ["userPrincipalName": "temp@contoso.example", "displayName": "Temp", "userType": "Guest"])
            #expect(try await lab.graph("POST", lab.passPath(own), [:]).status == 201)
        }
    }

    @Test func `Under a one-time policy every pass is one-time`() async throws {
        try await Lab.run { lab async throws in
            await lab.tenant.changeSettings { $0.passPolicy.isUsableOnce = true }
            let user = try await lab.person("linh.nguyen")
            #expect(try await lab.graph("POST", lab.passPath(user), ["isUsableOnce": false])["isUsableOnce"] == true)
        }
    }

    @Test func `A tenant can refuse a second pass while one works`() async throws {
        try await Lab.run { lab async throws in
            await lab.tenant.changeSettings { $0.passPolicy.refusesSecondPass = true }
            let user = try await lab.person("linh.nguyen")
            #expect(try await lab.graph("POST", lab.passPath(user), [:]).status == 201)
            #expect(try await lab.graph("POST", lab.passPath(user), [:]).status == 400)
            await lab.tenant.advanceClock(by: 3601)
            #expect(try await lab.graph("POST", lab.passPath(user), [:]).status == 201)
        }
    }

    @Test func `A pass is not yet valid, then valid, then expired`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let start = Timestamp.text(Lab.start.addingTimeInterval(600))
            let created = try await lab.graph(
                "POST", lab.passPath(user), ["startDateTime": .string(start), "lifetimeInMinutes": 60])
            #expect(created["methodUsabilityReason"] == "NotYetValid" && created["isUsable"] == false)
            for (seconds, reason) in [(601.0, "EnabledByPolicy"), (3600, "Expired")] {
                await lab.tenant.advanceClock(by: seconds)
                let listed = try await lab.graph("GET", lab.passPath(user)).objects
                #expect(listed.map { $0["methodUsabilityReason"] } == [.string(reason)])
            }
        }
    }

    @Test func `Nobody is nobody, and a deleted pass cannot be deleted again`() async throws {
        try await Lab.run { lab async throws in
            #expect(
                try await lab.graph("POST", "users/\(UUID().text)/authentication/temporaryAccessPassMethods", [:])
                    .status == 404)
            let user = try await lab.person("linh.nguyen")
            let id = try #require(try await lab.graph("POST", lab.passPath(user), [:])["id"]?.string)
            #expect(try await lab.graph("DELETE", "\(lab.passPath(user))/\(id)").status == 204)
            #expect(try await lab.graph("DELETE", "\(lab.passPath(user))/\(id)").status == 404)
        }
    }

    @Test func `The policy can be read with the right to, in any spelling`() async throws {
        let path = "policies/authenticationMethodsPolicy/authenticationMethodConfigurations"
        try await Lab.run { lab async throws in
            for name in ["temporaryAccessPass", "TemporaryAccessPass"] {
                let reply = try await lab.graph("GET", "\(path)/\(name)")
                #expect(reply["state"] == "enabled" && reply["maximumLifetimeInMinutes"] == 480)
            }
        }
        try await Lab.run(permissions: ["User.Read.All"]) { lab async throws in
            #expect(try await lab.graph("GET", "\(path)/temporaryAccessPass").status == 403)
        }
    }
}
