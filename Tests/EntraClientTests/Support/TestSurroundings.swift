import EntraClient
import Foundation
import Logging
import Proofing
import Synchronization

/// A clock that only moves when told to.
final class TestClock: TimeSource {
    private let moment = Mutex(Date(timeIntervalSince1970: 1_780_000_000))
    var now: Date { moment.withLock { $0 } }
    func advance(_ seconds: Double) { moment.withLock { $0 += seconds } }
}

/// Does not wait; remembers how long it should have, and moves the clock instead.
final class RecordedSleep: Sleeping {
    private let clock: TestClock
    private let slept = Mutex<[Double]>([])
    init(clock: TestClock) { self.clock = clock }
    var seconds: [Double] { slept.withLock { $0 } }
    func sleep(seconds: Double) async throws {
        try Task.checkCancellation()
        slept.withLock { $0.append(seconds) }
        clock.advance(seconds)
    }
}

/// No chance at all: every byte is the same.
struct SameByte: RandomSource {
    var byte: UInt8 = 0
    func bytes(_ count: Int) -> [UInt8] { Array(repeating: byte, count: count) }
}

/// Everything that was logged, as one text, so that a test can look for what must not be there.
final class LogBook: Sendable {
    private let lines = Mutex<[String]>([])
    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    var logger: Logger {
        var logger = Logger(label: "test", factory: { _ in Handler(book: self) })
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let book: LogBook
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) {
            book.lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
        }
    }
}

/// What a test holds in its hands: the client's surroundings, and the means to look into them.
struct Bench: Sendable {
    let clock = TestClock()
    let sleep: RecordedSleep
    let log = LogBook()
    let transport = HTTPTransport()
    var random = SameByte()

    init() { sleep = RecordedSleep(clock: clock) }

    var surroundings: Surroundings {
        Surroundings(transport: transport, time: clock, random: random, sleep: sleep, logger: log.logger)
    }

    static func use<Result: Sendable>(_ body: @Sendable (Bench) async throws -> Result) async throws -> Result {
        let bench = Bench()
        do {
            let result = try await body(bench)
            try await bench.transport.shutdown()
            return result
        } catch {
            try await bench.transport.shutdown()
            throw error
        }
    }
}
