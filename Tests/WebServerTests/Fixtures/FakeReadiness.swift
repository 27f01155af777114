import Foundation

@testable import Proofing
@testable import WebServer

/// Two people who could be verified and one who could not.
struct FakeReadiness: ReadinessServing {
    var name = "Amira Haddad"

    func report(_ purpose: Purpose) -> ReadinessReport {
        let person = ReadinessReport.Person(
            id: Fixture.person.id, account: "amira@contoso.com", name: name,
            obstacles: [.noDateOfBirth, .noPrivateAddress])
        var everybody = ReadinessReport.Count(name: "", people: 2, ready: 2)
        everybody.add(person)
        let staff = ReadinessReport.Count(name: name, people: 3, ready: 2, obstacles: [:])
        return ReadinessReport(at: Fixture.now, everybody: everybody, groups: [staff], people: [person])
    }
}
