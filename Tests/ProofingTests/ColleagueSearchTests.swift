import ClaimsMatching
import Foundation
import IdentityDocuments
import Testing

@testable import Proofing

@Suite("Whoever else a document may belong to")
struct ColleagueSearchTests {
    private let people = ChangingPeople()
    private let document = DocumentClaims(
        givenNames: "ADA", surname: "OKONKWO", dateOfBirth: BirthDate(iso: "1984-11-23"))

    private var search: ColleagueSearch { ColleagueSearch(tenant: Sample.tenant, people: people) }

    private func person(_ number: Int, given: String = "Ada", surname: String = "Okonkwo", born: String = "1984-11-23")
        -> DirectoryPerson
    {
        DirectoryPerson(
            id: PersonID(tenant: Sample.tenant, object: Sample.object(number)),
            userPrincipalName: "\(number)@x.example",
            displayName: "\(given) \(surname)", givenName: given, surname: surname,
            dateOfBirth: PartialDate(iso: born), accountEnabled: true)
    }

    private func others(_ search: ColleagueSearch) async throws -> [DirectoryPerson] {
        try await search.search(document, besides: Sample.person).others
    }

    @Test func `the claimed account is not its own rival`() async throws {
        await people.put([person(1)])
        #expect(try await others(search).isEmpty)
    }

    @Test func `people who join, are renamed or leave are known at the next search`() async throws {
        let search = search
        await people.put([person(1)])
        #expect(try await others(search).isEmpty)
        await people.put([person(2)])
        #expect(try await others(search) == [person(2)])
        await people.put([person(2, given: "Bertrand", surname: "Zimmermann", born: "1971-03-05")])
        #expect(try await others(search).isEmpty)
        await people.put([person(2)])
        await people.remove(person(2).id)
        #expect(try await others(search).isEmpty)
        #expect(await search.count == 1)
    }

    @Test func `a copy that cannot be read is no empty one, and nothing of it is lost`() async throws {
        let search = search
        await people.put([person(1)])
        _ = try await others(search)
        await people.put([person(2)])
        await people.breakDown(true)
        await #expect(throws: ChangingPeople.OutOfOrder.self) { try await others(search) }
        await people.breakDown(false)
        #expect(try await others(search) == [person(2)])
    }

    @Test func `more people than one page are all known`() async throws {
        let search = search
        await people.put((1...2_500).map { person($0, given: "Given\($0)", surname: "Surname\($0)") })
        await people.put([person(9_999)])
        #expect(try await others(search) == [person(9_999)])
        #expect(await search.count == 2_501)
    }

    @Test func `whoever joins while somebody else's search reads is known to a search that begins then`() async throws {
        let (search, twin) = (search, person(2))
        let second = LaterSearch()
        await people.put([person(1)])
        await people.whenRead { [people] in
            await people.put([twin])
            await second.start { try await others(search) }
            // The second search gets in line behind the first: it has to ask again, and not to take the first one's answer.
            for _ in 0..<100 {
                _ = await search.count
                await Task.yield()
            }
        }
        _ = try await others(search)
        #expect(try await second.found == [twin])
    }
}

/// A search that is begun later than it is asked for.
private actor LaterSearch {
    private var task: Task<[DirectoryPerson], any Error>?

    func start(_ work: @escaping @Sendable () async throws -> [DirectoryPerson]) { task = Task { try await work() } }

    /// nil: it was never begun.
    var found: [DirectoryPerson]? {
        get async throws { try await task?.value }
    }
}
