import Foundation
import Testing

@testable import Proofing
@testable import Storage

/// Evidence opens for its own session and kind until it is erased.
enum EvidenceContract {
    static func opensWhatWasSealed(_ database: Database) async throws {
        let session = try await storedSession(database)
        #expect(try await database.vault.open(.selfie, of: session) == nil)
        try await database.vault.seal(Data("one".utf8), as: .selfie, of: session)
        try await database.vault.seal(Data("two".utf8), as: .selfie, of: session)
        try await database.vault.seal(Data(), as: .portrait, of: session)
        #expect(try await database.vault.open(.selfie, of: session) == Data("two".utf8))
        #expect(try await database.vault.open(.portrait, of: session) == Data())
        #expect(try await database.vault.open(.document, of: session) == nil)
    }

    static func refusesAnUnknownSession(_ database: Database) async throws {
        let nobody = SessionID.random(SystemRandom())
        await #expect(throws: StorageError.unknownSession) {
            try await database.vault.seal(Data([1]), as: .selfie, of: nobody)
        }
        await #expect(throws: StorageError.unknownSession) {
            try await database.vault.retain(nobody, until: Fixture.start)
        }
        #expect(try await database.vault.open(.selfie, of: nobody) == nil)
        try await database.vault.erase(nobody)
    }

    static func erasesAndLeavesTheSession(_ database: Database) async throws {
        let session = try await storedSession(database)
        let other = try await storedSession(database)
        for id in [session, other] { try await database.vault.seal(Data("face".utf8), as: .selfie, of: id) }
        try await database.vault.erase(session)
        try await database.vault.erase(session)
        #expect(try await database.vault.open(.selfie, of: session) == nil)
        #expect(try await database.vault.open(.selfie, of: other) == Data("face".utf8))
        #expect(try await database.sessions.session(session) != nil)
    }

    static func isDueWhenItsTimeIsOver(_ database: Database) async throws {
        let silent = try await storedSession(database)
        let kept = try await storedSession(database)
        let empty = try await storedSession(database)
        let end = Fixture.start + 3_600
        for id in [silent, kept] { try await database.vault.seal(Data([1]), as: .document, of: id) }
        try await database.vault.retain(kept, until: end + 60)
        try await database.vault.retain(empty, until: Fixture.start)
        #expect(try await database.vault.expired(at: end - 1, limit: 9).isEmpty)
        // Nobody said how long: due with the session.
        #expect(try await database.vault.expired(at: end, limit: 9) == [silent])
        #expect(try await database.vault.expired(at: end + 60, limit: 9) == [silent, kept])
        #expect(try await database.vault.expired(at: end + 60, limit: 1) == [silent])
        try await database.vault.retain(kept, until: end + 90)
        #expect(try await database.vault.retainedUntil(kept) == end + 90)
        try await database.vault.erase(silent)
        #expect(try await database.vault.expired(at: end + 60, limit: 9).isEmpty)
    }

    static func storedSession(_ database: Database) async throws -> SessionID {
        let session = Fixture.session()
        try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil)))
        return session.id
    }
}
