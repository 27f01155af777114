import Synchronization

/// Which workers are ready, for `/readyz` and for those who wait for the first.
final class Readiness: Sendable {
    private struct State {
        var ready: Set<Int> = []
        var everReady = false
        var isOver = false
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.ready.count } }

    /// Whether any worker was ever ready: from then on the program and its models are known to be good.
    var wasEverReached: Bool { state.withLock { $0.everReady } }

    func set(_ isReady: Bool, slot: Int) {
        let waiting = state.withLock { state in
            if isReady { state.ready.insert(slot) } else { state.ready.remove(slot) }
            guard isReady else { return [CheckedContinuation<Bool, Never>]() }
            state.everReady = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: true) }
    }

    /// No worker will be ready any more.
    func end() {
        let waiting = state.withLock { state in
            state.isOver = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: false) }
    }

    /// True as soon as one worker is ready; false when the workers end before.
    func reached() async -> Bool {
        await withCheckedContinuation { continuation in
            let known: Bool? = state.withLock { state in
                if !state.ready.isEmpty { return true }
                if state.isOver { return false }
                state.waiting.append(continuation)
                return nil
            }
            if let known { continuation.resume(returning: known) }
        }
    }
}
