import Foundation
import Testing

@testable import Proofing

struct ReviewDeskTests {
    private func office(isPrivileged: Bool = false, hasFace: Bool = true) async throws -> Office {
        var session = Sample.session(.underReview, findings: Sample.findings)
        session.caseID = Sample.caseID
        session.expiresAt = Sample.now + 7 * 86_400
        let office = try Office(
            store: InMemoryStore(sessions: [session], cases: [Sample.reviewCase(isPrivileged: isPrivileged)]))
        if hasFace {
            let reference = ComparedPortrait(
                descriptor: FaceDescriptor(modelID: Sample.modelID, values: [0, 0]), width: 480, isDescreened: false)
            try await office.vault.seal(reference.sealedForm(), as: .selfieDescriptor, of: Sample.sessionID)
        }
        return office
    }

    private func decide(
        _ office: Office, approve: Bool = true, note: String = "Called back.", by reviewer: ReviewerSession? = nil
    ) async throws {
        try await office.reviews.decide(
            Sample.caseID, approve: approve, note: note, by: reviewer ?? Sample.reviewer)
    }

    private var adaHerself: ReviewerSession {
        var reviewer = Sample.reviewer
        reviewer.account = Sample.person
        return reviewer
    }

    @Test func `an approval mails a link of which only the digest is stored as a link`() async throws {
        let office = try await office()
        try await decide(office)
        #expect(await office.store.session(Sample.sessionID)?.phase == .awaitingReturn)
        let message = try #require(await office.store.messages.first)
        #expect(message.template == .comeBack && message.person == Sample.person)
        let link = try #require(message.values["link"]?.split(separator: "/").last)
        let capability = try #require(Capability(received: String(link)))
        let links = await office.store.returnLinks
        #expect(Array(links.keys) == [capability.digest])
        #expect(links[capability.digest]?.session == Sample.sessionID)
        #expect(await !office.store.audit.contains { "\($0)".contains(link) })
        #expect(await office.store.commits.count == 1)
    }

