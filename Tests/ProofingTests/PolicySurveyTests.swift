import ClaimsMatching
import Foundation
import IdentityDocuments
import Testing

@testable import Proofing

struct PolicySurveyTests {
    private let people = FakePeople()

    private func person(_ number: Int, _ change: (inout DirectoryPerson) -> Void = { _ in }) -> DirectoryPerson {
        var person = DirectoryPerson(
            id: PersonID(tenant: Sample.tenant, object: Sample.object(number)),
            userPrincipalName: "p\(number)@contoso.example", displayName: nil, givenName: "Zoë",
            surname: "Person\(number)", dateOfBirth: PartialDate(iso: "1984-11-23"), accountEnabled: true)
        change(&person)
        return person
    }

    private func warnings(_ persons: [DirectoryPerson], _ policies: [Policy] = [Sample.policy]) async throws
        -> [PolicyWarning]
    {
        people.set { $0.people = Dictionary(uniqueKeysWithValues: persons.map { ($0.userPrincipalName, $0) }) }
        let set = try PolicySet(policies, digest: Data("test".utf8))
        return try await PolicySurvey(tenant: Sample.tenant, people: people, tables: .empty).warnings(about: set)
    }

    private static let sparse: [(Claim, @Sendable (inout DirectoryPerson) -> Void)] = [
        (.dateOfBirth, { $0.dateOfBirth = nil }), (.dateOfBirth, { $0.dateOfBirth = PartialDate(iso: "1984-11") }),
        (.dateOfBirth, { $0.dateOfBirth = PartialDate(iso: "1984-01-01") }), (.givenName, { $0.givenName = "FNU" }),
        (.surname, { $0.surname = nil }),
    ]

    @Test(arguments: sparse.indices)
    func `a required claim that fewer than nine in ten have is told with the number`(_ place: Int) async throws {
        let (claim, change) = Self.sparse[place]
        let nine = (1...9).map { person($0) } + [person(10, change)]
        #expect(try await warnings(nine).isEmpty)
        let found = try await warnings((1...8).map { person($0) } + [person(9, change)])
        #expect(
            found == [PolicyWarning(policy: "default", group: nil, kind: .sparseClaim(claim, filled: 8, people: 9))])
        #expect(found.first?.description.contains("8 of 9") == true)
    }

    @Test func `accounts that get nothing anyway do not count, nor do those another policy covers`() async throws {
        let admins = Sample.object(50)
        people.set {
            $0.memberships = [DirectoryMembership(group: admins, member: Sample.object(2))]
            $0.directoryGroups = [DirectoryGroup(id: admins, displayName: "Admins", isAssignableToRole: false)]
        }
        var strict = Sample.policy
        (strict.name, strict.priority, strict.groups) = ("admins", 1, [admins])
        strict.claims.others[.documentNumber] = .init(required: true, minLevel: .identical, toleratesConflict: false)
        let found = try await warnings(
            [
                person(1), person(2), person(3) { person in (person.dateOfBirth, person.isGuest) = (nil, true) },
                person(4) { person in (person.dateOfBirth, person.accountEnabled) = (nil, false) },
            ], [Sample.policy, strict])
        #expect(
            found == [
                PolicyWarning(policy: "admins", group: nil, kind: .sparseClaim(.documentNumber, filled: 0, people: 1))
            ])
    }

    @Test func `each of several groups is told apart`() async throws {
        let (north, south) = (Sample.object(60), Sample.object(61))
        people.set {
            $0.memberships = (1...4).map {
                DirectoryMembership(group: $0 < 3 ? north : south, member: Sample.object($0))
            }
            $0.directoryGroups = [
                DirectoryGroup(id: north, displayName: "North", isAssignableToRole: false),
                DirectoryGroup(id: south, displayName: "South", isAssignableToRole: false),
            ]
        }
        var policy = Sample.policy
        policy.groups = [north, south]
        let found = try await warnings(
            (1...2).map { person($0) } + (3...4).map { person($0) { $0.dateOfBirth = nil } }, [policy])
        #expect(found.map(\.group) == [nil, "South"])
        #expect(found.last?.kind == .sparseClaim(.dateOfBirth, filled: 0, people: 2))
    }

    @Test func `rules that hold back less than usual are told`() async throws {
        var policy = Sample.policy
        policy.claims.uniqueness.enabled = false
        policy.claims.bits.approval = 3
        #expect(try await warnings([person(1)], [policy]).map(\.kind) == [.uniquenessOff, .fewBits(3)])
    }

    @Test func `a directory nobody has read yet warns of nothing`() async throws {
        #expect(try await warnings([]).isEmpty)
    }
}
