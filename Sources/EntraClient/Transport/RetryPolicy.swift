import Foundation
import Proofing

/// How patient a caller is with a service that is busy or out of order. Seconds.
package struct RetryPolicy: Sendable, Equatable {
    package var tries: Int
    package var totalSeconds: Double
    package var firstPause: Double

    package init(tries: Int, totalSeconds: Double, firstPause: Double) {
        self.tries = tries
        self.totalSeconds = totalSeconds
        self.firstPause = firstPause
    }

    /// Somebody looks at a spinning page.
    package static let interactive = RetryPolicy(tries: 3, totalSeconds: 30, firstPause: 0.5)
    /// Nobody waits; Graph's throttling windows are up to 150 s long (entra-contract C.5).
    package static let background = RetryPolicy(tries: 8, totalSeconds: 600, firstPause: 1)
}

/// One request's share of patience. Says how long to pause before the next try, or that it is over.
struct RetryCount {
    private let policy: RetryPolicy
    private let startedAt: Date
    private var failures = 0

    init(_ policy: RetryPolicy, now: Date) {
        self.policy = policy
        startedAt = now
    }

    /// - Parameter retryAfter: what the service asked for; obeyed to the second, or the try is given up. Coming back
    ///   earlier than asked only prolongs the throttling.
    /// - Returns: seconds, or nil when tries or time are used up.
    mutating func pause(retryAfter: Double?, now: Date, random: some RandomSource) -> Double? {
        failures += 1
        guard failures < policy.tries else { return nil }
        let pause = retryAfter ?? backoff(random)
        return now.timeIntervalSince(startedAt) + pause <= policy.totalSeconds ? pause : nil
    }

    /// Doubles each time; half of it is random, so that many clients do not come back in step.
    private func backoff(_ random: some RandomSource) -> Double {
        let ceiling = min(60, policy.firstPause * pow(2, Double(failures - 1)))
        return ceiling / 2 + ceiling / 2 * Double(random.number(below: 1 << 16)) / Double(1 << 16)
    }
}
