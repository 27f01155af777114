import Foundation
import Testing

@testable import Proofing
@testable import Storage

/// Issuances and leases: at most one of each at a time.
enum IssuanceContract {
    static func allowsOneIssuanceForASession(_ database: Database) async throws {
        let session = SessionID.random(SystemRandom())
        let first = Fixture.issuance(session: session)
        try await database.ledger.commit(UnitOfWork(.issuance(first, expecting: nil)))
        await #expect(throws: CommitError.conflict) {
            try await database.ledger.commit(UnitOfWork(.issuance(Fixture.issuance(session: session), expecting: nil)))
        }
        #expect(try await database.issuances.issuance(session: session) == first)
    }

    static func refusesAnOlderFence(_ database: Database) async throws {
        var issuance = Fixture.issuance(session: .random(SystemRandom()), state: .posting, fence: 5)
        try await database.ledger.commit(UnitOfWork(.issuance(issuance, expecting: nil)))
        issuance.version = 2
        issuance.fence = 4
        let late = issuance
        await #expect(throws: CommitError.conflict) {
            try await database.ledger.commit(UnitOfWork(.issuance(late, expecting: 1)))
        }
        issuance.fence = 5
        try await database.ledger.commit(UnitOfWork(.issuance(issuance, expecting: 1)))
    }

    static func findsWhatIsUnsettled(_ database: Database) async throws {
        let now = Fixture.start
        let rows: [(Issuance.State, Date?, Date?)] = [
            (.planned, nil, nil), (.posting, now - 1, nil), (.posting, now + 1, nil), (.issued, nil, now - 700),
            (.issued, nil, now - 10), (.acknowledged, nil, now - 900), (.closed, now - 900, now - 900),
        ]
        for (number, row) in rows.enumerated() {
            let issuance = Fixture.issuance(
                session: .random(SystemRandom()), person: Fixture.person(number), state: row.0, deadline: row.1,
                issuedAt: row.2)
            try await database.ledger.commit(UnitOfWork(.issuance(issuance, expecting: nil)))
        }
        let found = try await database.issuances.unsettled(at: now, unacknowledgedSince: now - 600, limit: 9)
        #expect(Set(found.map(\.person)) == [Fixture.person(1), Fixture.person(3)])
        #expect(try await database.issuances.open(for: Fixture.person(0)).isEmpty)
        #expect(try await database.issuances.open(for: Fixture.person(5)).count == 1)
        #expect(try await database.issuances.open(for: Fixture.person(6)).isEmpty)
        #expect(try await database.issuances.open(for: Fixture.person(2, of: Fixture.otherTenant)).isEmpty)
    }

    static func leasesToOneHolderAndRaisesTheFence(_ database: Database, _ time: TestTime) async throws {
        let first = try #require(try await database.leases.acquire("person", holder: "a", seconds: 90))
        #expect(try await database.leases.acquire("person", holder: "b", seconds: 90) == nil)
        #expect(try await database.leases.acquire("person", holder: "a", seconds: 90) == nil)
        time.advance(89.9)
        #expect(try await database.leases.acquire("person", holder: "b", seconds: 90) == nil)
        time.advance(0.2)
        let second = try #require(try await database.leases.acquire("person", holder: "b", seconds: 90))
        #expect(second.fence > first.fence)
        // The first holder wakes up late: its release takes nothing away from the second.
        try await database.leases.release(first)
        #expect(try await database.leases.acquire("person", holder: "c", seconds: 90) == nil)
        try await database.leases.release(second)
        let third = try #require(try await database.leases.acquire("person", holder: "c", seconds: 90))
        #expect(third.fence > second.fence)
    }

    static func leasesOnceUnderConcurrency(_ database: Database) async throws {
        let leases = try await withThrowingTaskGroup(of: Lease?.self) { group in
            for number in 0..<50 {
                group.addTask { try await database.leases.acquire("person", holder: "\(number)", seconds: 90) }
            }
            return try await group.reduce(into: [Lease]()) { if let lease = $1 { $0.append(lease) } }
        }
        #expect(leases.count == 1)
    }
}
