import EntraClient
import Foundation
import Proofing

/// The time of day plus the seconds that stand in a file, read at every look: a test moves the clock of a process
/// that is running, and nothing ever waits.
struct MovedClock: TimeSource {
    let path: String

    var now: Date {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return Date().addingTimeInterval(Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0)
    }

    func pause(seconds: Double) async {}
}

/// Retries follow at once: how long they wait is tested with the client.
struct NoSleep: Sleeping {
    func sleep(seconds: Double) async throws {}
}
