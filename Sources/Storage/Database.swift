import Crypto
import Foundation
import GRDB
import Proofing

/// All stores on one SQLite file. Make one per process.
///
/// The file opens only with the root key it was made with, and only when its migrations are the ones this program knows.
package struct Database: Sendable {
    package let ledger: any Ledger
    package let sessions: any SessionStore
    package let issuances: any IssuanceStore
    package let leases: any LeaseStore
    package let reviews: any ReviewStore
    package let policies: any PolicyStore
    package let bases: any DecisionBasisStore
    package let audit: SQLAuditLog
    package let outbox: any Outbox
    package let records: any MatchRecordStore
    package let directory: any DirectoryStore
    package let directorySync: any DirectorySyncStore
    package let vault: SQLEvidenceVault
    package let references: any ReferenceStore
    package let housekeeping: Housekeeping
    let engine: any SQLEngine
    let rootKey: RootKey

    /// - Parameters:
    ///   - path: the SQLite file; `-wal` and `-shm` files stand beside it.
    ///   - time: decides when a lease is over.
    /// - Throws: `StorageError.notMigrated`, `.newerDatabase` or `.wrongRootKey`; or SQLite's own error.
    package static func open(path: String, rootKey: RootKey, time: any TimeSource) async throws -> Database {
        let engine = try await offPool {
            guard FileManager.default.fileExists(atPath: path) else { throw StorageError.notMigrated(path: path) }
            let engine = try SQLiteEngine(path: path)
            try engine.checkMigrations(path: path)
            return engine
        }
        guard try await engine.read({ try KeyCheck(rootKey).matches($0) }) else { throw StorageError.wrongRootKey }
        return Database(engine: engine, rootKey: rootKey, time: time)
    }

    /// Brings the file to the present schema, making it (mode 0600) where there is none. Repeating it changes nothing.
    ///
    /// - Returns: the names of the migrations that were applied now.
    /// - Throws: `StorageError.newerDatabase` or `.wrongRootKey`, and changes nothing then.
    package static func migrate(path: String, rootKey: RootKey) async throws -> [String] {
        try await offPool {
            let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            if descriptor >= 0 { close(descriptor) }
            let engine = try SQLiteEngine(path: path)
            return try engine.migrate(path: path, check: KeyCheck(rootKey))
        }
    }

    init(engine: any SQLEngine, rootKey: RootKey, time: any TimeSource) {
        self.engine = engine
        self.rootKey = rootKey
        let keys = DataKeys(root: rootKey)
        let chain = AuditChain(key: rootKey.derive("audit head"))
        let tables = SessionTable(keys: keys)
        let messages = OutboxTable(root: rootKey)
        let faces = ReferenceTable(root: rootKey)
        ledger = SQLLedger(
            engine: engine, sessions: tables, cases: ReviewCaseTable(keys: keys), messages: messages,
            references: faces, chain: chain)
        sessions = SQLSessionStore(engine: engine, table: tables)
        issuances = SQLIssuanceStore(engine: engine)
        leases = SQLLeaseStore(engine: engine, time: time)
        reviews = SQLReviewStore(engine: engine, table: ReviewCaseTable(keys: keys))
        policies = SQLPolicyStore(engine: engine)
        bases = SQLDecisionBasisStore(engine: engine, table: DecisionBasisTable(sessions: tables))
        audit = SQLAuditLog(engine: engine, chain: chain)
        outbox = SQLOutbox(engine: engine, table: messages)
        records = SQLMatchRecordStore(engine: engine)
        directory = SQLDirectoryStore(engine: engine)
        directorySync = SQLDirectorySyncStore(engine: engine)
        vault = SQLEvidenceVault(engine: engine, keys: keys)
        references = SQLReferenceStore(engine: engine, table: faces)
        housekeeping = Housekeeping(engine: engine)
    }
}

extension SQLiteEngine {
    fileprivate func checkMigrations(path: String) throws {
        try pool.read { database in
            if try Migrations.sqlite.hasBeenSuperseded(database) { throw StorageError.newerDatabase(path: path) }
            guard try Migrations.sqlite.hasCompletedMigrations(database) else {
                throw StorageError.notMigrated(path: path)
            }
        }
    }

    fileprivate func migrate(path: String, check: KeyCheck) throws -> [String] {
        let before = try pool.read { database in
            if try Migrations.sqlite.hasBeenSuperseded(database) { throw StorageError.newerDatabase(path: path) }
            return try Migrations.sqlite.appliedIdentifiers(database)
        }
        let isForeign = try !before.isEmpty && pool.read { try check.contradicts($0.asConnection) }
        guard !isForeign else { throw StorageError.wrongRootKey }
        try Migrations.sqlite.migrate(pool)
        try pool.write { try check.store($0.asConnection) }
        return Migrations.all.map(\.name).filter { !before.contains($0) }
    }
}

/// A code that only the right root key can make, so that a wrong key is found at start and not at the first picture.
struct KeyCheck {
    private let code: Data

    init(_ rootKey: RootKey) {
        code = Data(HMAC<SHA256>.authenticationCode(for: Data("key check".utf8), using: rootKey.derive("key check")))
    }

    func matches(_ connection: any SQLConnection) throws -> Bool { try stored(connection) == code }

    /// Another key was here first. A run that broke off before it stored its code contradicts nobody.
    func contradicts(_ connection: any SQLConnection) throws -> Bool {
        try stored(connection).map { $0 != code } ?? false
    }

    func store(_ connection: any SQLConnection) throws {
        try connection.run(
            "INSERT INTO key_check (name, code) VALUES ('root', ?1) ON CONFLICT (name) DO NOTHING", [.blob(code)])
    }

    private func stored(_ connection: any SQLConnection) throws -> Data? {
        try connection.row("SELECT code FROM key_check WHERE name = 'root'") { try $0.blob(0) }
    }
}
