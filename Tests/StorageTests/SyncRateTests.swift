import Foundation
import Proofing
import Testing

@testable import Storage

/// Figures, not a verdict: they depend on the machine. `COUNTERSIGN_MEASURE=1 swift test --filter SyncRateTests`.
@Suite("How fast a directory is written and searched")
struct SyncRateTests {
    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["COUNTERSIGN_MEASURE"] != nil,
            "skipped: COUNTERSIGN_MEASURE is not set"))
    func `a full round of people`() async throws {
        let file = try SQLiteFile()
        let database = try await file.open()
        let (pages, size) = (20, 999)
        let people = (0..<pages * size).map { number in
            var person = Fixture.directoryPerson(
                number, mail: "first\(number).last@example.com", givenName: "Given\(number % 500)",
                surname: "Family\(number % 3_000)")
            person.otherMails = ["home\(number)@home.example"]
            return person
        }
        for round in 1...2 {
            let seconds = try await time {
                let number = try await database.directorySync.beginFullRound(.users, tenant: Fixture.tenant)
                for page in 0..<pages {
                    let changes = people[page * size..<(page + 1) * size].map { DirectoryPage.Change.person($0) }
                    try await database.directorySync.apply(
                        DirectoryPage(collection: .users, round: number, changes: changes), tenant: Fixture.tenant)
                }
                try await database.directorySync.finishRound(
                    .users, round: number, deltaLink: "link", tenant: Fixture.tenant)
            }
            print("round \(round): \(Int(Double(people.count) / seconds)) people/s")
        }
        let lookups = try await time {
            for person in people.prefix(2_000) {
                let found = try await database.directory.person(
                    signInName: person.userPrincipalName, tenant: Fixture.tenant)
                #expect(found?.id == person.id)
            }
        }
        print("lookups by sign-in name: \(Int(2_000 / lookups)) per s")
    }

    private func time(_ work: () async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await work()
        return (ContinuousClock.now - start) / .seconds(1)
    }
}
