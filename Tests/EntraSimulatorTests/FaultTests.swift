import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import EntraSimulator

@Suite struct FaultTests {
    @Test func `Throttling counts the calls it refuses and says when to return`() async throws {
        try await Lab.run { lab async throws in
            let token = try await lab.token()
            try await lab.tenant.setFault(.throttle, to: ["path": "/v1.0/users*", "count": 2, "retryAfterSeconds": 7])
            for _ in 0..<2 {
                let reply = try await lab.graph("GET", "users", token: token)
                #expect(reply.status == 429)
                #expect(reply.headers[.retryAfter] == "7")
            }
            #expect(try await lab.graph("GET", "users", token: token).status == 200)
        }
    }

    @Test func `A service that is unavailable after the effect leaves the pass behind`() async throws {
        try await Lab.run { lab async throws in
            let (user, token) = (try await lab.person("linh.nguyen"), try await lab.token())
            try await lab.tenant.setFault(.unavailable, to: ["method": "POST", "status": 503, "afterEffect": true])
            let reply = try await lab.graph("POST", lab.passPath(user), [:], token: token)
            #expect(reply.status == 503)
            #expect(reply["temporaryAccessPass"] == nil)
            #expect(try await lab.graph("GET", lab.passPath(user)).objects.count == 1)
            #expect(await lab.tenant.calls.contains { $0.status == 503 && $0.effects.map(\.kind) == [.passCreated] })
        }
    }

    @Test func `A creation can take effect long after it was answered with 504`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            try await lab.tenant.setFault(.delayedTapCreation, to: ["mode": "effectLate", "seconds": 30])
            #expect(try await lab.graph("POST", lab.passPath(user), [:]).status == 504)
            #expect(try await lab.graph("GET", lab.passPath(user)).objects.isEmpty)
            await lab.tenant.advanceClock(by: 31)
            #expect(try await lab.graph("GET", lab.passPath(user)).objects.count == 1)
        }
    }

    @Test func `A stale list does not show the new pass yet`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            try await lab.tenant.setFault(.staleTapListSeconds, to: 60)
            #expect(try await lab.graph("POST", lab.passPath(user), [:]).status == 201)
            #expect(try await lab.graph("GET", lab.passPath(user)).objects.isEmpty)
            await lab.tenant.advanceClock(by: 61)
            #expect(try await lab.graph("GET", lab.passPath(user)).objects.count == 1)
        }
    }

    @Test func `A dropped connection leaves a pass, no answer and a line in the log`() async throws {
        var configuration = SimulatorConfiguration()
        configuration.port = 0
        configuration.managementPort = 0
        configuration.clients = [RegisteredClient(id: Lab.app, secrets: [.init(Lab.secret)])]
        let simulator = try await EntraSimulator(configuration: configuration, logger: Logger(label: "test"))
        try await simulator.whileRunning { addresses in
            let port = try #require(URLComponents(string: addresses.base)?.port)
            try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
                let form =
                    "client_id=\(Lab.app)&client_secret=\(Lab.secret.replacing(" ", with: "+"))&grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
                let reply = try await client.post(
                    "/\(simulator.tenant.name.id)/oauth2/v2.0/token", body: ByteBuffer(string: form))
                let body = try #require(reply.body)
                let token = try #require(try JSONValue(parsing: Data(body.readableBytesView))["access_token"]?.string)
                let user = try #require(await simulator.tenant.users.first)
                try await simulator.tenant.setFault(.dropConnectionAfterTapCreation, to: 1)
                await #expect(throws: (any Error).self) {
                    try await client.post(
                        "/v1.0/users/\(user.id)/authentication/temporaryAccessPassMethods",
                        headers: [.authorization: "Bearer \(token)"], body: ByteBuffer(string: "{}"))
                }
            }
        }
        let last = try #require(await simulator.tenant.calls.last)
        #expect(last.status == nil)
        #expect(last.effects.map(\.kind) == [.passCreated, .connectionDropped])
    }

    @Test(
        "A value a knob does not take changes nothing",
        arguments: [
            (.throttle, ["count": 0]), (.throttle, ["colour": "red"]), (.throttle, 3), (.unavailable, ["status": 500]),
            (.delayedTapCreation, ["mode": "never", "seconds": 1]), (.delayedTapCreation, ["mode": "answerLate"]),
            (.tokenLifetimeSeconds, 0), (.foreignNextLink, "graph.example"), (.expireDeltaTokens, "soon"),
            (.pageSize, 1000),
            (.emptyDeltaPages, -1), (.repeatDeltaObjects, "yes"), (.mailFailure, "flood"),
            (.staleTapListSeconds, "a minute"),
        ] as [(FaultKnob, JSONValue)])
    func badValue(knob: FaultKnob, value: JSONValue) async throws {
        var faults = Faults()
        #expect(throws: BadFaultValue(knob: knob)) { try knob.set(value, in: &faults) }
        #expect(faults == Faults())
    }
}
