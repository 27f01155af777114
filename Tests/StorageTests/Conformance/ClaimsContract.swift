import Foundation
import Testing

@testable import Proofing
@testable import Storage

/// What every store promises about documents, confirmed names and alerts.
enum ClaimsContract {
    private static func mark(_ number: Int) throws -> DocumentMark {
        try #require(DocumentMark(rawValue: String(format: "%064x", number)))
    }

    private static func binding(_ number: Int, _ person: Int, days: Double = 1) throws -> DocumentBinding {
        DocumentBinding(
            mark: try mark(number), person: Fixture.person(person), boundAt: Fixture.start,
            keepUntil: Fixture.start + days * 86_400)
    }

    private static func alias(_ person: Int, _ name: String, part: ConfirmedName.Part = .surname) throws -> NameAlias {
        NameAlias(
            id: .random(SystemRandom()), person: Fixture.person(person), name: ConfirmedName(part: part, text: name),
            document: try mark(7), reviewer: try #require(ReviewerID(rawValue: "mira")), keptAt: Fixture.start)
    }

    static func bindsADocumentUnlessOthersWereFaster(_ database: Database) async throws {
        func bind(_ number: Int, _ person: Int, others: Int) async throws {
            try await database.ledger.commit(
                UnitOfWork(.documentBound(try binding(number, person), others: others)))
        }
        try await bind(1, 1, others: 0)
        try await bind(1, 1, others: 0)
        await #expect(throws: CommitError.conflict) { try await bind(1, 2, others: 0) }
        #expect(try await database.records.owners(of: try mark(1), tenant: Fixture.tenant) == [Fixture.person(1)])
        try await bind(1, 2, others: 1)
        #expect(try await database.records.owners(of: try mark(1), tenant: Fixture.tenant).count == 2)
        #expect(try await database.records.owners(of: try mark(2), tenant: Fixture.tenant).isEmpty)
        #expect(try await database.records.owners(of: try mark(1), tenant: Fixture.otherTenant).isEmpty)
        await #expect(throws: StorageError.wrongTenant) {
            try await database.ledger.commit(
                UnitOfWork(
                    tenant: Fixture.otherTenant, changes: [.documentBound(try binding(3, 1), others: 0)]))
        }
    }

    static func forgetsDocumentsNobodyCouldUse(_ database: Database) async throws {
        try await database.ledger.commit(UnitOfWork(.documentBound(try binding(1, 1, days: 1), others: 0)))
        try await database.ledger.commit(UnitOfWork(.documentBound(try binding(2, 1, days: 3), others: 0)))
        try await database.housekeeping.tidy(at: Fixture.start + 86_400)
        #expect(try await database.records.owners(of: try mark(1), tenant: Fixture.tenant).isEmpty)
        #expect(try await database.records.owners(of: try mark(2), tenant: Fixture.tenant).count == 1)
    }

    private static func page(_ database: Database, _ changes: [DirectoryPage.Change]) async throws {
        let round = try await database.directorySync.cursor(.users, tenant: Fixture.tenant).round
        try await database.directorySync.apply(
            DirectoryPage(collection: .users, round: round, changes: changes), tenant: Fixture.tenant)
    }

    private static func names(_ database: Database, _ number: Int) async throws -> [String]? {
        try await database.directory.person(Fixture.person(number))?.confirmedNames.map(\.text)
    }

