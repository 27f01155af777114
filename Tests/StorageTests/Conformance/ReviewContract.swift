import Foundation
import Testing

@testable import Proofing
@testable import Storage

/// Cases, and the links and sessions of those who decide about them.
enum ReviewContract {
    static let reviewer = ReviewerID(rawValue: "first-reviewer")!  // allowed characters

    static func ordersTheQueue(_ database: Database) async throws {
        let session = Fixture.session()
        let young = Fixture.reviewCase(session: session.id, openedAt: Fixture.start + 20)
        let old = Fixture.reviewCase(session: session.id, openedAt: Fixture.start)
        let done = Fixture.reviewCase(session: session.id, state: .refused, note: "Not the same person.")
        try await database.ledger.commit(
            UnitOfWork(
                .session(session, expecting: nil), .reviewCase(young, expecting: nil), .reviewCase(old, expecting: nil),
                .reviewCase(done, expecting: nil)))
        #expect(try await database.reviews.openCases(tenant: Fixture.tenant, limit: 9) == [old, young])
        #expect(try await database.reviews.openCases(tenant: Fixture.otherTenant, limit: 9).isEmpty)
        #expect(try await database.reviews.decidedCases(tenant: Fixture.tenant, limit: 9) == [done])
        #expect(try await database.reviews.reviewCase(old.id) == old)
    }

    static func letsOneDecisionWin(_ database: Database) async throws {
        let session = Fixture.session()
        var reviewCase = Fixture.reviewCase(session: session.id)
        try await database.ledger.commit(
            UnitOfWork(.session(session, expecting: nil), .reviewCase(reviewCase, expecting: nil)))
        reviewCase.state = .approved
        reviewCase.version = 2
        try await database.ledger.commit(UnitOfWork(.reviewCase(reviewCase, expecting: 1)))
        reviewCase.state = .refused
        let second = reviewCase
        await #expect(throws: CommitError.conflict) {
            try await database.ledger.commit(UnitOfWork(.reviewCase(second, expecting: 1)))
        }
        #expect(try await database.reviews.reviewCase(reviewCase.id)?.state == .approved)
    }

    static func redeemsALinkOnce(_ database: Database) async throws {
        let account = Fixture.person(9)
        let end = Fixture.start + 600
        try await database.reviews.addLink(
            Fixture.digest("link"), for: ReviewerSession(reviewer: reviewer, account: account, expiresAt: end))
        let redeemed = try await withThrowingTaskGroup(of: ReviewerSession?.self) { group in
            for number in 0..<50 {
                group.addTask {
                    try await database.reviews.redeem(
                        link: Fixture.digest("link"), for: Fixture.digest("cookie \(number)"), at: Fixture.start,
                        until: end)
                }
            }
            return try await group.reduce(into: [ReviewerSession]()) { if let session = $1 { $0.append(session) } }
        }
        #expect(redeemed == [ReviewerSession(reviewer: reviewer, account: account, expiresAt: end)])
        var signedIn = 0
        for number in 0..<50 {
            let found = try await database.reviews.reviewer(Fixture.digest("cookie \(number)"), at: Fixture.start)
            if found != nil { signedIn += 1 }
        }
        #expect(signedIn == 1)
    }

    static func refusesLinksAndSessionsThatAreOver(_ database: Database) async throws {
        let cookie = Fixture.digest("cookie")
        let end = Fixture.start + 600
        let links = database.reviews
        try await links.addLink(
            Fixture.digest("late"), for: ReviewerSession(reviewer: reviewer, account: nil, expiresAt: Fixture.start))
        #expect(try await links.redeem(link: Fixture.digest("late"), for: cookie, at: Fixture.start, until: end) == nil)
        #expect(try await links.redeem(link: Fixture.digest("none"), for: cookie, at: Fixture.start, until: end) == nil)
        try await links.addLink(
            Fixture.digest("good"), for: ReviewerSession(reviewer: reviewer, account: nil, expiresAt: end))
        await #expect(throws: StorageError.duplicate) {
            try await links.addLink(
                Fixture.digest("good"), for: ReviewerSession(reviewer: reviewer, account: nil, expiresAt: end))
        }
        #expect(try await links.redeem(link: Fixture.digest("good"), for: cookie, at: Fixture.start, until: end) != nil)
        #expect(try await links.reviewer(cookie, at: end) == nil)
        #expect(try await links.reviewer(cookie, at: end - 1)?.account == nil)
        try await links.endSession(cookie)
        #expect(try await links.reviewer(cookie, at: Fixture.start) == nil)
    }
}
