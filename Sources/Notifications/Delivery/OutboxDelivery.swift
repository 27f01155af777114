import Foundation
import Logging
import Proofing
import ServiceLifecycle

/// Takes messages from the outbox and hands them to the mail server, until the program stops.
///
/// At least once: a crash between sending and noting it sends a mail again, under the same Message-ID. The log holds
/// ids and codes only, never an address.
package struct OutboxDelivery: Service {
    private let round: DeliveryRound
    private let clock: any Clock<Duration>
    private let interval: Duration
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    /// - Parameters:
    ///   - time: decides which messages are due.
    ///   - clock: sleeps between looks at the outbox; tests pass one that they move.
    ///   - interval: between two looks when nobody calls `wake()`.
    package init(
        outbox: any Outbox, directory: any DirectoryStore, sender: any MailSending, templates: MessageTemplates,
        time: any TimeSource, retry: RetrySchedule = RetrySchedule(), clock: any Clock<Duration> = ContinuousClock(),
        interval: Duration = .seconds(5), logger: Logger
    ) {
        round = DeliveryRound(
            outbox: outbox, directory: directory, sender: sender, templates: templates, time: time, retry: retry,
            logger: logger)
        self.clock = clock
        self.interval = interval
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// There is something new in the outbox. Cheap; calls during a round lead to one more round.
    package func wake() { signal.yield() }

    /// Delivers until the service group shuts down; the mail that is on its way then is finished and noted.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while !Task.isCancelled {
                        signal.yield()
                        try? await clock.sleep(for: interval)
                    }
                }
                for await _ in signals { await round.deliverDue() }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            signal.finish()
        }
    }
}
