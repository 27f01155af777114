import Foundation
import Proofing
import ServiceLifecycle
import Testing

@testable import Notifications

/// Sleeps until the test ends it.
private struct StillClock: Clock {
    struct Instant: InstantProtocol {
        var offset = Duration.zero
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }
    var now: Instant { Instant() }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let (never, continuation) = AsyncStream<Void>.makeStream()
        for await _ in never {}
        continuation.finish()
        try Task.checkCancellation()
    }
}

@Suite("Delivery runs until the program stops", .timeLimit(.minutes(1)))
struct OutboxDeliveryTests {
    @Test func `it delivers what waits at the start, wakes for more, and stops when asked`() async throws {
        let (first, second) = (Letters.message(), Letters.message())
        let outbox = TestOutbox(first)
        let sender = TestSender()
        let log = TestLog()
        let delivery = OutboxDelivery(
            outbox: outbox, directory: TestDirectory(known: Letters.directoryPerson()), sender: sender,
            templates: MessageTemplates(), time: MovedTime(), clock: StillClock(), logger: log.logger())
        let group = ServiceGroup(services: [delivery], logger: log.logger())
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var ended = outbox.ended.makeAsyncIterator()
            #expect(await ended.next() == first.id)
            outbox.add(second)
            delivery.wake()
            #expect(await ended.next() == second.id)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(sender.mails.count == 4)
    }

    @Test(
        .enabled(
            if: MailServerFixture.python != nil,
            "skipped: no Python with aiosmtpd (name one in COUNTERSIGN_TEST_PYTHON)"))
    func `a mail sent again after a crash carries the same Message-ID`() async throws {
        let server = try MailServerFixture(.plain)
        let message = Letters.message()
        // The process that sends first never gets to note it; the next one knows nothing of it.
        for _ in 0..<2 {
            let round = DeliveryRound(
                outbox: TestOutbox(message), directory: TestDirectory(known: Letters.directoryPerson(mail: nil)),
                sender: try server.sender(.plaintextForLoopback, trusting: false), templates: MessageTemplates(),
                time: MovedTime(), retry: RetrySchedule(), logger: TestLog().logger())
            await round.deliverDue()
        }
        let kept = try server.kept()
        #expect(kept.count == 2)
        #expect(kept.allSatisfy { $0.content.contains("Message-ID: <\(message.id)@countersign.example>") })
    }
}
