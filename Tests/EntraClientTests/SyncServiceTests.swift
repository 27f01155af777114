import EntraClient
import Logging
import Proofing
import ServiceLifecycle
import Testing

@Suite struct `The sync as a service` {
    /// Tells when a round of groups, the last part of a run, has been finished.
    private actor Announcing: DirectorySyncStore {
        private let store = MemoryDirectory()
        private let finished: AsyncStream<Void>.Continuation
        init(_ finished: AsyncStream<Void>.Continuation) { self.finished = finished }

        func cursor(_ collection: DirectoryCollection, tenant: TenantID) async -> DirectoryCursor {
            await store.cursor(collection, tenant: tenant)
        }
        func beginFullRound(_ collection: DirectoryCollection, tenant: TenantID) async -> Int {
            await store.beginFullRound(collection, tenant: tenant)
        }
        func apply(_ page: DirectoryPage, tenant: TenantID) async throws { try await store.apply(page, tenant: tenant) }
        func finishRound(_ collection: DirectoryCollection, round: Int, deltaLink: String, tenant: TenantID) async {
            await store.finishRound(collection, round: round, deltaLink: deltaLink, tenant: tenant)
            if collection == .groups { finished.yield() }
        }
        var people: Int { get async { await store.people.count } }
    }

    @Test func `it runs at once, again when woken, and ends when told to`() async throws {
        try await SimulatedTenant.use { entra in
            var surroundings = entra.bench.surroundings
            surroundings.sleep = SystemSleep()
            let tokens = AccessTokens(configuration: entra.configuration, surroundings: surroundings)
            let graph = GraphClient(configuration: entra.configuration, tokens: tokens, surroundings: surroundings)
            let (rounds, finished) = AsyncStream.makeStream(of: Void.self)
            let store = Announcing(finished)
            let sync = DirectorySync(graph: graph, store: store, interval: 86_400)
            let services = ServiceGroup(
                services: [sync], logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
            try await entra.person("ada")
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await services.run() }
                var events = rounds.makeAsyncIterator()
                await events.next()
                #expect(await store.people == 1)
                try await entra.person("grace")
                await sync.wake()
                await events.next()
                #expect(await store.people == 2)
                await services.triggerGracefulShutdown()
                try await group.waitForAll()
            }
        }
    }
}
