import Foundation

extension Tenant {
    /// What the tenant knows of a provider. It is fetched when nothing is known or a day of simulated time has passed,
    /// and at no other time: an unknown `kid` is no reason to look again (contract A.4). Throws ``SignInFailure``;
    /// failures are not remembered.
    func provider(at url: String, call: Int) async throws -> ProviderMetadata {
        if let cached = state.providers[url], now < cached.endsAt { return cached.metadata }
        if let running = fetches[url] { return try await running.value }
        let fetch = ProviderFetch(configuration)
        let task = Task { try await fetch.metadata(at: url) }
        fetches[url] = task
        defer { fetches[url] = nil }
        note(.init(kind: .providerFetched, detail: url), on: call)
        let metadata = try await task.value
        state.providers[url] = CachedProvider(metadata: metadata, fetchedAt: now)
        return metadata
    }
}
