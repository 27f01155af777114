import Dispatch
import GRDB
import Synchronization
import Testing

@testable import Storage

@Suite("Writes that wait share one commit, and nothing else")
struct GroupCommitTests {
    struct Refused: Error {}

    @Test func `writes that arrive during a commit share the next`() async throws {
        let notes = try await Notes()
        let outcomes = await notes.together((0..<10).map { number in { try Notes.add("\(number)", to: $0) } })
        #expect(outcomes.allSatisfy { $0 == nil })
        #expect(notes.commits.count == 2)
        #expect(try await notes.all.count == 10)
    }

    @Test func `what one undoes the others keep`() async throws {
        let notes = try await Notes()
        let outcomes = await notes.together([
            { try Notes.add("first", to: $0) },
            {
                try Notes.add("refused", to: $0)
                throw Refused()
            },
            { try Notes.add("last", to: $0) },
        ])
        #expect(outcomes[0] == nil && outcomes[2] == nil)
        #expect(outcomes[1] is Refused)
        #expect(try await notes.all == ["first", "last"])
    }

    @Test func `of two that add the same one is refused`() async throws {
        let notes = try await Notes()
        let outcomes = await notes.together(Array(repeating: { try Notes.add("same", to: $0) }, count: 2))
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(try await notes.all == ["same"])
    }

    @Test func `nobody is told of success when the common commit fails`() async throws {
        let notes = try await Notes()
        let broken = FailingCommit()
        let outcomes = await notes.together(
            [
                { try Notes.add("first", to: $0) },
                { _ in broken.isOn.store(true, ordering: .relaxed) },
            ], watchedBy: broken)
        #expect(outcomes.allSatisfy { $0 is Refused })
        broken.isOn.store(false, ordering: .relaxed)
        #expect(try await notes.all.isEmpty)
    }

    @Test func `nobody is told of success when the common transaction is lost`() async throws {
        let notes = try await Notes()
        let outcomes = await notes.together([
            { try Notes.add("first", to: $0) },
            // What SQLite itself does when the disk is full.
            { try $0.run("ROLLBACK", []) },
            { try Notes.add("last", to: $0) },
        ])
        #expect(outcomes.allSatisfy { $0 != nil })
        #expect(try await notes.all.isEmpty)
        try await notes.engine.write { try Notes.add("later", to: $0) }
        #expect(try await notes.all == ["later"])
    }
}

/// A table of its own, and writes that are made to wait for each other.
private final class Notes: Sendable {
    typealias Body = @Sendable (any SQLConnection) throws -> Void

    let file: SQLiteFile
    let engine: SQLiteEngine
    let commits = Commits()

    init() async throws {
        file = try SQLiteFile()
        engine = try SQLiteEngine(path: file.path)
        _ = try await engine.write { try $0.run("CREATE TABLE note (text TEXT PRIMARY KEY)", []) }
        engine.pool.add(transactionObserver: commits, extent: .databaseLifetime)
    }

    static func add(_ text: String, to connection: any SQLConnection) throws {
        try connection.run("INSERT INTO note (text) VALUES (?1)", [.text(text)])
    }

    var all: [String] {
        get async throws {
            try await engine.read { try $0.rows("SELECT text FROM note ORDER BY text") { try $0.text(0) } }
        }
    }

    /// Runs the writes while the writer is held up, so that all of them wait in this order.
    ///
    /// - Returns: what each was told: nothing, or the error.
    func together(_ bodies: [Body], watchedBy observer: (any TransactionObserver)? = nil) async -> [(any Error)?] {
        if let observer { engine.pool.add(transactionObserver: observer, extent: .databaseLifetime) }
        let holding = Atomic(false)
        let gate = DispatchSemaphore(value: 0)
        async let first: Void? = try? engine.write { _ in
            holding.store(true, ordering: .releasing)
            gate.wait()
        }
        while !holding.load(ordering: .acquiring) { await Task.yield() }
        var tasks: [Task<(any Error)?, Never>] = []
        for (place, body) in bodies.enumerated() {
            tasks.append(
                Task { [engine] in
                    do {
                        try await engine.write(body)
                        return nil
                    } catch {
                        return error
                    }
                })
            while engine.commits.count <= place { await Task.yield() }
        }
        gate.signal()
        await first
        var outcomes: [(any Error)?] = []
        for task in tasks { outcomes.append(await task.value) }
        return outcomes
    }
}

/// A disk that fails at the last moment.
private final class FailingCommit: TransactionObserver, Sendable {
    let isOn = Atomic(false)

    func databaseWillCommit() throws {
        if isOn.load(ordering: .relaxed) { throw GroupCommitTests.Refused() }
    }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ database: GRDB.Database) {}
    func databaseDidRollback(_ database: GRDB.Database) {}
}

private final class Commits: TransactionObserver, Sendable {
    private let made = Atomic(0)

    var count: Int { made.load(ordering: .relaxed) }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ database: GRDB.Database) { made.add(1, ordering: .relaxed) }
    func databaseDidRollback(_ database: GRDB.Database) {}
}
