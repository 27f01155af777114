import Foundation

/// One database connection inside one transaction. All SQL of this target runs through it, so that one set of
/// statements serves every engine.
///
/// The statements keep to what SQLite and PostgreSQL share: ids are TEXT, times BIGINT milliseconds, JSON is TEXT,
/// truth is 0 or 1, placeholders are `?1`, `?2` … in order (another engine rewrites them), upserts use `ON CONFLICT`.
protocol SQLConnection {
    /// - Returns: how many rows were inserted, updated or deleted.
    @discardableResult
    func run(_ sql: String, _ values: [SQLValue]) throws -> Int
    /// Reads to the end; `visit` sees one row at a time, so that a long table never stands in memory.
    func visit(_ sql: String, _ values: [SQLValue], _ visit: (any SQLRow) throws -> Void) throws
}

/// Columns by position, counted from 0 in the order of the SELECT list.
protocol SQLRow {
    func text(_ column: Int) throws -> String
    func integer(_ column: Int) throws -> Int64
    func blob(_ column: Int) throws -> Data
    func isNull(_ column: Int) -> Bool
}

/// Opens transactions. Neither method blocks a thread of Swift's cooperative pool.
protocol SQLEngine: Sendable {
    /// A consistent view; sees nothing that is committed while it runs.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value
    /// One durable transaction, rolled back when `body` throws. Runs to its end even when the calling task is cancelled.
    @discardableResult
    func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value
    /// Makes deleted bytes disappear from the engine's own journals as far as it can right now.
    func scrub() async throws
}

enum SQLValue: Sendable {
    case null
    case text(String)
    case integer(Int64)
    case blob(Data)

    static func text(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
    static func integer(_ value: Int) -> SQLValue { .integer(Int64(value)) }
    static func flag(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }
    static func time(_ value: Date) -> SQLValue { .integer(value.milliseconds) }
    static func time(_ value: Date?) -> SQLValue { value.map { .integer($0.milliseconds) } ?? .null }
    static func id(_ value: some RawRepresentable<String>) -> SQLValue { .text(value.rawValue) }
}

extension SQLConnection {
    func rows<Value>(_ sql: String, _ values: [SQLValue] = [], _ decode: (any SQLRow) throws -> Value) throws -> [Value]
    {
        var found: [Value] = []
        try visit(sql, values) { found.append(try decode($0)) }
        return found
    }

    /// The first row, for statements that return at most one.
    func row<Value>(_ sql: String, _ values: [SQLValue] = [], _ decode: (any SQLRow) throws -> Value) throws -> Value? {
        try rows(sql, values, decode).first
    }
}

extension SQLRow {
    func optionalText(_ column: Int) throws -> String? { isNull(column) ? nil : try text(column) }
    func number(_ column: Int) throws -> Int { Int(try integer(column)) }
    func flag(_ column: Int) throws -> Bool { try integer(column) != 0 }
    func time(_ column: Int) throws -> Date { Date(milliseconds: try integer(column)) }

    /// - Throws: `StorageError.unreadable` when the text is no such value.
    func id<Value: RawRepresentable<String>>(_ column: Int, _: Value.Type = Value.self) throws -> Value {
        guard let value = Value(rawValue: try text(column)) else { throw StorageError.unreadable("\(Value.self)") }
        return value
    }
}

extension Date {
    /// Milliseconds since 1970, to the nearest.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
