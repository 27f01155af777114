import Foundation
import Testing

@testable import Proofing
@testable import Storage

/// Messages leave at least once, in order, and one worker at a time has them.
enum OutboxContract {
    static func leasesOldestFirst(_ database: Database) async throws {
        let young = Fixture.message(createdAt: Fixture.start + 5)
        let old = Fixture.message(createdAt: Fixture.start + 0.25)
        try await database.ledger.commit(UnitOfWork(.message(young), .message(old)))
        #expect(try await database.outbox.take(at: Fixture.start, limit: 9, leaseSeconds: 60).isEmpty)
        let now = Fixture.start + 10
        #expect(try await database.outbox.take(at: now, limit: 1, leaseSeconds: 60) == [old])
        #expect(try await database.outbox.take(at: now, limit: 9, leaseSeconds: 60) == [young])
        #expect(try await database.outbox.take(at: now + 59, limit: 9, leaseSeconds: 60).isEmpty)
        // Nobody said what became of them: they come back.
        #expect(try await database.outbox.take(at: now + 60, limit: 9, leaseSeconds: 60) == [old, young])
    }

    static func giveEachMessageToOneOfManyWorkers(_ database: Database) async throws {
        for _ in 0..<20 { try await database.ledger.commit(UnitOfWork(.message(Fixture.message()))) }
        let taken = try await withThrowingTaskGroup(of: [OutboxMessage].self) { group in
            for _ in 0..<20 {
                group.addTask { try await database.outbox.take(at: Fixture.start, limit: 3, leaseSeconds: 60) }
            }
            return try await group.reduce(into: [MessageID]()) { $0 += $1.map(\.id) }
        }
        #expect(taken.count == 20)
        #expect(Set(taken).count == 20)
    }

    static func retriesWhatFailedAndEndsWhatIsDone(_ database: Database) async throws {
        let sent = Fixture.message()
        let waiting = Fixture.message(createdAt: Fixture.start + 1)
        let hopeless = Fixture.message(createdAt: Fixture.start + 2)
        try await database.ledger.commit(UnitOfWork(.message(sent), .message(waiting), .message(hopeless)))
        let now = Fixture.start + 10
        #expect(try await database.outbox.take(at: now, limit: 9, leaseSeconds: 60).count == 3)
        try await database.outbox.delivered(sent.id, at: now)
        try await database.outbox.failed(waiting.id, code: "smtp.451", retryAt: now + 30)
        try await database.outbox.failed(hopeless.id, code: "smtp.550", retryAt: nil)
        #expect(try await database.outbox.take(at: now + 29, limit: 9, leaseSeconds: 60).isEmpty)
        #expect(try await database.outbox.take(at: now + 30, limit: 9, leaseSeconds: 60) == [waiting])
        #expect(try await database.outbox.take(at: now + 9_999, limit: 9, leaseSeconds: 60) == [waiting])
    }

    static func refusesTheSameMessageTwice(_ database: Database) async throws {
        let message = Fixture.message()
        try await database.ledger.commit(UnitOfWork(.message(message)))
        await #expect(throws: CommitError.conflict) { try await database.ledger.commit(UnitOfWork(.message(message))) }
        _ = try await database.outbox.take(at: Fixture.start, limit: 1, leaseSeconds: 1)
        try await database.outbox.delivered(message.id, at: Fixture.start)
        await #expect(throws: CommitError.conflict) { try await database.ledger.commit(UnitOfWork(.message(message))) }
    }
}
