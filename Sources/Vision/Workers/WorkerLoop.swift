import Foundation
import Logging
import NIOPosix
import Proofing
import ServiceLifecycle

/// The life of one place for a worker: start a process, give it one picture after another, replace it when it dies.
struct WorkerLoop {
    let slot: Int
    let workers: VisionWorkers
    let threads: NIOThreadPool

    private var logger: Logger {
        var logger = workers.logger
        logger[metadataKey: "worker"] = "\(slot)"
        return logger
    }

    /// Returns when the queue is closed or the task cancelled.
    func run() async throws {
        var failures = 0
        while !Task.isCancelled, !workers.queue.isClosed {
            await pause(WorkerLimits.pause(afterFailures: failures))
            do {
                let worker = try await start()
                workers.readiness.set(true, slot: slot)
                let answered = await serve(with: worker)
                failures = answered > 0 ? 0 : failures + 1
            } catch let error as UnsuitableWorker {
                guard workers.readiness.wasEverReached else { throw error }
                failures += 1
                logger.error("A vision worker cannot be used", metadata: ["reason": "\(error)"])
            }
            workers.readiness.set(false, slot: slot)
        }
    }

    private func pause(_ duration: Duration) async {
        guard duration > .zero else { return }
        // Cut short by a shutdown, which the loop looks for next.
        try? await cancelWhenGracefulShutdown { try await workers.clock.sleep(for: duration) }
    }

    private func start() async throws -> WorkerProcess {
        let program = workers.program
        let limit = workers.limits.timeToStart
        let models = workers.models
        return try await threads.runIfActive {
            try Self.start(program, holding: models, limit: limit)
        }
    }

    private static func start(
        _ program: WorkerProgram, holding models: WorkerModels, limit: Duration
    ) throws(UnsuitableWorker) -> WorkerProcess {
        var complaint = ""
        let worker: WorkerProcess
        let frame: WorkerFrame
        do throws(WorkerFailure) {
            worker = try WorkerProcess(program)
            do throws(WorkerFailure) {
                frame = try worker.exchange(.hello, limit: limit)
            } catch {
                complaint = worker.lastWords()
                throw error
            }
        } catch {
            let reason = [error.words, complaint].filter { !$0.isEmpty }.joined(separator: ". ")
            throw .cannotStart(program: program.path, reason: reason)
        }
        guard let greeting = try? JSONDecoder().decode(Greeting.self, from: frame.header) else {
            throw .cannotStart(program: program.path, reason: "its greeting is not understood")
        }
        try greeting.check(against: models)
        return worker
    }

    /// Gives the worker pictures until it fails or none are left to give.
    ///
    /// - Returns: How many it answered.
    private func serve(with worker: WorkerProcess) async -> Int {
        var answered = 0
        while let job = await workers.queue.next() {
            do throws(WorkerFailure) {
                try worker.checkIdle()
            } catch {
                logger.warning("A vision worker ended while it was idle", metadata: ["reason": "\(error.words)"])
                workers.queue.giveBack(job)
                return answered
            }
            guard await serve(job, with: worker) else { return answered }
            answered += 1
        }
        return answered
    }

    private func serve(_ job: JobQueue.Job, with worker: WorkerProcess) async -> Bool {
        let limit = workers.limits.timePerPicture
        let result: Result<WorkerFrame, WorkerFailure> = await withTaskCancellationHandler {
            do {
                return try await threads.runIfActive {
                    do throws(WorkerFailure) {
                        return .success(try worker.exchange(job.request, limit: limit))
                    } catch {
                        return .failure(error)
                    }
                }
            } catch {
                // The pool refuses work only when this task was cancelled first.
                return .failure(.died)
            }
        } onCancel: {
            worker.end()
        }
        job.answer(result.mapError { _ in .unreadable })
        guard case .failure(let failure) = result else { return true }
        logger.warning(
            "A vision worker failed over a picture",
            metadata: ["reason": "\(failure.words)", "said": "\(worker.lastWords())"])
        return false
    }
}
