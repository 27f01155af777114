import GRDB
import Synchronization

/// Lets the writes that arrive while another is committed share the next transaction, so that one wait for the disk serves
/// them all. Each has a savepoint of its own: what one undoes, the others keep. Nobody hears of success before the common
/// commit is durable, and when that fails everybody hears of it.
///
/// A write runs to its end even when the task that waits for it is cancelled.
final class GroupCommit: Sendable {
    private struct Write: Sendable {
        /// Runs the write, and returns what tells its caller.
        let run: @Sendable (GRDB.Database) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private let pool: DatabasePool
    private let waiting = Mutex<[Write]>([])

    init(pool: DatabasePool) {
        self.pool = pool
    }

    /// How many writes wait for the next transaction.
    var count: Int { waiting.withLock(\.count) }

    func write<Value: Sendable>(_ body: @escaping @Sendable (GRDB.Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let write = Write {
                let value = try body($0)
                return { continuation.resume(returning: value) }
            } fail: {
                continuation.resume(throwing: $0)
            }
            let isFirst = waiting.withLock {
                $0.append(write)
                return $0.count == 1
            }
            // The others find one who will come for them.
            if isFirst { pool.asyncWriteWithoutTransaction { self.commit(in: $0) } }
        }
    }

    private func commit(in database: GRDB.Database) {
        let writes = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        var tell: [@Sendable () -> Void] = []
        do {
            try database.inTransaction(.immediate) {
                for write in writes {
                    do {
                        tell.append(try Self.run(write, in: database))
                    } catch {
                        // A full or failing disk makes SQLite undo everything, what the others wrote included.
                        guard database.isInsideTransaction else { throw error }
                        tell.append { write.fail(error) }
                    }
                }
                return .commit
            }
        } catch {
            tell = writes.map { write in { write.fail(error) } }
        }
        for tell in tell { tell() }
    }

    private static func run(_ write: Write, in database: GRDB.Database) throws -> @Sendable () -> Void {
        var tell: @Sendable () -> Void = {}
        try database.inSavepoint {
            tell = try write.run(database)
            return .commit
        }
        return tell
    }
}
