import Foundation
import Synchronization

enum RateAnswer: Equatable, Sendable {
    case admitted
    /// Whole seconds after which it is worth trying again.
    case refused(retryAfter: Int)
}

/// Sliding-window counters in memory: the running window, and the share of the one before that still counts.
///
/// Refused attempts do not count, so that waiting helps. One process keeps its own counts.
final class RateLimiter: Sendable {
    private struct Window {
        var index: Int
        var count: Int
        var before: Int
        var seconds: Double
    }

    private let windows = Mutex<[String: Window]>([:])
    private let capacity: Int

    /// - Parameter capacity: keys held at most, about 100 bytes each.
    init(capacity: Int = 100_000) { self.capacity = capacity }

    func admit(_ key: String, under rule: RateRule, at moment: Date) -> RateAnswer {
        let position = moment.timeIntervalSince1970 / rule.seconds
        let index = Int(position.rounded(.down))
        let elapsed = position - Double(index)
        return windows.withLock { windows in
            if windows[key] == nil, windows.count >= capacity {
                windows = windows.filter {
                    moment.timeIntervalSince1970 < Double($0.value.index + 2) * $0.value.seconds
                }
                // Still full of live keys: the rules over everybody together have to hold then. Refusing every
                // newcomer instead would let one attacker with many addresses lock all people out.
                guard windows.count < capacity else { return .admitted }
            }
            var window = windows[key] ?? Window(index: index, count: 0, before: 0, seconds: rule.seconds)
            if window.index != index {
                window.before = window.index == index - 1 ? window.count : 0
                window.count = 0
                window.index = index
            }
            let estimate = Double(window.before) * (1 - elapsed) + Double(window.count)
            guard estimate + 1 <= Double(rule.count) else {
                let end = Double(index + 1) * rule.seconds
                return .refused(retryAfter: max(1, Int((end - moment.timeIntervalSince1970).rounded(.up))))
            }
            window.count += 1
            windows[key] = window
            return .admitted
        }
    }
}
