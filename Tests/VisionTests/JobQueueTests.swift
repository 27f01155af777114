import Foundation
import Proofing
import Testing

@testable import Vision

@Suite("Pictures wait in order, not for ever, and not in any number")
struct JobQueueTests {
    private let clock = ManualClock()

    private func queue(capacity: Int = 2) -> JobQueue {
        JobQueue(capacity: capacity, patience: .seconds(15), clock: clock)
    }

    private static func request(_ name: String) -> WorkerRequest { .face(Data(name.utf8)) }

    /// What became of a request, in one word.
    private static func submit(_ name: String, to queue: JobQueue) async -> PictureError? {
        if case .failure(let error) = await queue.submit(request(name)) { error } else { nil }
    }

    private func answerNext(_ queue: JobQueue, expecting name: String) async throws {
        let job = try #require(await queue.next())
        #expect(job.request.picture == Data(name.utf8))
        job.answer(.failure(.damaged))
    }

    @Test("first come, first served")
    func order() async throws {
        let queue = queue()
        async let first = Self.submit("first", to: queue)
        await until { queue.waitingCount == 1 }
        async let second = Self.submit("second", to: queue)
        await until { queue.waitingCount == 2 }
        try await answerNext(queue, expecting: "first")
        try await answerNext(queue, expecting: "second")
        #expect(await [first, second] == [.damaged, .damaged])
    }

    @Test("one too many is turned away at once")
    func full() async {
        let queue = queue(capacity: 1)
        async let waiting = Self.submit("waiting", to: queue)
        await until { queue.waitingCount == 1 }
        #expect(await Self.submit("one too many", to: queue) == .busy)
        queue.close()
        #expect(await waiting == .busy)
    }

    @Test("patience ends, and the place in the queue with it")
    func patience() async {
        let queue = queue()
        async let waiting = Self.submit("waiting", to: queue)
        await until { queue.waitingCount == 1 && clock.sleeperCount == 1 }
        clock.advance(by: .seconds(15))
        #expect(await waiting == .busy)
        #expect(queue.waitingCount == 0)
    }

    @Test("patience does not end the work on a picture that a worker has taken")
    func taken() async throws {
        let queue = queue()
        async let result = Self.submit("taken", to: queue)
        await until { queue.waitingCount == 1 && clock.sleeperCount == 1 }
        let job = try #require(await queue.next())
        clock.advance(by: .seconds(60))
        job.answer(.failure(.damaged))
        #expect(await result == .damaged)
    }

    @Test("who goes away leaves the queue")
    func cancelled() async {
        let queue = queue()
        let task = Task { await Self.submit("gone", to: queue) }
        await until { queue.waitingCount == 1 }
        task.cancel()
        #expect(await task.value == .busy)
        #expect(queue.waitingCount == 0)
    }

    @Test("who was gone before coming is not queued")
    func cancelledBefore() async {
        let queue = queue()
        let task = Task {
            await until { Task.isCancelled }
            return await Self.submit("gone", to: queue)
        }
        task.cancel()
        #expect(await task.value == .busy)
    }

    @Test("a picture given back is the next one")
    func givenBack() async throws {
        let queue = queue()
        async let first = Self.submit("first", to: queue)
        await until { queue.waitingCount == 1 }
        async let second = Self.submit("second", to: queue)
        await until { queue.waitingCount == 2 }
        queue.giveBack(try #require(await queue.next()))
        try await answerNext(queue, expecting: "first")
        try await answerNext(queue, expecting: "second")
        _ = await (first, second)
    }

    @Test("a worker without work is sent home when the queue closes or its task ends")
    func dismissed() async {
        let queue = queue()
        let idle = Task { await queue.next() == nil }
        idle.cancel()
        #expect(await idle.value)
        async let isDismissed = queue.next() == nil
        queue.close()
        #expect(await isDismissed)
    }
}
