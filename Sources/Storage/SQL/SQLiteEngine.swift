import Foundation
import GRDB

/// SQLite through GRDB: one writer, several readers, a write-ahead log.
struct SQLiteEngine: SQLEngine {
    let pool: DatabasePool
    let commits: GroupCommit

    /// Blocks while the file is opened: call from `offPool`.
    init(path: String) throws {
        var configuration = GRDB.Configuration()
        configuration.foreignKeysEnabled = true
        // Another process (`countersign audit verify`) may hold the write lock for a moment.
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            // Deleted content is overwritten with zeros: rows hold sealed evidence and wrapped keys.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA cache_size = -65536")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        pool = try DatabasePool(path: path, configuration: configuration)
        // After opening, because switching to WAL makes GRDB choose NORMAL, which may lose the last commits when the
        // power goes; a pass must never exist without its committed plan.
        try pool.barrierWriteWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        commits = GroupCommit(pool: pool)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await pool.read { try body(SQLiteConnection(database: $0)) }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        // Not GRDB's own way to write, which rolls back when its task is cancelled: a browser that goes away must not
        // undo the record of a pass that exists.
        try await commits.write { try body(SQLiteConnection(database: $0)) }
    }

    func scrub() async throws {
        do {
            // Old versions of pages stand in the log until it is copied back and cut to nothing.
            try await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
        {
            // A long reader is in the way. The rows are gone and the next checkpoint cuts the log.
        }
    }
}

private struct SQLiteConnection: SQLConnection {
    let database: GRDB.Database

    func run(_ sql: String, _ values: [SQLValue]) throws -> Int {
        try database.cachedStatement(sql: sql).execute(arguments: arguments(values))
        return database.changesCount
    }

    func visit(_ sql: String, _ values: [SQLValue], _ visit: (any SQLRow) throws -> Void) throws {
        let cursor = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments(values))
        while let row = try cursor.next() { try visit(SQLiteRow(row: row)) }
    }

    private func arguments(_ values: [SQLValue]) -> StatementArguments {
        StatementArguments(values.map(\.databaseValue))
    }
}

private struct SQLiteRow: SQLRow {
    let row: Row

    func text(_ column: Int) throws -> String { try String.fromStored(row[column]) }
    func integer(_ column: Int) throws -> Int64 { try Int64.fromStored(row[column]) }
    func blob(_ column: Int) throws -> Data { try Data.fromStored(row[column]) }
    func isNull(_ column: Int) -> Bool { row.hasNull(atIndex: column) }
}

extension GRDB.Database {
    /// For the few steps at start that run before there is a store.
    var asConnection: any SQLConnection { SQLiteConnection(database: self) }
}

extension DatabaseValueConvertible {
    /// GRDB's own subscript traps on a value of another type; a file changed by hand must not end the server.
    fileprivate static func fromStored(_ value: DatabaseValue) throws -> Self {
        guard let converted = fromDatabaseValue(value) else { throw StorageError.unreadable("column of \(Self.self)") }
        return converted
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .text(let text): text.databaseValue
        case .integer(let number): number.databaseValue
        case .blob(let data): data.databaseValue
        }
    }
}

/// Runs a blocking call on a thread that may block.
func offPool<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
    }
}
