import Foundation
import Logging
import Proofing

/// Brings one collection up to date: from its delta link if it has one, else from the beginning.
///
/// Each page is fetched and decoded while the one before it is written. An interrupted round leaves the old link in
/// place, and the next run does the same work again: writing is idempotent by object id.
struct SyncRound<Collection: DeltaCollection>: Sendable {
    let graph: GraphClient
    let store: any DirectorySyncStore
    let delta: Collection
    let progress: @Sendable (SyncProgress) -> Void

    private var tenant: TenantID { graph.configuration.tenant }
    private var time: any TimeSource { graph.surroundings.time }

    func run() async throws -> CollectionReport {
        let cursor = try await store.cursor(delta.collection, tenant: tenant)
        guard let link = cursor.deltaLink else { return try await fullRound(from: delta.initialRequest) }
        do {
            return try await follow(.get(link: link), round: cursor.round, isFull: false)
        } catch let reset as DeltaReset {
            graph.surroundings.logger.notice(
                "graph asks for a full round", metadata: ["collection": "\(delta.collection)"])
            return try await fullRound(from: reset.location.map(GraphRequest.get(link:)) ?? delta.initialRequest)
        }
    }

    /// Graph may reset a full round as well, when it takes too long. Once is bad luck; more often is for the next run.
    private func fullRound(from request: GraphRequest) async throws -> CollectionReport {
        do {
            return try await follow(request, round: try await beginFullRound(), isFull: true)
        } catch is DeltaReset {
            do {
                return try await follow(delta.initialRequest, round: try await beginFullRound(), isFull: true)
            } catch is DeltaReset {
                throw DirectoryError(.unavailable, detail: "graph reset the full round twice")
            }
        }
    }

    private func beginFullRound() async throws -> Int {
        try await store.beginFullRound(delta.collection, tenant: tenant)
    }

    private func follow(_ first: GraphRequest, round: Int, isFull: Bool) async throws -> CollectionReport {
        let startedAt = time.now
        var report = CollectionReport()
        report.wasFullRound = isFull
        var page = try await fetch(first)
        while true {
            let changes = delta.changes(in: page.value, report: &report)
            report.pages += 1
            guard let continuation = page.continuation else {
                throw DirectoryError(.malformed, detail: "graph: a delta page without the link to continue")
            }
            if case .more(let link) = continuation {
                async let following = fetch(.get(link: link))
                try await write(changes, round: round)
                page = try await following
            } else {
                try await write(changes, round: round)
            }
            report.seconds = time.now.timeIntervalSince(startedAt)
            progress(SyncProgress(collection: delta.collection, written: report.written, seconds: report.seconds))
            if case .done(let deltaLink) = continuation {
                // In a round of changes only, nothing carries an older round number, so nothing is swept.
                try await store.finishRound(delta.collection, round: round, deltaLink: deltaLink, tenant: tenant)
                return report
            }
        }
    }

    private func write(_ changes: [DirectoryPage.Change], round: Int) async throws {
        guard !changes.isEmpty else { return }
        try await store.apply(
            DirectoryPage(collection: delta.collection, round: round, changes: changes), tenant: tenant)
    }

    private func fetch(_ request: GraphRequest) async throws -> DeltaPage<Collection.Element> {
        let body: Data
        do throws(GraphFailure) { body = try await graph.send(request) } catch {
            if let reset = DeltaReset(error) { throw reset }
            throw DirectoryError(error)
        }
        do { return try delta.decoder.decode(DeltaPage<Collection.Element>.self, from: body) } catch {
            throw DirectoryError(.malformed, detail: "graph: a page of \(delta.collection) is not as the contract says")
        }
    }
}

/// Graph no longer knows the delta token: everything has to be read again (entra-contract C.1).
struct DeltaReset: Error {
    /// Where to begin, when Graph says so.
    let location: String?

    /// nil for every other failure. The codes are documented by example only, hence the loose comparison.
    init?(_ failure: GraphFailure) {
        guard case .refused(let refusal) = failure, [400, 404, 410].contains(refusal.status) else { return nil }
        let code = refusal.code?.lowercased() ?? ""
        guard refusal.status == 410 || code.contains("syncstate") || code.contains("resync") else { return nil }
        location = refusal.status == 410 ? refusal.location : nil
    }
}
