import Foundation
import Testing

@testable import Proofing

/// A face is kept with consent, from an approval and nothing else, and goes when it has to.
struct EnrolmentTests {
    private func recover(_ office: Office, enrolment: String?, values: [Float] = [0, 0]) async throws -> ClaimantAccess
    {
        let access = try await office.start()
        try await office.desk.consent(access, textDigest: "d1", enrolment: enrolment)
        try await office.desk.captureHere(access)
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        _ = try await office.showFace(access, values: values)
        return access
    }

    @Test func `an enrolment ends with the reference, its audit and its mail in the commit of the approval`()
        async throws
    {
        let rig = try SignInRig()
        try await rig.enrol()
        let work = try #require(
            await rig.store.commits.first { work in
                work.changes.contains { if case .reference = $0 { true } else { false } }
            })
        #expect(work.audit.map(\.kind) == [.challengePassed, .decided, .referenceMade, .notificationQueued])
        let reference = try #require(await rig.store.references[Sample.person])
        #expect(reference.consent.textDigest == "e1" && reference.descriptor.modelID == Sample.modelID)
        #expect(reference.expiresAt == reference.madeAt + 365 * 86_400)
        #expect(await rig.store.issuances.isEmpty)
        let message = try #require(await rig.store.messages.last)
        #expect(message.template == .referenceMade)
        #expect(message.values["link"]?.hasPrefix("https://id.example/withdraw#") == true)
    }

    @Test func `a recovery keeps a face only where its owner ticked the box, and gives its pass either way`()
        async throws
    {
        for agreed in [nil, "e1"] {
            let office = try Office()
            let access = try await recover(office, enrolment: agreed)
            #expect(await (office.store.references[Sample.person] != nil) == (agreed != nil))
            #expect(try await office.desk.view(access).stage == .passReady)
        }
    }

    @Test func `without an approval nothing is kept`() async throws {
        // Near the document's portrait, and unlike it.
        for face: [Float] in [[0.75, 0], [0.9, 0]] {
            let office = try Office()
            _ = try await recover(office, enrolment: "e1", values: face)
            #expect(await office.store.references.isEmpty)
        }
    }

    @Test func `after a reviewer's approval the fresh face is kept, not before`() async throws {
        let office = try Office()
        office.engine.show(document: .document(portrait: [0.45, 0]), as: Office.picture)
        _ = try await recover(office, enrolment: "e1")
        let reviewCase = try #require(await office.store.cases.values.first)
        try await office.reviews.decide(reviewCase.id, approve: true, note: "Known to me.", by: Sample.reviewer)
        #expect(await office.store.references.isEmpty)
        let link = try #require(await office.store.messages.last?.values["link"]?.split(separator: "/").last)
        let back = try await office.desk.acceptReturn(
            try #require(Capability(received: String(link))), deviceName: "Firefox")
        _ = try await office.showFace(
            ClaimantAccess(session: back.session, device: back.device), values: [0.1, 0])
        #expect(await office.store.references[Sample.person]?.descriptor.values == [0.1, 0])
    }

    @Test func `a server without the method asks for nothing, takes nothing and enrols nobody`() async throws {
        let office = try Office(keepsFaces: false)
        let access = try await office.start()
        #expect(try await office.desk.view(access).enrolment == nil)
        await #expect(throws: ClaimantError.outOfStep) {
            try await office.desk.consent(access, textDigest: "d1", enrolment: "e1")
        }
        await #expect(throws: ClaimantError.notFound) {
            try await office.desk.start(
                ProofingRequest(
                    tenant: Sample.tenant, purpose: .enrolment, address: "ada@contoso.example", deviceName: ""))
        }
    }

    @Test func `nobody can begin a sign-in by typing an address`() async throws {
        let office = try Office()
        await #expect(throws: ClaimantError.notFound) {
            try await office.desk.start(
                ProofingRequest(
                    tenant: Sample.tenant, purpose: .externalAuthentication, address: "ada@contoso.example",
                    deviceName: ""))
        }
    }

    @Test func `an unknown address is offered the same`() async throws {
        let office = try Office()
        let known = try await office.desk.view(try await office.start())
        let unknown = try await office.desk.view(try await office.start("nobody@contoso.example"))
        #expect(known.enrolment == unknown.enrolment && known.enrolment?.isRequired == false)
    }

    @Test func `the reference of another session, person or refusal is never made`() throws {
        var session = Sample.session(.deciding)
        session.enrolmentConsent = .init(at: Sample.now, textDigest: "e1")
        let face = FaceDescriptor(modelID: Sample.modelID, values: [0])
        func make(_ decision: Decision, _ session: ProofingSession, _ face: FaceDescriptor) -> FaceReference? {
            FaceReference(
                approvedBy: decision, in: session, face: face, under: Sample.policy,
                withdrawal: CapabilityDigest(rawValue: "w"), at: Sample.now)
        }
        #expect(make(Sample.decision(), session, face) != nil)
        #expect(make(Sample.decision(.refused), session, face) == nil)
        #expect(make(Sample.decision(.referred), session, face) == nil)
        #expect(make(Sample.decision(subject: nil), session, face) == nil)
        #expect(
            make(Sample.decision(subject: PersonID(tenant: Sample.tenant, object: Sample.object(2))), session, face)
                == nil)
        #expect(
            make(Sample.decision(session: SessionID(unchecked: String(repeating: "0b", count: 16))), session, face)
                == nil)
        #expect(make(Sample.decision(), session, FaceDescriptor(modelID: "other", values: [0])) == nil)
        #expect(make(Sample.decision(), Sample.session(.deciding), face) == nil)
    }

    // MARK: Going

    @Test func `the link in the mail erases the face, and its copy in the database does not`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let digest = try #require(await rig.store.references[Sample.person]?.withdrawal)
        let link = try #require(await rig.store.messages.last?.values["link"]?.split(separator: "#").last)
        if let stolen = Capability(received: String(digest.rawValue.prefix(32))) {
            await #expect(throws: ClaimantError.notFound) { try await rig.office.desk.withdrawReference(stolen) }
        }
        let capability = try #require(Capability(received: String(link)))
        try await rig.office.desk.withdrawReference(capability)
        #expect(await rig.store.references.isEmpty)
        #expect(await rig.store.messages.last?.template == .referenceErased)
        #expect(await rig.store.audit.contains { $0.kind == .referenceErased && $0.details["reason"] == "withdrawn" })
        await #expect(throws: ClaimantError.notFound) { try await rig.office.desk.withdrawReference(capability) }
        #expect(try await rig.start().obstacle == .notEnrolled)
    }

    @Test func `after a sign-in its owner can erase it from the page, before it nobody can`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.withdrawReference(access) }
        _ = try await rig.office.showFace(access)
        _ = try await rig.office.desk.takeSignInOutcome(access)
        try await rig.office.desk.withdrawReference(access)
        #expect(await rig.store.references.isEmpty)
        let recovery = try await recover(rig.office, enrolment: "e1")
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.withdrawReference(recovery) }
    }

    @Test func `the sweep erases what is due, says why, and writes to those who are still there`() async throws {
        for (reason, isAnnounced) in [
            (ReferenceErasure.expired, true), (.modelChanged, true), (.removed, false), (.disabled, false),
        ] {
            let rig = try SignInRig()
            try await rig.enrol()
            await rig.store.say([DueReference(person: Sample.person, reason: reason)])
            let sweep = EnrolmentSweep(
                references: rig.store, ledger: rig.store, policies: rig.office.active,
                enrolAddress: "https://id.example/e",
                time: rig.office.time, random: rig.office.random)
            #expect(try await sweep.run() == 1)
            #expect(await rig.store.references.isEmpty)
            #expect(
                await rig.store.audit.contains {
                    $0.kind == .referenceErased && $0.details["reason"] == reason.rawValue
                })
            #expect(await rig.store.messages.contains { $0.template == .referenceErased } == isAnnounced)
        }
    }
}
