@testable import EntraClient
import Foundation
import Proofing
import Testing

@Suite struct `Temporary Access Passes` {
    private func wish(_ person: PersonID, minutes: Int = 60) -> PassRequest {
        PassRequest(person: person, lifetimeInMinutes: minutes, isUsableOnce: true)
    }

    @Test func `the tenant's policy is read`() async throws {
        try await SimulatedTenant.use { entra in
            await entra.passPolicy {
                $0.minimumLifetimeInMinutes = 15
                $0.maximumLifetimeInMinutes = 90
                $0.isUsableOnce = true
            }
            let policy = try await entra.directory.passPolicy(entra.id)
            #expect(
                policy == PassPolicy(isEnabled: true, minimumLifetime: 15, maximumLifetime: 90, isOneTimeOnly: true))
            await entra.passPolicy { $0.state = .disabled }
            let closed = try await entra.directory.passPolicy(entra.id)
            #expect(!closed.isEnabled)
        }
    }

    @Test func `a pass is created, listed without its code, and deleted`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            let directory = entra.directory
            let pass = try await directory.createPass(wish(person))
            #expect(pass.code.reveal().count == 8)
            #expect(pass.lifetimeInMinutes == 60)
            #expect(
                try await directory.passes(of: person) == [
                    PassReference(id: pass.id, createdAt: entra.bench.clock.now, isUsable: true)
                ])
            try await directory.deletePass(pass.id, of: person)
            #expect(try await directory.passes(of: person).isEmpty)
            #expect(!entra.bench.log.text.contains(pass.code.reveal()))
        }
    }

    @Test func `deleting a pass that is gone succeeds`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            let pass = try await entra.directory.createPass(wish(person))
            try await entra.directory.deletePass(pass.id, of: person)
            try await entra.directory.deletePass(pass.id, of: person)
        }
    }

    @Test func `a 404 that Graph did not write deletes nothing and denies nobody`() async throws {
        try await ScriptedServer.use { server, graph, _ in
            let (person, path) = try ScriptedServer.person(server)
            let pass = try #require(PassID(rawValue: ScriptedServer.tenant))
            let directory = GraphDirectory(graph: graph)
            server.on(
                "DELETE \(path)/authentication/temporaryAccessPassMethods/\(pass)", .init(status: 404, body: "<html>"))
            await expect(.malformed) { try await directory.deletePass(pass, of: person) }
            server.on("GET \(path)?\(ScriptedServer.accountQuery)", .init(status: 404))
            await expect(.malformed) { try await directory.liveAccount(person) }
        }
    }

    @Test func `a connection dropped after the creation leaves the outcome unknown, after one POST`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            try await entra.fault(.dropConnectionAfterTapCreation, 1)
            await expectUnknown { try await entra.directory.createPass(wish(person)) }
            #expect(await entra.calls("POST", containing: "temporaryAccessPassMethods").count == 1)
            // The very pass nobody saw is alive, and can be found and deleted.
            let lost = try await entra.directory.passes(of: person)
            #expect(lost.count == 1)
            try await entra.directory.deletePass(try #require(lost.first).id, of: person)
        }
    }

    @Test(arguments: [503, 504])
    func `a server error after the effect leaves the outcome unknown, after one POST`(_ status: Int) async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            try await entra.fault(
                .unavailable,
                [
                    "path": "*/temporaryAccessPassMethods", "method": "POST", "status": .integer(status),
                    "afterEffect": true,
                ])
            await expectUnknown { try await entra.directory.createPass(wish(person)) }
            #expect(await entra.effects() == ["passCreated"])
        }
    }

    @Test func `a throttled creation did not happen, and is not repeated`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            try await entra.fault(.throttle, ["path": "*/temporaryAccessPassMethods", "method": "POST"])
            await expectNotCreated(.unavailable) { try await entra.directory.createPass(wish(person)) }
            #expect(await entra.calls("POST", containing: "temporaryAccessPassMethods").count == 1)
            #expect(entra.bench.sleep.seconds.isEmpty)
        }
    }

    @Test func `an expired token is renewed, and one pass made`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            let directory = entra.directory
            _ = try await directory.passes(of: person)
            // The tenant's clock runs ahead of ours: our token looks alive to us alone.
            await entra.tenant.advanceClock(by: 3590)
            await entra.forgetCalls()
            await entra.tenant.advanceClock(by: 20)
            _ = try await directory.createPass(wish(person))
            #expect(await entra.effects() == ["passCreated"])
            #expect(await entra.tokensIssued() == 1)
        }
    }

    @Test func `a person outside the policy's scope gets none, and the detail says why`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            await entra.passPolicy { $0.includeTargets = [] }
            let detail = await expectNotCreated(.rejected) { try await entra.directory.createPass(wish(person)) }
            #expect(detail?.contains("does not cover this person") == true)
        }
    }

    @Test func `with the policy off nobody gets one`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            await entra.passPolicy { $0.state = .disabled }
            await expectNotCreated(.rejected) { try await entra.directory.createPass(wish(person)) }
        }
    }

    @Test func `an external guest gets none, and the detail says why`() async throws {
        try await SimulatedTenant.use { entra in
            let guest = try await entra.externalGuest("visitor")
            let detail = await expectNotCreated(.rejected) { try await entra.directory.createPass(wish(guest)) }
            #expect(detail?.contains("external guests get no pass") == true)
        }
    }

    @Test func `a lifetime outside the policy is refused`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            await expectNotCreated(.rejected) { try await entra.directory.createPass(wish(person, minutes: 5)) }
        }
    }

    @Test func `nobody is created a pass who is not there`() async throws {
        try await SimulatedTenant.use { entra in
            let nobody = try entra.personID(UUID().uuidString)
            await expectNotCreated(.notFound) { try await entra.directory.createPass(wish(nobody)) }
        }
    }

    @Test func `without permission nothing is created`() async throws {
        try await SimulatedTenant.use(permissions: ["User.Read.All"]) { entra in
            let person = try await entra.person("ada")
            await expectNotCreated(.forbidden) { try await entra.directory.createPass(wish(person)) }
        }
    }

    @Test func `without a token nothing is created`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            var configuration = entra.configuration
            configuration.credential = .secret(Secret("wrong"))
            let directory = GraphDirectory(graph: entra.graph(configuration))
            await expectNotCreated(.forbidden) { try await directory.createPass(wish(person)) }
            #expect(await entra.calls("POST", containing: "temporaryAccessPassMethods").isEmpty)
        }
    }

    /// What each answer to the POST says about the pass.
    @Test(arguments: [
        (ScriptedServer.Reply.json(#"{"id":"11111111-2222-3333-4444-555555555555"}"#, 201), true),
        (.json(#"{"id":"x","temporaryAccessPass":"abcdefgh","lifetimeInMinutes":60}"#, 201), true),
        (.json("", 204), true), (.json("<html>", 200), true),
        (.init(status: 302, headers: ["location": "/elsewhere"]), true),
        (.error(408, "RequestTimeout"), true), (.error(500, "generalException"), true),
        (.error(502, "BadGateway"), true),
        (.error(503, "serviceNotAvailable"), true), (.error(504, "UnknownError"), true),
        (.init(status: 429, body: "slow down"), true),
        (.error(429, "TooManyRequests"), false), (.error(400, "BadRequest"), false),
        (.error(403, "accessDenied"), false),
        (.error(409, "Conflict"), false), (.init(status: 403, body: "<html>"), false),
        (.error(401, "InvalidAuthenticationToken"), false),
    ])
    func `only a clear refusal means that no pass was made`(_ reply: ScriptedServer.Reply, _ isUnknown: Bool)
        async throws
    {
        try await ScriptedServer.use { server, graph, _ in
            let (person, path) = try ScriptedServer.person(server)
            server.on("POST \(path)/authentication/temporaryAccessPassMethods", reply)
            let error = await #expect(throws: PassCreationError.self) {
                try await GraphDirectory(graph: graph).createPass(wish(person))
            }
            if case .outcomeUnknown = error { #expect(isUnknown) } else { #expect(!isUnknown) }
        }
    }

    @Test func `no connection at all means that no pass was made; a lost answer does not`() {
        let refused = PassCreationError(.noAnswer(ExchangeFailure(wasSent: .no, reason: "no connection")))
        let lost = PassCreationError(.noAnswer(ExchangeFailure(wasSent: .perhaps, reason: "timeout")))
        guard case .notCreated = refused, case .outcomeUnknown = lost else {
            Issue.record("\(refused) \(lost)")
            return
        }
    }

    private func expectUnknown(
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> IssuedPass
    ) async {
        let error = await #expect(throws: PassCreationError.self, sourceLocation: sourceLocation) {
            _ = try await body()
        }
        guard case .outcomeUnknown = error else {
            Issue.record("\(String(describing: error))", sourceLocation: sourceLocation)
            return
        }
    }

    @discardableResult
    private func expectNotCreated(
        _ code: DirectoryError.Code, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> IssuedPass
    ) async -> String? {
        let error = await #expect(throws: PassCreationError.self, sourceLocation: sourceLocation) {
            _ = try await body()
        }
        guard case .notCreated(let reason) = error else {
            Issue.record("\(String(describing: error))", sourceLocation: sourceLocation)
            return nil
        }
        #expect(reason.code == code, sourceLocation: sourceLocation)
        return reason.detail
    }
}
