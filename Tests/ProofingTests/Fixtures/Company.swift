import Foundation
import IdentityDocuments
import Synchronization

@testable import Proofing

/// A copy of a directory that numbers its changes as the real one does, and fails when it is told to.
final class Company: DirectoryStore {
    struct Broken: Error {}

    private struct State {
        var people: [ObjectID: DirectoryPerson] = [:]
        var changes: [ObjectID: Int] = [:]
        var revision = 0
        var readings = 0
        /// Readings that succeed before one fails; nil: none fails.
        var failsAfter: Int?
        var losesPeople = false
    }

    private let state = Mutex(State())
    /// Happens once, when a page of changes has been looked up and is not handed over yet.
    let afterLookingUp = Interruption()

    init(_ people: [DirectoryPerson] = []) { put(people) }

    /// One transaction.
    func put(_ people: [DirectoryPerson]) {
        state.withLock { state in
            state.revision += 1
            for person in people {
                state.people[person.id.object] = person
                state.changes[person.id.object] = state.revision
            }
        }
    }

    func remove(_ id: PersonID) {
        state.withLock { state in
            state.revision += 1
            state.people[id.object] = nil
            state.changes[id.object] = state.revision
        }
    }

    func fail(after readings: Int) { state.withLock { $0.failsAfter = $0.readings + readings } }
    func losePeople(_ losesPeople: Bool) { state.withLock { $0.losesPeople = losesPeople } }
    func mend() { state.withLock { $0.failsAfter = nil } }

    func person(signInName: String, tenant: TenantID) async -> DirectoryPerson? {
        state.withLock { $0.people.values.first { $0.userPrincipalName == signInName } }
    }

    func person(_ id: PersonID) async throws -> DirectoryPerson? {
        try state.withLock { state in
            if state.losesPeople { throw Broken() }
            return state.people[id.object]
        }
    }

    func changes(tenant: TenantID, after mark: DirectoryMark, limit: Int) async throws -> [DirectoryChange] {
        let found = try state.withLock { state -> [DirectoryChange] in
            state.readings += 1
            if let failsAfter = state.failsAfter, state.readings > failsAfter { throw Broken() }
            return state.changes.sorted { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }
                .filter { ($0.value, $0.key.rawValue) > (mark.revision, mark.last?.rawValue ?? "") }.prefix(limit)
                .map { id, revision in
                    DirectoryChange(
                        mark: DirectoryMark(revision: revision, last: id),
                        id: PersonID(tenant: tenant, object: id), person: state.people[id])
                }
        }
        await afterLookingUp.happen()
        return found
    }

    func groups(of id: PersonID) async -> Set<ObjectID> { [] }
    func count(tenant: TenantID) async -> DirectoryCounts {
        DirectoryCounts(people: state.withLock { $0.people.count }, groups: 0)
    }
    func people(tenant: TenantID, after last: ObjectID?, limit: Int) async -> [DirectoryPerson] { [] }
    func groups(tenant: TenantID) async -> [DirectoryGroup] { [] }
    func memberships(tenant: TenantID) async -> [DirectoryMembership] { [] }
}

/// People as a company has them: common and rare names, some of them shared, birthdays over forty years.
enum Staff {
    private static let given = [
        "Anna", "Maria", "Thomas", "Peter", "Fatima", "Mohammed", "Li", "Wei", "Ingrid", "Olga", "Sergei", "Ana",
        "Lucía", "José", "Chinwe", "Tunde", "Priya", "Arjun", "Yuki", "Haruto", "Siobhán", "Liam", "Zoë", "Noor",
        "Emre", "Aylin", "Kofi", "Abena", "Jean-Pierre", "Marie-Claire",
    ]
    private static let surnames = [
        "Smith", "Müller", "García", "Nguyen", "Kowalski", "Rossi", "Silva", "Ivanov", "Khan", "Patel", "Kim", "Chen",
        "Yılmaz", "Andersson", "Van den Berg", "O'Brien", "Mensah", "Adeyemi", "Tanaka", "Dubois", "Novák", "Horvat",
        "Popescu", "Jansen", "Haddad", "Cohen", "Okafor", "Lindqvist", "Papadopoulos", "Fernández Ruiz",
    ]

    static func person(
        _ number: Int, _ given: String, _ surname: String, born: String?, phone: String? = nil, mail: String? = nil,
        address: (street: String, postcode: String)? = nil
    ) -> DirectoryPerson {
        DirectoryPerson(
            id: PersonID(tenant: Sample.tenant, object: Sample.object(number)),
            userPrincipalName: "person\(number)@contoso.example", otherMails: mail.map { [$0] } ?? [],
            displayName: "\(given) \(surname)", givenName: given, surname: surname,
            dateOfBirth: born.flatMap(PartialDate.init(iso:)), accountEnabled: true,
            profile: ProfileClaims(
                mobilePhone: phone,
                address: address.flatMap {
                    ProfileAddress(street: $0.street, postcode: $0.postcode, city: nil, region: nil, country: nil)
                }))
    }

    /// Numbers from 1,000 on, the same people for the same seed.
    static func crowd(_ count: Int, seed: UInt64 = 7) -> [DirectoryPerson] {
        let random = SeededRandom(seed: seed)
        func pick(_ list: [String]) -> String { list[random.number(below: list.count)] }
        return (0..<count).map { number in
            let born = String(
                format: "%04d-%02d-%02d", 1960 + random.number(below: 40), 1 + random.number(below: 12),
                2 + random.number(below: 26))
            return person(
                1_000 + number, pick(given), pick(surnames), born: random.number(below: 10) == 0 ? nil : born,
                phone: "+3120\(1_000_000 + random.number(below: 8_999_999))")
        }
    }

    /// The passport of somebody, in the letters passports have.
    static func passport(
        _ given: String, _ surname: String, born: String, number: String = "A01234567"
    ) -> DocumentFinding {
        var finding = Sample.document
        finding.fields?.givenNames = given
        finding.fields?.surname = surname
        finding.fields?.dateOfBirth = PartialDate(iso: born)
        finding.fields?.number = number
        return finding
    }
}
