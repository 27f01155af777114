import ClaimsMatching
import Foundation
import IdentityDocuments
import Testing

@testable import Proofing

struct ReadinessSurveyTests {
    private let people = FakePeople()

    private func person(_ number: Int, _ change: (inout DirectoryPerson) -> Void = { _ in }) -> DirectoryPerson {
        var person = DirectoryPerson(
            id: PersonID(tenant: Sample.tenant, object: Sample.object(number)),
            userPrincipalName: "p\(number)@contoso.example", otherMails: ["p\(number)@home.example"],
            displayName: "Zoë Person\(number)", givenName: "Zoë", surname: "Person\(number)",
            dateOfBirth: PartialDate(iso: "1984-11-23"), accountEnabled: true)
        change(&person)
        return person
    }

    private func report(_ persons: [DirectoryPerson], policy: Policy = Sample.policy) async throws -> ReadinessReport {
        people.set { $0.people = Dictionary(uniqueKeysWithValues: persons.map { ($0.userPrincipalName, $0) }) }
        let tables = NameTables(version: "test", givenNames: [.init("Robert", "Bob", .nickname)])
        return try await ReadinessSurvey(
            tenant: Sample.tenant, people: people,
            active: ActivePolicies(try PolicySet([policy], digest: Data("test".utf8))), tables: tables,
            time: ManualTime()
        ).report()
    }

    @Test func `somebody with names, birthday and an address of their own is ready and not listed`() async throws {
        let report = try await report([person(1)])
        #expect(report.everybody.people == 1 && report.everybody.ready == 1 && report.people.isEmpty)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var obstacle: ReadinessObstacle
        var change: @Sendable (inout DirectoryPerson) -> Void
        var testDescription: String { obstacle.rawValue }
    }

    static let cases: [Case] = [
        Case(obstacle: .disabled) { $0.accountEnabled = false },
        Case(obstacle: .guest) { $0.isGuest = true },
        Case(obstacle: .noDateOfBirth) { $0.dateOfBirth = nil },
        Case(obstacle: .noDateOfBirth) { $0.dateOfBirth = PartialDate(iso: "1984-11") },
        Case(obstacle: .placeholderDateOfBirth) { $0.dateOfBirth = PartialDate(iso: "1984-01-01") },
        Case(obstacle: .noGivenName) { $0.givenName = nil },
        Case(obstacle: .noGivenName) { $0.givenName = "FNU" },
        Case(obstacle: .noSurname) { $0.surname = "." },
        Case(obstacle: .noPrivateAddress) { $0.otherMails = [] },
        Case(obstacle: .preferredName) { person in
            person.givenName = "Bob"
            person.displayName = "Bob Person1"
        },
        Case(obstacle: .preferredName) { $0.givenName = "Z" },
        Case(obstacle: .preferredName) { $0.displayName = "Coco Person1" },
    ]

    @Test(arguments: ["Зоя Персон", "Zoë", "Person1, Zoë (External)", "Dr. Zoe Person1"])
    func `a display name in another script or with additions is no other name`(_ shown: String) async throws {
        let report = try await report([person(1) { $0.displayName = shown }])
        #expect(report.people.isEmpty)
    }

    @Test(arguments: cases)
    func `each obstacle is found alone`(_ example: Case) async throws {
        let report = try await report([person(1, example.change)])
        let found = try #require(report.people.first).obstacles
        #expect(found.contains(example.obstacle))
        #expect(Set(found).subtracting([example.obstacle, .preferredName]).isEmpty)
        #expect(report.everybody.ready == (example.obstacle.blocks ? 0 : 1))
    }

    @Test func `namesakes are those whom no birthday tells apart`() async throws {
        func twin(_ number: Int, _ born: String?, _ given: String = "Zoe") -> DirectoryPerson {
            person(number) {
                ($0.givenName, $0.surname, $0.displayName) = (given, "Okoro", "Zoë Okoro")
                $0.dateOfBirth = born.flatMap(PartialDate.init(iso:))
            }
        }
        let apart = try await report([twin(1, "1984-11-23"), twin(2, "1990-02-03", "Zoë")])
        #expect(apart.everybody.obstacles[.namesake] == nil)
        let same = try await report([twin(1, "1984-11-23"), twin(2, "1984-11-23", "ZOË"), twin(3, "1990-02-03")])
        #expect(same.people.filter { $0.obstacles.contains(.namesake) }.map(\.account).count == 2)
        let unknown = try await report([twin(1, "1984-11-23"), twin(2, nil)])
        #expect(unknown.everybody.obstacles[.namesake] == 2)
    }

    @Test func `groups count members of groups within them, and roles and exclusions are found through them`()
        async throws
    {
        let (staff, admins, out) = (Sample.object(50), Sample.object(51), Sample.object(52))
        people.set {
            $0.directoryGroups = [
                DirectoryGroup(id: staff, displayName: "Staff", isAssignableToRole: false),
                DirectoryGroup(id: admins, displayName: "Admins", isAssignableToRole: true),
                DirectoryGroup(id: out, displayName: "Outside", isAssignableToRole: false),
            ]
            $0.memberships = [
                DirectoryMembership(group: staff, member: Sample.object(1)),
                DirectoryMembership(group: staff, member: admins),
                DirectoryMembership(group: admins, member: Sample.object(2)),
                DirectoryMembership(group: out, member: Sample.object(3)),
                // A circle.
                DirectoryMembership(group: admins, member: staff),
            ]
        }
        var policy = Sample.policy
        policy.excludedGroups = [out]
        let report = try await report([person(1), person(2), person(3)], policy: policy)
        #expect(report.groups.map(\.name) == ["Admins", "Outside", "Staff"])
        #expect(report.groups.first { $0.name == "Staff" }?.people == 2)
        #expect(report.people.first { $0.account.hasPrefix("p3") }?.obstacles == [.notCovered])
        #expect(report.people.first { $0.account.hasPrefix("p2") }?.obstacles == [.privileged])
    }

    @Test func `a file for a spreadsheet holds no formula`() async throws {
        let report = try await report([
            person(1) {
                $0.displayName = "=HYPERLINK(\"http://evil\") x"
                $0.otherMails = []
            }
        ])
        #expect(report.csv.contains("\"'=HYPERLINK(\"\"http://evil\"\") x\""))
        #expect(report.csv.hasPrefix("\"account\",\"name\",\"ready\",\"obstacles\"\r\n"))
    }
}
