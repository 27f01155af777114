import Foundation

/// The time of day. A parameter of the domain, so that tests move it instead of waiting.
package protocol TimeSource: Sendable {
    var now: Date { get }
    /// Lets time pass. Tests return at once.
    func pause(seconds: Double) async
}

extension TimeSource {
    package func pause(seconds: Double) async {
        guard seconds > 0 else { return }
        // Cancelled: the caller goes on at once and finds out for itself.
        try? await Task.sleep(for: .seconds(seconds))
    }
}

package struct SystemTime: TimeSource {
    package init() {}
    package var now: Date { Date() }
}

/// Where unpredictable bytes come from: the operating system's generator in production.
package protocol RandomSource: Sendable {
    func bytes(_ count: Int) -> [UInt8]
}

package struct SystemRandom: RandomSource {
    package init() {}

    package func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

extension RandomSource {
    /// A number in `0..<bound` without modulo bias.
    package func number(below bound: Int) -> Int {
        precondition((1...1 << 24).contains(bound))
        let limit = (1 << 32) / bound * bound
        while true {
            let value = bytes(4).reduce(0) { $0 << 8 | Int($1) }
            if value < limit { return value % bound }
        }
    }
}
