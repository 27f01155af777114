import Foundation
import Testing

@testable import Proofing

struct RetentionSweepTests {
    private func sweep(_ office: Office) -> RetentionSweep {
        RetentionSweep(ports: office.desk.ports, policies: office.active, signals: office.signals)
    }

    private func waitingCase() async throws -> Office {
        var session = Sample.session(.underReview, findings: Sample.findings)
        session.caseID = Sample.caseID
        session.expiresAt = Sample.now + 7 * 86_400
        let office = try Office(store: InMemoryStore(sessions: [session], cases: [Sample.reviewCase()]))
        await office.vault.seal(Data("selfie".utf8), as: .selfie, of: Sample.sessionID)
        return office
    }

    @Test func `a visit that is over ends, and its pictures with it`() async throws {
        let office = try Office()
        let access = try await office.startCapturing()
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        office.time.advance(ProofingSession.visit)
        #expect(try await sweep(office).run().ended == 1)
        #expect(await office.stored(access)?.phase == .expired)
        #expect(await office.vault.kept[access.session] == nil)
        #expect(await office.store.messages.isEmpty)
    }

    @Test func `a visit that still has time is left alone`() async throws {
        let office = try Office()
        let access = try await office.startCapturing()
        office.time.advance(ProofingSession.visit - 1)
        #expect(try await sweep(office).run() == (ended: 0, erased: 0))
        #expect(await office.stored(access)?.phase == .document)
    }

    @Test func `a case nobody decided in time leaves the queue, and its person is told`() async throws {
        let office = try await waitingCase()
        office.time.advance(7 * 86_400)
        try await sweep(office).run()
        #expect(await office.store.session(Sample.sessionID)?.phase == .expired)
        let lapsed = try #require(await office.store.cases[Sample.caseID])
        #expect(lapsed.state == .lapsed && lapsed.decidedAt == office.time.now && lapsed.reviewer == nil)
        #expect(try await office.reviews.queue(Sample.reviewer).isEmpty)
        let message = try #require(await office.store.messages.first)
        #expect(message.template == .reviewLapsed && message.person == Sample.person && message.values["link"] == nil)
        #expect(await office.store.commits.count == 1)
        #expect(await office.vault.kept[Sample.sessionID] == nil)
        await #expect(throws: ReviewError.alreadyDecided) {
            try await office.reviews.decide(Sample.caseID, approve: false, note: "late", by: Sample.reviewer)
        }
    }

    @Test func `a case that a reviewer decides in the same moment is the reviewer's`() async throws {
        let office = try await waitingCase()
        try await office.reviews.decide(Sample.caseID, approve: false, note: "Not them.", by: Sample.reviewer)
        office.time.advance(7 * 86_400)
        #expect(try await sweep(office).run().ended == 0)
        #expect(await office.store.cases[Sample.caseID]?.state == .refused)
    }

    @Test func `a lapsed case and an address that is nobody's look alike to the claimant, and both are gone in a day`()
        async throws
    {
        let office = try Office()
        office.people.set {
            $0.people["ada@contoso.example"]?.surname = "Obi"
            $0.people["ada@contoso.example"]?.displayName = "Ada Obi"
        }
        let ada = try await office.prove()
        let nobody = try await office.prove("nobody@contoso.example")
        #expect(await office.stored(ada)?.phase == .underReview)
        func stages() async throws -> Set<ClaimantView.Stage> {
            [try await office.desk.view(ada).stage, try await office.desk.view(nobody).stage]
        }
        #expect(try await stages() == [.noAutomaticAnswer])
        office.time.advance(86_000)
        #expect(try await stages() == [.noAutomaticAnswer])
        office.time.advance(7 * 86_400)
        for access in [ada, nobody] {
            await #expect(throws: ClaimantError.notFound) { try await office.desk.view(access) }
        }
    }
}
