@testable import EntraClient
import Foundation
import Proofing
import Testing

/// Pages that the simulator, being honest, does not send.
@Suite struct `Delta pages` {
    private let one = "aaaaaaaa-2222-3333-4444-555555555555"
    private let two = "bbbbbbbb-2222-3333-4444-555555555555"
    private let users = "GET /v1.0/users/delta"
    private let groups = "GET /v1.0/groups/delta"

    private func run(
        _ store: MemoryDirectory, _ script: @Sendable (ScriptedServer, String) -> Void,
        check: @Sendable (ScriptedServer, DirectorySync) async throws -> Void
    ) async throws {
        try await ScriptedServer.use { server, graph, _ in
            let base = "\(graph.configuration.graph)/v1.0"
            server.on(groups, .json(#"{"value":[],"@odata.deltaLink":"\#(base)/groups/delta?t=1"}"#))
            script(server, base)
            try await check(server, DirectorySync(graph: graph, store: store))
        }
    }

    private func page(_ value: String, _ base: String, next: String? = nil, collection: String = "users")
        -> ScriptedServer.Reply
    {
        let link =
            next.map { #""@odata.nextLink":"\#($0)""# } ?? #""@odata.deltaLink":"\#(base)/\#(collection)/delta?t=1""#
        return .json(#"{"value":[\#(value)],\#(link)}"#)
    }

    @Test func `null and absent both mean that there is none`() async throws {
        let store = MemoryDirectory()
        try await run(store) { server, base in
            server.on(
                users,
                page(
                    #"{"id":"\#(one)","userPrincipalName":"a","mail":null,"otherMails":null,"accountEnabled":true,"new":{"x":[1]}},"#
                        + #"{"id":"\#(two)","userPrincipalName":"b"}"#, base))
        } check: { _, sync in
            _ = try await sync.runOnce()
            let people = await store.people.values.sorted { $0.userPrincipalName < $1.userPrincipalName }
            #expect(people.map(\.accountEnabled) == [true, false])
            #expect(people.allSatisfy { $0.mail == nil && $0.otherMails.isEmpty && $0.displayName == nil })
        }
    }

    @Test func `accounts without a usable id or name are left out and counted`() async throws {
        let store = MemoryDirectory()
        try await run(store) { server, base in
            server.on(
                users,
                page(
                    #"{"id":"x","userPrincipalName":"a"},{"userPrincipalName":"b"},{"id":"\#(one)"},{"id":"\#(two)","userPrincipalName":"c"}"#,
                    base))
        } check: { _, sync in
            let report = try await sync.runOnce()
            #expect(report.users.unusable == 3)
            #expect(await store.people.count == 1)
        }
    }

    @Test func `removed in a first round, before and after being mentioned, is removed`() async throws {
        let store = MemoryDirectory()
        try await run(store) { server, base in
            server.on(
                users,
                page(
                    #"{"id":"\#(one)","@removed":{"reason":"deleted"}},{"id":"\#(two)","userPrincipalName":"b"},{"id":"\#(two)","@removed":{"reason":"changed"}}"#,
                    base))
        } check: { _, sync in
            let report = try await sync.runOnce()
            #expect(report.users.removed == 2)
            #expect(await store.people.isEmpty)
        }
    }

    @Test(arguments: [
        #"{"value":[]}"#, #"{"value":[],"@odata.nextLink":"BASE/x","@odata.deltaLink":"BASE/y"}"#,
        #"{"deltaLink":"x"}"#, "<html>", "",
        #"{"value":[{"id":"aaaaaaaa-2222-3333-4444-555555555555","userPrincipalName":"a","accountEnabled":"yes"}],"@odata.deltaLink":"BASE/y"}"#,
    ])
    func `a page that breaks the contract ends the round before the sweep`(_ body: String) async throws {
        let store = MemoryDirectory()
        try await run(store) { server, base in
            server.on(
                users, page(#"{"id":"\#(one)","userPrincipalName":"a"}"#, base),
                .json(body.replacing("BASE", with: base)))
        } check: { server, sync in
            _ = try await sync.runOnce()
            await expect(.malformed) { try await sync.runOnce() }
            #expect(await store.people.count == 1)
        }
    }

    @Test func `a reset that points to another host is not followed`() async throws {
        let store = MemoryDirectory()
        try await run(store) { server, base in
            server.on(
                users, page(#"{"id":"\#(one)","userPrincipalName":"a"}"#, base),
                .error(410, "syncStateInvalid", ["location": "https://evil.example/v1.0/users/delta"]))
        } check: { server, sync in
            _ = try await sync.runOnce()
            await expect(.malformed) { try await sync.runOnce() }
            #expect(await store.people.count == 1)
        }
    }

    @Test func `a reset without a place to go starts from the beginning`() async throws {
        let store = MemoryDirectory()
        try await run(store) { server, base in
            let everybody = page(#"{"id":"\#(one)","userPrincipalName":"a"}"#, base)
            server.on(users, everybody, .error(410, "resyncRequired"), everybody)
        } check: { server, sync in
            _ = try await sync.runOnce()
            let again = try await sync.runOnce()
            #expect(again.users.wasFullRound)
            #expect(server.lines.filter { $0.contains("$select") && $0.contains("users") }.count == 2)
        }
    }

    @Test func `a Graph that resets every round is given up for now`() async throws {
        let store = MemoryDirectory()
        try await run(store) { server, _ in
            server.on(users, .error(410, "resyncRequired"))
        } check: { server, sync in
            await expect(.unavailable) { try await sync.runOnce() }
            #expect(server.lines.count == 2)
        }
    }

    @Test(arguments: [400, 403, 404])
    func `an ordinary refusal is no reset`(_ status: Int) async throws {
        let store = MemoryDirectory()
        try await run(store) { server, base in
            server.on(
                users, page(#"{"id":"\#(one)","userPrincipalName":"a"}"#, base), .error(status, "Request_BadRequest"))
        } check: { server, sync in
            _ = try await sync.runOnce()
            await #expect(throws: DirectoryError.self) { try await sync.runOnce() }
            #expect(await store.people.count == 1)
        }
    }

    @Test func `devices in a group are nobody`() async throws {
        let store = MemoryDirectory()
        let group = try #require(ObjectID(rawValue: one))
        try await run(store) { server, base in
            server.on(users, page("", base))
            server.on(
                groups,
                page(
                    ##"{"id":"\##(one)","displayName":null,"members@delta":[{"@odata.type":"#microsoft.graph.device","id":"\##(one)"},"##
                        + ##"{"@odata.type":"#microsoft.graph.user","id":"\##(two)"},{"id":"\##(two)","@removed":{"reason":"deleted"}}]}"##,
                    base, collection: "groups"))
        } check: { _, sync in
            let report = try await sync.runOnce()
            #expect(report.groups.membersAdded == 1 && report.groups.membersRemoved == 1)
            #expect(await store.members(of: group).isEmpty)
            #expect(await store.groups[group]?.displayName == "")
        }
    }

    @Test(
        arguments: [
            ("1974-08-12", "1974-08-12"), (" 1974-08-12 ", "1974-08-12"), ("1974-08-12T00:00:00Z", "1974-08-12"),
            ("1974-08-12T23:30:00+14:00", "1974-08-12"), ("1974-08", "1974-08"), ("1974", "1974"), ("12/08/1974", nil),
            ("19740812", nil), ("1974-8-12", nil), ("1974-13-01", nil), ("1974-08-12 extra", nil),
            ("1974-08-12Tonight", nil),
            ("", nil), ("０１", nil),
        ] as [(String, String?)])
    func `dates of birth are read in one order only`(_ text: String, _ expected: String?) {
        #expect(BirthdateReading.date(in: text)?.iso == expected)
    }
}
