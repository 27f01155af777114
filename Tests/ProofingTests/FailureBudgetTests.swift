import Foundation
import Testing

@testable import Proofing

/// Guesses are limited; typing somebody's address is not a guess (requirements T37).
struct FailureBudgetTests {
    private func failFace(_ office: Office) async throws -> ClaimantAccess {
        let access = try await office.startCapturing()
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        _ = try await office.showFace(access, values: [1, 0])
        return access
    }

    @Test func `a thousand hostile starts lock nobody out`() async throws {
        let office = try Office()
        for _ in 1...1_000 { _ = try await office.start() }
        let access = try await office.prove()
        #expect(await office.stored(access)?.phase == .approved)
    }

    @Test func `five wrong faces are all there are in a day`() async throws {
        let office = try Office()
        for _ in 1...5 {
            let access = try await failFace(office)
            #expect(await office.stored(access)?.subject == .person(Sample.person))
        }
        let sixth = try await office.prove()
        #expect(await office.stored(sixth)?.subject == .nobody(.tooManyAttempts))
        office.time.advance(86_401)
        let nextDay = try await office.prove()
        #expect(await office.stored(nextDay)?.phase == .approved)
    }

    @Test func `sessions started in advance are no way around the limit`() async throws {
        let office = try Office()
        let early = try await office.startCapturing()
        _ = try await office.desk.submitDocument(early, picture: Office.picture)
        try await office.fail(5, as: .face)
        _ = try await office.showFace(early)
        #expect(await office.stored(early)?.phase == .refused)
        let decided = try #require(await office.store.audit.last { $0.kind == .decided })
        #expect(decided.details["reasons"] == "attempts.spent")
        #expect(await office.store.issuances.isEmpty)
    }

    @Test func `an approval uses up nothing`() async throws {
        let office = try Office()
        for _ in 1...6 {
            let access = try await office.prove()
            #expect(await office.stored(access)?.phase == .approved)
        }
    }

    @Test func `asking for help five times fills no queue further, and leaves the own face its attempts`() async throws
    {
        let office = try Office()
        for _ in 1...7 { try await office.desk.askForHelp(try await office.start()) }
        #expect(await office.store.cases.count == 5)
        let access = try await office.prove()
        #expect(await office.stored(access)?.phase == .approved)
    }

    @Test func `knocking on does not keep the budget from coming back`() async throws {
        let office = try Office()
        for _ in 1...5 { try await office.desk.askForHelp(try await office.start()) }
        office.time.advance(43_200)
        try await office.desk.askForHelp(try await office.start())
        office.time.advance(43_201)
        let access = try await office.start()
        try await office.desk.askForHelp(access)
        #expect(await office.stored(access)?.phase == .underReview)
        // Only the five failures of the first day and the one of today.
        #expect(await office.store.attempts.count == 6)
    }
}
