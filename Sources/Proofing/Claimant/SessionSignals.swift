import Foundation

/// Wakes the pages that follow a session when it has changed. Within one process; a page that misses a signal asks again.
package actor SessionSignals {
    private var listeners: [SessionID: [UUID: AsyncStream<Void>.Continuation]] = [:]

    package init() {}

    package nonisolated func changes(_ session: SessionID) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        continuation.onTermination = { _ in Task { await self.remove(id, from: session) } }
        Task { await self.add(continuation, id, to: session) }
        return stream
    }

    package func changed(_ session: SessionID, isOver: Bool) {
        for continuation in listeners[session]?.values.map({ $0 }) ?? [] {
            continuation.yield()
            if isOver { continuation.finish() }
        }
    }

    private func add(_ continuation: AsyncStream<Void>.Continuation, _ id: UUID, to session: SessionID) {
        listeners[session, default: [:]][id] = continuation
    }

    private func remove(_ id: UUID, from session: SessionID) {
        listeners[session]?[id] = nil
        if listeners[session]?.isEmpty == true { listeners[session] = nil }
    }
}
