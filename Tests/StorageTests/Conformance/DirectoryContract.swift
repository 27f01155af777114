import Foundation
import IdentityDocuments
import Testing

@testable import Proofing
@testable import Storage

/// The copy of the directory: looking up, and following Graph's deltas.
enum DirectoryContract {
    static func findsByEitherAddressWhateverItsCase(_ database: Database) async throws {
        var person = Fixture.directoryPerson(1, upn: "Zoë.Ångström@example.com", mail: "zoe@example.org")
        person.otherMails = ["zoe@home.example"]
        person.dateOfBirth = PartialDate(iso: "1974-08-12")
        try await fill(database, [.person(person), .person(Fixture.directoryPerson(2))])
        for address in [
            "zoë.ångström@EXAMPLE.com", " ZOE@example.org ", "zoe\u{308}.a\u{30a}ngstro\u{308}m@example.com",
        ] {
            #expect(
                try await database.directory.person(signInName: address, tenant: Fixture.tenant) == person, "\(address)"
            )
        }
        for address in ["", " ", "zoe@home.example", "zoe@example.or", "%", "zoe_example.org"] {
            #expect(
                try await database.directory.person(signInName: address, tenant: Fixture.tenant) == nil, "\(address)")
        }
        #expect(try await database.directory.person(signInName: "zoe@example.org", tenant: Fixture.otherTenant) == nil)
        #expect(try await database.directory.person(person.id) == person)
    }

    static func givesAnAmbiguousAddressToNobody(_ database: Database) async throws {
        let same = Fixture.directoryPerson(1, upn: "same@example.com", mail: "Same@example.com")
        try await fill(database, [.person(same)])
        #expect(try await database.directory.person(signInName: "same@example.com", tenant: Fixture.tenant) == same)
        let other = Fixture.directoryPerson(2, mail: "SAME@example.com")
        try await fill(database, [.person(other)])
        #expect(try await database.directory.person(signInName: "same@example.com", tenant: Fixture.tenant) == nil)
    }

    static func tellsWhatChanged(_ database: Database) async throws {
        let (ann, bob) = (Fixture.directoryPerson(1, surname: "Able"), Fixture.directoryPerson(2, surname: "Baker"))
        try await round(database, [.person(ann), .person(bob)], link: "first")
        #expect(try await changes(database).map(\.person) == [ann, bob])
        var read = try await changes(database).last?.mark ?? .start
        #expect(try await changes(database, after: read).isEmpty)

        // What is not compared does not count, and neither does being mentioned again.
        var moved = bob
        moved.mail = "bob@elsewhere.example"
        try await fill(database, [.person(ann), .person(moved)])
        #expect(try await changes(database, after: read).isEmpty)
        #expect(try await database.directory.person(bob.id) == moved)

        var married = ann
        married.surname = "Cook"
        married.profile = ProfileClaims(documentNumber: "P1", nationality: "UTO", formerSurname: "Able")
        try await fill(database, [.person(married), .removed(bob.id.object), .removed(Fixture.object(77))])
        let found = try await changes(database, after: read)
        #expect(found.map(\.person) == [married, nil] && found.map(\.id) == [ann.id, bob.id])
        read = found.last?.mark ?? read

        // Whom a full round did not see is gone; who came back is there again.
        try await round(database, [.person(bob)], link: "second")
        let swept = try await changes(database, after: read)
        #expect(swept.map(\.id) == [bob.id, ann.id] && swept.map(\.person) == [bob, nil])
        #expect(try await database.directory.changes(tenant: Fixture.otherTenant, after: .start, limit: 9).isEmpty)
    }

    static func givesChangesPageByPage(_ database: Database) async throws {
        let people = (1...5).map { Fixture.directoryPerson($0) }
        try await fill(database, people.map { .person($0) })
        var (mark, found) = (DirectoryMark.start, [DirectoryPerson?]())
        while let last = try await changes(database, after: mark, limit: 2).last {
            found += try await changes(database, after: mark, limit: 2).map(\.person)
            mark = last.mark
        }
        #expect(found == people)
    }

    private static func changes(
        _ database: Database, after mark: DirectoryMark = .start, limit: Int = 9
    ) async throws -> [DirectoryChange] {
        try await database.directory.changes(tenant: Fixture.tenant, after: mark, limit: limit)
    }

    static func followsNestedGroupsAndCircles(_ database: Database) async throws {
        let (a, b, c) = (Fixture.object(101), Fixture.object(102), Fixture.object(103))
        let person = Fixture.person(1)
        try await fill(
            database,
            [
                .group(DirectoryGroup(id: a, displayName: "A", isAssignableToRole: false)),
                .membersAdded(group: a, members: [person.object]), .membersAdded(group: b, members: [a]),
                .membersAdded(group: c, members: [b]), .membersAdded(group: a, members: [c]),
            ], in: .groups)
        #expect(try await database.directory.groups(of: person) == [a, b, c])
        try await fill(database, [.membersRemoved(group: b, members: [a])], in: .groups)
        #expect(try await database.directory.groups(of: person) == [a])
        try await fill(database, [.removed(a)], in: .groups)
        #expect(try await database.directory.groups(of: person).isEmpty)
        #expect(try await database.directory.count(tenant: Fixture.tenant) == DirectoryCounts(people: 0, groups: 0))
    }

    static func endsTheSameAfterReplays(_ database: Database) async throws {
        let old = Fixture.directoryPerson(1, surname: "Before")
        let new = Fixture.directoryPerson(1, surname: "After")
        let gone = Fixture.directoryPerson(2)
        let page: [DirectoryPage.Change] = [.person(old), .person(gone), .person(new), .removed(gone.id.object)]
        for _ in 0..<3 { try await fill(database, page) }
        #expect(try await database.directory.person(old.id) == new)
        #expect(try await database.directory.person(gone.id) == nil)
        try await fill(database, [.removed(gone.id.object), .removed(Fixture.object(77))])
        #expect(try await database.directory.count(tenant: Fixture.tenant).people == 1)
    }

    static func sweepsWhatAFullRoundDidNotSee(_ database: Database) async throws {
        let store = database.directorySync
        #expect(try await store.cursor(.users, tenant: Fixture.tenant) == DirectoryCursor(round: 0, deltaLink: nil))
        try await round(
            database, [.person(Fixture.directoryPerson(1)), .person(Fixture.directoryPerson(2))], link: "first")
        // A delta: mentions one, removes none of the others, moves the link on.
        try await fill(database, [.person(Fixture.directoryPerson(3))])
        try await store.finishRound(.users, round: 1, deltaLink: "second", tenant: Fixture.tenant)
        #expect(
            try await store.cursor(.users, tenant: Fixture.tenant) == DirectoryCursor(round: 1, deltaLink: "second"))
        #expect(try await database.directory.count(tenant: Fixture.tenant).people == 3)
        // A full round that is broken off deletes nobody, and leaves no link that could end in a wrong sweep.
        _ = try await store.beginFullRound(.users, tenant: Fixture.tenant)
        #expect(try await store.cursor(.users, tenant: Fixture.tenant) == DirectoryCursor(round: 2, deltaLink: nil))
        #expect(try await database.directory.count(tenant: Fixture.tenant).people == 3)
        try await round(database, [.person(Fixture.directoryPerson(2))], link: "third")
        #expect(try await database.directory.count(tenant: Fixture.tenant).people == 1)
        #expect(try await database.directory.person(Fixture.person(2)) != nil)
    }

    static func refusesPagesOfAnotherRoundOrTenant(_ database: Database) async throws {
        let store = database.directorySync
        _ = try await store.beginFullRound(.users, tenant: Fixture.tenant)
        let page = DirectoryPage(collection: .users, round: 0, changes: [.person(Fixture.directoryPerson(1))])
        await #expect(throws: StorageError.staleRound(expected: 1, found: 0)) {
            try await store.apply(page, tenant: Fixture.tenant)
        }
        await #expect(throws: StorageError.staleRound(expected: 1, found: 0)) {
            try await store.finishRound(.users, round: 0, deltaLink: "old", tenant: Fixture.tenant)
        }
        await #expect(throws: StorageError.wrongTenant) { try await store.apply(page, tenant: Fixture.otherTenant) }
        #expect(try await database.directory.count(tenant: Fixture.tenant).people == 0)
    }

    private static func round(_ database: Database, _ changes: [DirectoryPage.Change], link: String) async throws {
        let number = try await database.directorySync.beginFullRound(.users, tenant: Fixture.tenant)
        try await fill(database, changes)
        try await database.directorySync.finishRound(.users, round: number, deltaLink: link, tenant: Fixture.tenant)
    }

    private static func fill(
        _ database: Database, _ changes: [DirectoryPage.Change], in collection: DirectoryCollection = .users
    ) async throws {
        let round = try await database.directorySync.cursor(collection, tenant: Fixture.tenant).round
        try await database.directorySync.apply(
            DirectoryPage(collection: collection, round: round, changes: changes), tenant: Fixture.tenant)
    }
}