    @Test func `an approval is not a pass: the person comes back and shows their face`() async throws {
        let office = try await office()
        try await decide(office)
        #expect(await office.store.issuances.isEmpty)
        let link = try #require(await office.store.messages.first?.values["link"]?.split(separator: "/").last)
        let capability = try #require(Capability(received: String(link)))
        let back = try await office.desk.acceptReturn(capability, deviceName: "Safari on iPhone")
        await #expect(throws: ClaimantError.notFound) {
            try await office.desk.acceptReturn(capability, deviceName: "Thief")
        }
        let access = ClaimantAccess(session: back.session, device: back.device)
        #expect(try await office.showFace(access, values: [0.1, 0]) == .passed)
        #expect(await office.stored(access)?.phase == .approved)
        #expect(await office.store.issuances[Sample.sessionID]?.state == .planned)
    }

    @Test func `a refusal erases the pictures and is told without a link`() async throws {
        let office = try await office()
        try await decide(office, approve: false)
        #expect(await office.store.session(Sample.sessionID)?.phase == .refused)
        let message = try #require(await office.store.messages.first)
        #expect(message.template == .reviewRefused && message.values["link"] == nil)
        #expect(await office.store.returnLinks.isEmpty)
        #expect(await office.vault.erased == [Sample.sessionID])
    }

    // MARK: Refusals to the reviewer

    @Test(arguments: [true, false])
    func `nobody decides about themselves, and the attempt is audited`(_ approve: Bool) async throws {
        let office = try await office()
        await #expect(throws: ReviewError.notAllowed(.ownCase)) {
            try await decide(office, approve: approve, by: adaHerself)
        }
        #expect(await office.store.kinds() == [.reviewRefusedToReviewer])
        #expect(await office.store.audit.first?.details["code"] == "ownCase")
        #expect(await office.store.cases[Sample.caseID]?.state == .open)
        #expect(await office.store.messages.isEmpty)
    }

    @Test func `nobody sees their own case, not even in the list`() async throws {
        let office = try await office()
        await #expect(throws: ReviewError.notAllowed(.ownCase)) {
            try await office.reviews.file(Sample.caseID, for: adaHerself)
        }
        await #expect(throws: ReviewError.notAllowed(.ownCase)) {
            try await office.reviews.picture(.document, of: Sample.caseID, for: adaHerself)
        }
        #expect(try await office.reviews.queue(adaHerself).isEmpty)
        #expect(try await office.reviews.queue(Sample.reviewer).count == 1)
    }

    @Test func `a privileged account cannot be approved, only refused`() async throws {
        let office = try await office(isPrivileged: true)
        await #expect(throws: ReviewError.notAllowed(.privilegedAccount)) { try await decide(office) }
        #expect(await office.store.kinds() == [.reviewRefusedToReviewer])
        #expect(await office.store.session(Sample.sessionID)?.phase == .underReview)
        try await decide(office, approve: false)
        #expect(await office.store.session(Sample.sessionID)?.phase == .refused)
    }

    @Test func `a case without any face cannot be approved, only refused`() async throws {
        let office = try await office(hasFace: false)
        #expect(try await office.reviews.file(Sample.caseID, for: Sample.reviewer).obstacle == .noFace)
        await #expect(throws: ReviewError.notAllowed(.noFace)) { try await decide(office) }
        #expect(await office.store.audit.first?.details["code"] == "noFace")
        #expect(await office.store.returnLinks.isEmpty)
        try await decide(office, approve: false)
        #expect(await office.store.session(Sample.sessionID)?.phase == .refused)
    }

    @Test func `the portrait of the document is face enough to come back to`() async throws {
        let office = try await office(hasFace: false)
        let portrait = ComparedPortrait(
            descriptor: FaceDescriptor(modelID: Sample.modelID, values: [0, 0]), width: 220, isDescreened: false)
        try await office.vault.seal(portrait.sealedForm(), as: .portraitDescriptor, of: Sample.sessionID)
        #expect(try await office.reviews.file(Sample.caseID, for: Sample.reviewer).obstacle == nil)
        try await decide(office)
        #expect(await office.store.session(Sample.sessionID)?.phase == .awaitingReturn)
    }

    @Test(arguments: ["", " ", "\n\t "], [true, false])
    func `a decision without a note is refused`(_ note: String, _ approve: Bool) async throws {
        let office = try await office()
        await #expect(throws: ReviewError.noteMissing) { try await decide(office, approve: approve, note: note) }
        #expect(await office.store.commits.isEmpty)
    }

    @Test func `the second decision comes too late`() async throws {
        let office = try await office()
        try await decide(office, approve: false)
        await #expect(throws: ReviewError.alreadyDecided) { try await decide(office) }
        #expect(await office.store.session(Sample.sessionID)?.phase == .refused)
        #expect(await office.store.decisions[Sample.sessionID]?.count == 1)
    }

    @Test func `a reviewer whose session is over, and a case nobody has, find nothing`() async throws {
        let office = try await office()
        var over = Sample.reviewer
        over.expiresAt = Sample.now
        await #expect(throws: ReviewError.notFound) { try await decide(office, by: over) }
        let unknown = CaseID(unchecked: String(repeating: "0b", count: 16))
        await #expect(throws: ReviewError.notFound) {
            try await office.reviews.decide(unknown, approve: true, note: "x", by: Sample.reviewer)
        }
    }

    @Test func `a case whose days are over cannot be approved any more`() async throws {
        let office = try await office()
        office.time.advance(7 * 86_400)
        var reviewer = Sample.reviewer
        reviewer.expiresAt = .distantFuture
        await #expect(throws: ReviewError.alreadyDecided) { try await decide(office, by: reviewer) }
        #expect(await office.store.messages.isEmpty)
    }

    @Test func `each opened picture is audited before it leaves`() async throws {
        let office = try await office()
        await office.vault.seal(Data("document".utf8), as: .document, of: Sample.sessionID)
        #expect(
            try await office.reviews.picture(.document, of: Sample.caseID, for: Sample.reviewer)
                == Data("document".utf8))
        #expect(await office.store.kinds() == [.evidenceOpened])
    }

    @Test(arguments: [EvidenceKind.selfieDescriptor, .portraitDescriptor])
    func `no template of a face ever leaves`(_ kind: EvidenceKind) async throws {
        let office = try await office()
        await office.vault.seal(Data("template".utf8), as: kind, of: Sample.sessionID)
        #expect(try await office.reviews.picture(kind, of: Sample.caseID, for: Sample.reviewer) == nil)
    }
}
