import Foundation
import Testing

@testable import Proofing
@testable import Storage

/// What every ledger promises, whatever stands below it.
enum LedgerContract {
    static func readsBackWhatWasCommitted(_ database: Database) async throws {
        var session = Fixture.session()
        session.handover = .init(code: Fixture.digest("qr"), expiresAt: Fixture.start)
        try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil)))
        #expect(try await database.sessions.session(session.id) == session)
        #expect(try await database.sessions.session(handover: Fixture.digest("qr")) == session)
        #expect(try await database.sessions.session(handover: Fixture.digest("other")) == nil)
        #expect(try await database.sessions.session(.random(SystemRandom())) == nil)
    }

    static func refusesAnOldVersion(_ database: Database) async throws {
        var session = Fixture.session()
        try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil)))
        session.version = 2
        try await database.ledger.commit(UnitOfWork(.session(session, expecting: 1)))
        await #expect(throws: CommitError.conflict) {
            try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil)))
        }
        session.version = 3
        await #expect(throws: CommitError.conflict) {
            try await database.ledger.commit(UnitOfWork(.session(session, expecting: 1)))
        }
        #expect(try await database.sessions.session(session.id)?.version == 2)
    }

    static func refusesAVersionThatStandsStill(_ database: Database) async throws {
        let session = Fixture.session()
        try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil)))
        await #expect(throws: StorageError.versionNotAdvanced) {
            try await database.ledger.commit(UnitOfWork(.session(session, expecting: 1)))
        }
    }

    static func letsOneOfFiftyWritersWin(_ database: Database) async throws {
        var session = Fixture.session()
        try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil)))
        session.version = 2
        let next = session
        let wins = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    let audit = [Fixture.event(.decided, session: next.id, number: number)]
                    let work = UnitOfWork(.session(next, expecting: 1), audit: audit)
                    return (try? await database.ledger.commit(work)) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wins == 1)
        #expect(try await database.audit.events(session: session.id).count == 1)
    }

    static func writesAllOrNothing(_ database: Database) async throws {
        let session = Fixture.session()
        try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil)))
        var changed = session
        changed.version = 8
        let last = changed
        await #expect(throws: CommitError.conflict) {
            try await database.ledger.commit(
                UnitOfWork(
                    .message(Fixture.message()), .attempt(key: "address", at: Fixture.start),
                    .issuance(Fixture.issuance(session: session.id), expecting: nil),
                    .returnLink(Fixture.digest("link"), session: session.id, expiresAt: .distantFuture),
                    .decision(SealedDecision(session: session.id, bytes: Data([1]), code: Data([2]))),
                    .session(last, expecting: 7), audit: [Fixture.event(session: session.id)]))
        }
        #expect(try await database.outbox.take(at: .distantFuture, limit: 9, leaseSeconds: 1).isEmpty)
        #expect(try await database.sessions.attempts(key: "address", since: .distantPast) == 0)
        #expect(try await database.issuances.issuance(session: session.id) == nil)
        #expect(try await database.sessions.session(returnLink: Fixture.digest("link"), at: Fixture.start) == nil)
        #expect(try await database.sessions.decision(session: session.id) == nil)
        #expect(try await database.audit.entries(tenant: Fixture.tenant, after: 0, limit: 9).isEmpty)
    }

    static func refusesAnotherTenantsRows(_ database: Database) async throws {
        let session = Fixture.session(of: Fixture.otherTenant)
        await #expect(throws: StorageError.wrongTenant) {
            try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil)))
        }
        try await database.ledger.commit(
            UnitOfWork(tenant: Fixture.otherTenant, changes: [.session(session, expecting: nil)]))
        let decision = SealedDecision(session: session.id, bytes: Data(), code: Data())
        await #expect(throws: StorageError.self) { try await database.ledger.commit(UnitOfWork(.decision(decision))) }
        await #expect(throws: StorageError.unknownSession) {
            try await database.ledger.commit(
                UnitOfWork(.returnLink(Fixture.digest("x"), session: session.id, expiresAt: .distantFuture)))
        }
    }

    static func keepsEveryDecisionAndGivesTheLatest(_ database: Database) async throws {
        let session = Fixture.session()
        let first = SealedDecision(session: session.id, bytes: Data("referred".utf8), code: Data([1]))
        let second = SealedDecision(session: session.id, bytes: Data("approved".utf8), code: Data([2]))
        try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil), .decision(first)))
        #expect(try await database.sessions.decision(session: session.id) == first)
        try await database.ledger.commit(UnitOfWork(.decision(second)))
        #expect(try await database.sessions.decision(session: session.id) == second)
    }

    static func replacesAReturnLinkAndLetsItEnd(_ database: Database) async throws {
        let session = Fixture.session()
        let end = Fixture.start.addingTimeInterval(60)
        try await database.ledger.commit(
            UnitOfWork(
                .session(session, expecting: nil), .returnLink(Fixture.digest("1"), session: session.id, expiresAt: end)
            ))
        try await database.ledger.commit(
            UnitOfWork(.returnLink(Fixture.digest("2"), session: session.id, expiresAt: end)))
        #expect(try await database.sessions.session(returnLink: Fixture.digest("1"), at: Fixture.start) == nil)
        #expect(
            try await database.sessions.session(returnLink: Fixture.digest("2"), at: Fixture.start)?.id == session.id)
        #expect(try await database.sessions.session(returnLink: Fixture.digest("2"), at: end) == nil)
    }

    static func findsSessionsWhoseTimeIsOver(_ database: Database) async throws {
        for (phase, seconds) in [
            (.face, 10.0), (.document, 5), (.finished, 5), (.expired, 5), (.refused, 5), (.face, 100),
        ] as [(ProofingSession.Phase, Double)] {
            let session = Fixture.session(phase: phase, expiresIn: seconds)
            try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil)))
        }
        let moment = Fixture.start.addingTimeInterval(10)
        #expect(try await database.sessions.overdue(at: moment, limit: 9).map(\.phase) == [.document, .face])
        #expect(try await database.sessions.overdue(at: moment, limit: 1).count == 1)
    }

    static func countsAttemptsSinceAMoment(_ database: Database) async throws {
        for seconds in [0.0, 10, 20] {
            try await database.ledger.commit(
                UnitOfWork(
                    .attempt(key: "a", at: Fixture.start.addingTimeInterval(seconds)),
                    .attempt(key: "b", at: Fixture.start)))
        }
        #expect(try await database.sessions.attempts(key: "a", since: Fixture.start) == 3)
        #expect(try await database.sessions.attempts(key: "a", since: Fixture.start.addingTimeInterval(10)) == 2)
        #expect(try await database.sessions.attempts(key: "c", since: .distantPast) == 0)
    }
}
