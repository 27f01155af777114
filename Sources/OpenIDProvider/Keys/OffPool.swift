import Dispatch

/// Runs what computes for milliseconds or more (RSA) on a thread outside the cooperative pool, which has one thread for each
/// core: requests that only wait for a line of text would queue behind it.
func offPool<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
    }
}
