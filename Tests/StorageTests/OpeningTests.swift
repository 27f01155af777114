import Foundation
import GRDB
import Proofing
import Testing

@testable import Storage

@Suite("A database opens only when it is ours and up to date")
struct OpeningTests {
    @Test func `a file that is not there is not made by opening`() async throws {
        let file = try SQLiteFile()
        await #expect(throws: StorageError.notMigrated(path: file.path)) {
            _ = try await Storage.Database.open(path: file.path, rootKey: file.rootKey, time: file.time)
        }
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    @Test func `an empty database asks for its migrations`() async throws {
        let file = try SQLiteFile()
        try await file.tamper("CREATE TABLE unrelated (id INTEGER)")
        await #expect(throws: StorageError.notMigrated(path: file.path)) {
            _ = try await Storage.Database.open(path: file.path, rootKey: file.rootKey, time: file.time)
        }
    }

    @Test func `a newer database is neither opened nor migrated`() async throws {
        let file = try SQLiteFile()
        _ = try await file.open()
        try await file.tamper("INSERT INTO grdb_migrations (identifier) VALUES ('999 from the future')")
        await #expect(throws: StorageError.newerDatabase(path: file.path)) { _ = try await file.open() }
        await #expect(throws: StorageError.newerDatabase(path: file.path)) {
            _ = try await Storage.Database.open(path: file.path, rootKey: file.rootKey, time: file.time)
        }
    }

    @Test func `another root key is refused at once`() async throws {
        let file = try SQLiteFile()
        _ = try await file.open()
        let other = try #require(RootKey(bytes: SystemRandom().bytes(32)))
        await #expect(throws: StorageError.wrongRootKey) {
            _ = try await Storage.Database.open(path: file.path, rootKey: other, time: file.time)
        }
        await #expect(throws: StorageError.wrongRootKey) {
            _ = try await Storage.Database.migrate(path: file.path, rootKey: other)
        }
    }

    @Test func `migrating twice changes nothing the second time`() async throws {
        let file = try SQLiteFile()
        #expect(
            try await Storage.Database.migrate(path: file.path, rootKey: file.rootKey).count == Migrations.all.count)
        #expect(try await Storage.Database.migrate(path: file.path, rootKey: file.rootKey).isEmpty)
    }

    @Test func `only the owner may read the file`() async throws {
        let file = try SQLiteFile()
        _ = try await file.open()
        for name in try FileManager.default.contentsOfDirectory(atPath: file.folder.path) {
            let path = file.folder.appendingPathComponent(name).path
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
    }

    @Test func `commits are synced to the disk and deleted bytes are overwritten`() async throws {
        let file = try SQLiteFile()
        _ = try await file.open()
        let engine = try SQLiteEngine(path: file.path)
        let settings = try await engine.pool.writeWithoutTransaction { database in
            try ["synchronous", "secure_delete", "foreign_keys"].map { try Int.fetchOne(database, sql: "PRAGMA \($0)") }
        }
        #expect(settings == [2, 1, 1])
        let journal = try await engine.pool.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        #expect(journal == "wal")
    }
}
