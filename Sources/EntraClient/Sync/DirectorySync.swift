import Foundation
import Logging
import Proofing
import ServiceLifecycle

/// Keeps the local copy of the directory: users, then groups, so that members are known when groups name them.
///
/// Delta tokens live seven days (entra-contract C.1); the service polls far more often.
package actor DirectorySync: Service {
    private let graph: GraphClient
    private let store: any DirectorySyncStore
    private let interval: Double
    private var running: Task<SyncReport, any Error>?
    private var nap: Task<Void, Never>?
    private var isWoken = false

    /// - Parameters:
    ///   - graph: its patience is replaced by a background one.
    ///   - interval: seconds between the end of one run and the start of the next. 5...86400.
    package init(graph: GraphClient, store: any DirectorySyncStore, interval: Double = 60) {
        self.graph = graph.with(retry: .background)
        self.store = store
        self.interval = min(86_400, max(5, interval))
    }

    /// One run. While another is under way, this waits for that one and returns its report.
    /// - Parameter progress: called after every page.
    /// - Throws: `DirectoryError`, or the store's own error. What was written stays; the next run goes on from the last link.
    package func runOnce(
        progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
    ) async throws -> SyncReport {
        if let running { return try await running.value }
        let task = Task { [graph, store] in try await Self.synchronise(graph, store, progress) }
        running = task
        defer { running = nil }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Starts the next run now; after the current one, if one is under way.
    package func wake() {
        isWoken = true
        nap?.cancel()
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { await self.poll() }
    }

    private func poll() async {
        while !Task.isCancelled {
            isWoken = false
            do {
                let report = try await runOnce()
                graph.surroundings.logger.info("directory synchronised", metadata: report.metadata)
            } catch _ where Task.isCancelled {
                return
            } catch let error as DirectoryError {
                graph.surroundings.logger.error(
                    "directory sync failed", metadata: ["code": "\(error.code.rawValue)", "detail": "\(error.detail)"])
            } catch {
                // A store's own words may quote a row.
                graph.surroundings.logger.error("directory sync failed", metadata: ["error": "\(type(of: error))"])
            }
            await rest()
        }
    }

    private func rest() async {
        guard !isWoken, !Task.isCancelled else { return }
        let nap = Task { [sleep = graph.surroundings.sleep, interval] in
            _ = try? await sleep.sleep(seconds: interval)
        }
        self.nap = nap
        await withTaskCancellationHandler {
            await nap.value
        } onCancel: {
            nap.cancel()
        }
        self.nap = nil
    }

    private static func synchronise(
        _ graph: GraphClient, _ store: any DirectorySyncStore, _ progress: @escaping @Sendable (SyncProgress) -> Void
    ) async throws -> SyncReport {
        var report = SyncReport()
        let users = UserDelta(tenant: graph.configuration.tenant, attributes: graph.configuration.profile)
        report.users = try await SyncRound(graph: graph, store: store, delta: users, progress: progress).run()
        report.groups = try await SyncRound(graph: graph, store: store, delta: GroupDelta(), progress: progress).run()
        if report.users.unreadableBirthdates > 0 {
            graph.surroundings.logger.warning(
                "dates of birth are not of the form YYYY-MM-DD; they count as missing",
                metadata: ["count": "\(report.users.unreadableBirthdates)"])
        }
        return report
    }
}

extension SyncReport {
    fileprivate var metadata: Logger.Metadata {
        [
            "users": "\(users.written)", "users_removed": "\(users.removed)", "users_full": "\(users.wasFullRound)",
            "groups": "\(groups.written)", "groups_removed": "\(groups.removed)",
            "groups_full": "\(groups.wasFullRound)",
            "unusable": "\(users.unusable)", "seconds": "\(users.seconds + groups.seconds)",
        ]
    }
}
