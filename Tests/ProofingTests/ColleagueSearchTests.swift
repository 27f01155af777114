import ClaimsMatching
import Foundation
import Synchronization
import Testing

@testable import Proofing

struct ColleagueSearchTests {
    private let claimed = PersonID(tenant: Sample.tenant, object: Sample.object(1))

    private func found(_ search: ColleagueSearch, _ given: String, _ surname: String) async throws -> Set<PersonID> {
        let document = DocumentClaims(givenNames: given, surname: surname, dateOfBirth: BirthDate(iso: "1990-05-17"))
        return Set(try await search.search(document, besides: claimed).others.map(\.id))
    }

    @Test func `the index follows those who come, change and leave`() async throws {
        let company = Company(Staff.crowd(50))
        let search = ColleagueSearch(tenant: Sample.tenant, people: company)
        #expect(try await found(search, "KARIN", "LINDGRENSDOTTIR").isEmpty)
        var karin = Staff.person(2, "Karin", "Lindgrensdottir", born: "1990-05-17")
        company.put([karin])
        #expect(try await found(search, "KARIN", "LINDGRENSDOTTIR") == [karin.id])
        karin.surname = "Quist"
        karin.displayName = "Karin Quist"
        karin.dateOfBirth = nil
        company.put([karin])
        #expect(try await found(search, "KARIN", "LINDGRENSDOTTIR").isEmpty)
        #expect(try await found(search, "KARIN", "QUIST") == [karin.id])
        company.remove(karin.id)
        #expect(try await found(search, "KARIN", "QUIST").isEmpty)
        #expect(await search.count == 50)
    }

    @Test func `whoever claims the account is not among the others`() async throws {
        let me = Staff.person(1, "Karin", "Lindgrensdottir", born: "1990-05-17")
        let search = ColleagueSearch(tenant: Sample.tenant, people: Company([me]))
        #expect(try await found(search, "KARIN", "LINDGRENSDOTTIR").isEmpty)
    }

    @Test func `a name that a reviewer confirmed is found like one of the directory`() async throws {
        var karin = Staff.person(2, "Karin", "Quist", born: nil)
        karin.confirmedNames = [ConfirmedName(part: .surname, text: "LINDGRENSDOTTIR")]
        let search = ColleagueSearch(tenant: Sample.tenant, people: Company([karin]))
        #expect(try await found(search, "KARIN", "LINDGRENSDOTTIR") == [karin.id])
    }

    @Test func `directories of several pages are read to the end`() async throws {
        let search = ColleagueSearch(tenant: Sample.tenant, people: Company(Staff.crowd(2_500)))
        try await search.readChanges()
        #expect(await search.count == 2_500)
    }

    @Test(arguments: [0, 1, 2])
    func `a store that fails never means that there is nobody else`(_ pages: Int) async throws {
        let karin = Staff.person(9_999, "Karin", "Lindgrensdottir", born: "1990-05-17")
        let company = Company(Staff.crowd(2_500) + [karin])
        let search = ColleagueSearch(tenant: Sample.tenant, people: company)
        company.fail(after: pages)
        for _ in 0..<2 {
            await #expect(throws: Company.Broken.self) { try await found(search, "KARIN", "LINDGRENSDOTTIR") }
        }
        company.mend()
        #expect(try await found(search, "KARIN", "LINDGRENSDOTTIR") == [karin.id])
        #expect(await search.count == 2_501)
    }

    @Test func `people who cannot be read fail the search too`() async throws {
        let company = Company([Staff.person(2, "Karin", "Lindgrensdottir", born: "1990-05-17")])
        let search = ColleagueSearch(tenant: Sample.tenant, people: company)
        company.losePeople(true)
        await #expect(throws: Company.Broken.self) { try await found(search, "KARIN", "LINDGRENSDOTTIR") }
    }

    @Test func `who searches after a change finds it, also while an older reading is under way`() async throws {
        let company = Company(Staff.crowd(20))
        let search = ColleagueSearch(tenant: Sample.tenant, people: company)
        let karin = Staff.person(2, "Karin", "Lindgrensdottir", born: "1990-05-17")
        let second = Mutex<Task<Set<PersonID>, any Error>?>(nil)
        company.afterLookingUp.once {
            // The first reading has its page, without Karin; she joins, and somebody searches for her.
            company.put([karin])
            second.withLock { $0 = Task { try await found(search, "KARIN", "LINDGRENSDOTTIR") } }
            for _ in 0..<200 { await Task.yield() }
        }
        _ = try await found(search, "OLGA", "IVANOV")
        let task = try #require(second.withLock { $0 })
        #expect(try await task.value == [karin.id])
    }

    @Test func `many searches at once agree, and the directory is not read for each`() async throws {
        let karin = Staff.person(2, "Karin", "Lindgrensdottir", born: "1990-05-17")
        let search = ColleagueSearch(tenant: Sample.tenant, people: Company(Staff.crowd(200) + [karin]))
        let results = try await withThrowingTaskGroup(of: Set<PersonID>.self) { group in
            for _ in 0..<50 { group.addTask { try await found(search, "KARIN", "LINDGRENSDOTTIR") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count == 50 && results.allSatisfy { $0 == [karin.id] })
        #expect(await search.count == 201)
    }
}
