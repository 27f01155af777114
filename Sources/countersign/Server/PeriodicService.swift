import Logging
import ServiceLifecycle

/// Does one thing again and again: reconciliation, the retention sweep. A round that fails is logged and tried again at
/// the next turn; it never takes the server down.
struct PeriodicService: Service {
    let name: String
    let seconds: Double
    let logger: Logger
    let round: @Sendable () async throws -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await round()
                } catch is CancellationError {
                    return
                } catch {
                    // The error's own text may quote a row: its type is enough to find it.
                    logger.error("periodic work failed", metadata: ["work": "\(name)", "error": "\(type(of: error))"])
                }
                try? await Task.sleep(for: .seconds(seconds))
            }
        }
    }
}
