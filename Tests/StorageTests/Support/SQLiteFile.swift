import Foundation
import GRDB
import Proofing

@testable import Storage

/// A database in a folder of its own that goes with it.
final class SQLiteFile: Sendable {
    let folder: URL
    let rootKey: RootKey
    let time = TestTime()

    var path: String { folder.appendingPathComponent("countersign.sqlite").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("storage-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        rootKey = RootKey(bytes: SystemRandom().bytes(32))!  // 32 bytes make a key
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func open() async throws -> Storage.Database {
        _ = try await Storage.Database.migrate(path: path, rootKey: rootKey)
        return try await Storage.Database.open(path: path, rootKey: rootKey, time: time)
    }

    /// Changes the file behind the program's back, as somebody with access to the machine could.
    func tamper(_ sql: String, _ arguments: StatementArguments = StatementArguments()) async throws {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try await queue.write { try $0.execute(sql: sql, arguments: arguments) }
    }

    func column(_ sql: String) async throws -> Data? {
        let queue = try DatabaseQueue(path: path)
        return try await queue.read { try Data.fetchOne($0, sql: sql) }
    }

    /// Every byte of the database and of the files beside it.
    func contains(_ needle: Data) throws -> Bool {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).contains {
            try Data(contentsOf: $0).range(of: needle) != nil
        }
    }
}

/// Runs one story of the contract on SQLite. Another engine calls the same stories with its own empty database.
func onSQLite(_ story: (Storage.Database, TestTime) async throws -> Void) async throws {
    let file = try SQLiteFile()
    try await story(try await file.open(), file.time)
    withExtendedLifetime(file) {}
}
