import Proofing
import Synchronization

/// Where pictures wait for a worker and workers for pictures, both in order of arrival.
final class JobQueue: Sendable {
    struct Job: Sendable {
        let id: UInt64
        let request: WorkerRequest
        fileprivate let continuation: CheckedContinuation<Result<WorkerFrame, PictureError>, Never>

        /// Every job is answered exactly once: by the worker that took it, or by the queue while it still holds it.
        func answer(_ result: Result<WorkerFrame, PictureError>) { continuation.resume(returning: result) }
    }

    private struct State {
        var waiting: [Job] = []
        var idle: [(id: UInt64, continuation: CheckedContinuation<Job?, Never>)] = []
        var isClosed = false
        var lastID: UInt64 = 0

        mutating func nextID() -> UInt64 {
            lastID += 1
            return lastID
        }
    }

    private let state = Mutex(State())
    private let capacity: Int
    private let patience: Duration
    private let clock: any Clock<Duration>

    /// - Parameters:
    ///   - capacity: Jobs that may wait; one more is answered `busy` at once.
    ///   - patience: How long a job may wait before it is answered `busy`.
    init(capacity: Int, patience: Duration, clock: any Clock<Duration>) {
        self.capacity = capacity
        self.patience = patience
        self.clock = clock
    }

    /// Waits for a worker's answer; `busy` when no worker takes the request in time.
    func submit(_ request: WorkerRequest) async -> Result<WorkerFrame, PictureError> {
        let id = state.withLock { $0.nextID() }
        let impatience = Task {
            try await clock.sleep(for: patience)
            withdraw(id)
        }
        defer { impatience.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enter(Job(id: id, request: request, continuation: continuation))
                // A cancellation before this moment found nothing to withdraw.
                if Task.isCancelled { withdraw(id) }
            }
        } onCancel: {
            withdraw(id)
        }
    }

    /// The next job for a worker that is free; nil when the queue is closed or the worker's task cancelled.
    func next() async -> Job? {
        let id = state.withLock { $0.nextID() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enum Fate { case job(Job), waits, dismissed }
                let fate: Fate = state.withLock { state in
                    if state.isClosed || Task.isCancelled { return .dismissed }
                    if !state.waiting.isEmpty { return .job(state.waiting.removeFirst()) }
                    state.idle.append((id, continuation))
                    return .waits
                }
                switch fate {
                case .job(let job): continuation.resume(returning: job)
                case .dismissed: continuation.resume(returning: nil)
                case .waits: break
                }
            }
        } onCancel: {
            dismiss(id)
        }
    }

    /// Puts a job back to the front, for a worker that turned out to be dead before it was told.
    func giveBack(_ job: Job) {
        enter(job, first: true)
    }

    /// Lets no more work begin. What waits is answered `busy`; what a worker holds is finished.
    func close() {
        let (waiting, idle) = state.withLock { state in
            state.isClosed = true
            defer { (state.waiting, state.idle) = ([], []) }
            return (state.waiting, state.idle)
        }
        for job in waiting { job.answer(.failure(.busy)) }
        for worker in idle { worker.continuation.resume(returning: nil) }
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// How many jobs wait for a worker.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    private func enter(_ job: Job, first: Bool = false) {
        enum Fate { case handed(to: CheckedContinuation<Job?, Never>), waits, refused }
        let fate: Fate = state.withLock { state in
            if state.isClosed { return .refused }
            if !state.idle.isEmpty { return .handed(to: state.idle.removeFirst().continuation) }
            guard first || state.waiting.count < capacity else { return .refused }
            state.waiting.insert(job, at: first ? 0 : state.waiting.count)
            return .waits
        }
        switch fate {
        case .handed(let worker): worker.resume(returning: job)
        case .waits: break
        case .refused: job.answer(.failure(.busy))
        }
    }

    private func withdraw(_ id: UInt64) {
        let job = state.withLock { state in
            state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
        }
        job?.answer(.failure(.busy))
    }

    private func dismiss(_ id: UInt64) {
        let worker = state.withLock { state in
            state.idle.firstIndex { $0.id == id }.map { state.idle.remove(at: $0) }
        }
        worker?.continuation.resume(returning: nil)
    }
}