    static func keepsNamesWithTheirPerson(_ database: Database) async throws {
        let people = [1, 2].map { Fixture.directoryPerson($0, givenName: "Ann", surname: "Able") }
        try await page(database, people.map { .person($0) })
        let read = try #require(
            try await database.directory.changes(tenant: Fixture.tenant, after: .start, limit: 9).last?.mark)
        let kept = try alias(1, "BAKER")
        try await database.ledger.commit(UnitOfWork(.alias(kept)))
        try await database.ledger.commit(UnitOfWork(.alias(try alias(1, "BAKER"))))
        #expect(try await database.records.aliases(tenant: Fixture.tenant, limit: 9) == [kept])
        #expect(try await database.records.alias(kept.id, tenant: Fixture.tenant) == kept)
        #expect(try await database.records.alias(kept.id, tenant: Fixture.otherTenant) == nil)
        #expect(try await names(database, 1) == ["BAKER"])
        #expect(try await names(database, 2) == [])
        #expect(
            try await database.directory.person(signInName: "person1@example.com", tenant: Fixture.tenant)?
                .confirmedNames == [kept.name])
        #expect(
            try await database.directory.people(tenant: Fixture.tenant, after: nil, limit: 9)
                .map(\.confirmedNames.count) == [1, 0])

        // Whoever follows the directory hears of it, and the sync leaves it alone.
        let changes = try await database.directory.changes(tenant: Fixture.tenant, after: read, limit: 9)
        #expect(changes.map(\.id) == [Fixture.person(1)] && changes.first?.person?.confirmedNames == [kept.name])
        try await page(database, people.map { .person($0) })
        #expect(try await names(database, 1) == ["BAKER"])

        try await database.ledger.commit(UnitOfWork(.aliasRemoved(kept.id)))
        #expect(try await names(database, 1) == [])
        await #expect(throws: CommitError.conflict) {
            try await database.ledger.commit(UnitOfWork(.aliasRemoved(kept.id)))
        }
        let last = try #require(changes.last?.mark)
        let removed = try await database.directory.changes(tenant: Fixture.tenant, after: last, limit: 9)
        #expect(removed.map(\.person?.confirmedNames) == [[]])
    }

    static func erasesNamesWithTheirPerson(_ database: Database) async throws {
        let person = Fixture.directoryPerson(1)
        try await page(database, [.person(person)])
        try await database.ledger.commit(UnitOfWork(.alias(try alias(1, "BAKER"))))
        try await page(database, [.removed(person.id.object)])
        #expect(try await database.records.aliases(tenant: Fixture.tenant, limit: 9).isEmpty)
        // An account that comes back begins without.
        try await page(database, [.person(person)])
        #expect(try await names(database, 1) == [])
        // Whom a full round does not see is gone too.
        try await database.ledger.commit(UnitOfWork(.alias(try alias(1, "BAKER"))))
        let round = try await database.directorySync.beginFullRound(.users, tenant: Fixture.tenant)
        try await database.directorySync.finishRound(.users, round: round, deltaLink: "x", tenant: Fixture.tenant)
        #expect(try await database.records.aliases(tenant: Fixture.tenant, limit: 9).isEmpty)
        // Nothing is kept for nobody.
        await #expect(throws: (any Error).self) {
            try await database.ledger.commit(UnitOfWork(.alias(try alias(5, "BAKER"))))
        }
    }

    static func keepsAlertsAsLongAsTheirSession(_ database: Database) async throws {
        let session = Fixture.session(phase: .refused, expiresIn: 5)
        func alert(_ person: PersonID, at moment: Date) -> SecurityAlert {
            SecurityAlert(
                id: .random(SystemRandom()), session: session.id, person: person, reference: "4F7-29K",
                code: .betterMatchElsewhere, at: moment)
        }
        let (first, second) = (
            alert(Fixture.person(1), at: Fixture.start), alert(Fixture.person(1), at: Fixture.start + 1)
        )
        await #expect(throws: StorageError.unknownSession) {
            try await database.ledger.commit(UnitOfWork(.alert(first)))
        }
        try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil), .alert(first), .alert(second)))
        #expect(try await database.records.alerts(tenant: Fixture.tenant, limit: 9) == [second, first])
        #expect(try await database.records.alerts(tenant: Fixture.otherTenant, limit: 9).isEmpty)
        _ = try await database.housekeeping.forgetSessions(endedBefore: Fixture.start + 10, limit: 9)
        #expect(try await database.records.alerts(tenant: Fixture.tenant, limit: 9).isEmpty)
    }
}
