import Foundation
import IdentityDocuments
import Logging
import NIOPosix
import Proofing
import ServiceLifecycle

/// Reads documents and faces in processes of their own.
///
/// Pictures come from strangers, and decoders have faults. So no picture is decoded in the server: each goes through a
/// pipe to a `vision-worker`, which is jailed, limited and replaced when it dies.
///
///     picture ─► JobQueue ─► a worker's loop (one per process) ─► WorkerProcess ─► frame ─► checked answer ─► port's type
///                bounded      WorkerLoop                          blocking, on a           Protocol/          Findings/
///                                                                 thread of its own
///
/// Run it in a `ServiceGroup`; requests made before `run` wait in the queue.
package final class VisionWorkers: Service {
    let program: WorkerProgram
    let models: WorkerModels
    let limits: WorkerLimits
    let logger: Logger
    let clock: any Clock<Duration>
    let queue: JobQueue
    let readiness = Readiness()
    private let time: any TimeSource

    /// - Parameters:
    ///   - program: What to start.
    ///   - models: What the workers must have loaded; others are not used.
    ///   - time: Tells the day on which a document is read.
    ///   - clock: Measures the wait in the queue and the pauses between restarts.
    package init(
        program: WorkerProgram, models: WorkerModels = .bundled, limits: WorkerLimits, logger: Logger,
        time: any TimeSource = SystemTime(), clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.program = program
        self.models = models
        self.limits = limits
        self.logger = logger
        self.time = time
        self.clock = clock
        queue = JobQueue(capacity: limits.queue, patience: limits.patience, clock: clock)
    }

    /// Names the space of the descriptors; thresholds belong to it.
    package var modelID: String { models.modelID }

    /// Workers that are loaded and answered; 0 until the first has started.
    package var readyWorkers: Int { readiness.count }

    /// Keeps the workers running until the service group shuts down.
    ///
    /// - Throws: `UnsuitableWorker` when the first workers cannot be used at all. Once one was ready, others that fail are
    ///   logged and started again for as long as it takes.
    package func run() async throws {
        let threads = NIOThreadPool(numberOfThreads: limits.workers)
        threads.start()
        let outcome = await withGracefulShutdownHandler {
            await attendAll(on: threads)
        } onGracefulShutdown: {
            self.queue.close()
        }
        queue.close()
        readiness.end()
        try await threads.shutdownGracefully()
        try outcome.get()
    }

    private func attendAll(on threads: NIOThreadPool) async -> Result<Void, any Error> {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for slot in 0..<limits.workers {
                    group.addTask { try await WorkerLoop(slot: slot, workers: self, threads: threads).run() }
                }
                try await group.waitForAll()
            }
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    /// Runs the workers for as long as `body` takes, for commands that have no service group.
    @discardableResult
    package func whileRunning<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.run() }
            guard await readiness.reached() else {
                try await group.waitForAll()
                throw PictureError.busy
            }
            let value = try await body()
            queue.close()
            try await group.waitForAll()
            return value
        }
    }
}

extension VisionWorkers: DocumentReading {
    package func read(_ picture: Data) async throws(PictureError) -> DocumentScan {
        let answer = try await document(picture)
        return DocumentScan(answer, modelID: modelID, readOn: CalendarDate(dayOf: time.now))
    }

    /// Everything that was measured on a document, for those who measure the engine.
    package func document(_ picture: Data) async throws(PictureError) -> MeasuredDocument {
        try await ask(.document(picture), for: MeasuredDocument.self)
    }
}

extension VisionWorkers: FaceAnalysing {
    package func analyse(_ frame: Data) async throws(PictureError) -> FaceScan {
        FaceScan(try await face(frame), modelID: modelID)
    }

    /// Everything that was measured on a frame, for those who measure the engine.
    package func face(_ frame: Data) async throws(PictureError) -> MeasuredFrame {
        try await ask(.face(frame), for: MeasuredFrame.self)
    }

    private func ask<Answer: WorkerAnswer>(
        _ request: WorkerRequest, for type: Answer.Type
    ) async throws(PictureError) -> Answer {
        let size = request.picture?.count ?? 0
        guard size > 0 else { throw .unsupportedFormat }
        guard size <= WorkerLimits.pictureBytes else { throw .tooLarge }
        return try await queue.submit(request).get().answer(type)
    }
}
