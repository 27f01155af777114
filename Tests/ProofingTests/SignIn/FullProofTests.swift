import Foundation
import IdentityDocuments
import Testing

@testable import Proofing

/// Somebody without a reference, where the policy lets them prove who they are while Entra waits (requirements T36).
struct FullProofTests {
    @Test func `without that policy whoever is not enrolled is sent back`() async throws {
        let rig = try SignInRig()
        #expect(try await rig.start().obstacle == .notEnrolled)
        #expect(await rig.store.sessions.isEmpty)
    }

    @Test func `the policy alone opens nothing where no faces are kept`() async throws {
        var policy = Sample.policy
        policy.externalMethod.proveInside = true
        let office = try Office(policy: policy, keepsFaces: false)
        let request = SignInRequest(
            person: Sample.person, deadline: office.time.now + 200, request: Data(), correlation: nil, deviceName: "")
        #expect(try await office.desk.startSignIn(request).obstacle == .notEnrolled)
    }

    @Test(arguments: [true, false])
    func `a policy of sign-ins that approves nobody by itself is not walked around by proving inside`(
        isTrial: Bool
    ) async throws {
        let rig = try SignInRig(proveInside: true)
        var (signIns, enrolments) = (Sample.policy, Sample.policy)
        signIns.name = "sign-ins"
        signIns.purposes = [.externalAuthentication]
        signIns.externalMethod.proveInside = true
        if isTrial { signIns.mode = .evaluation } else { signIns.approve.never = true }
        enrolments.name = "enrolments"
        enrolments.priority += 1
        enrolments.purposes = [.enrolment]
        rig.office.active.replace(with: try PolicySet([signIns, enrolments], digest: Data("two".utf8)))
        #expect(try await rig.start().obstacle == .notEnrolled)
        #expect(await rig.store.sessions.isEmpty)
    }

    @Test func `document and face in time make the answer and the reference`() async throws {
        let rig = try SignInRig(proveInside: true)
        let access = try await rig.beginFullProof()
        _ = try await rig.office.showFace(access)
        #expect(try await rig.stage(access) == .answerReady)
        #expect(await rig.store.references[Sample.person]?.source == access.session)
        #expect(try await rig.office.desk.takeSignInOutcome(access).name == "approved")
        #expect(await rig.store.issuances.isEmpty)
        // The next time it is a selfie.
        #expect(try await rig.stage(try await rig.begin()) == .face)
    }

    @Test func `nobody goes on without having agreed to the reference`() async throws {
        let rig = try SignInRig(proveInside: true)
        let access = try await rig.begin()
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.consent(access, textDigest: "d1") }
        #expect(try await rig.stage(access) == .consent)
    }

    @Test func `no other device takes over inside the window`() async throws {
        let rig = try SignInRig(proveInside: true)
        let access = try await rig.begin()
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.offerHandover(access) }
        try await rig.office.desk.consent(access, textDigest: "d1", enrolment: "e1")
        #expect(try await rig.stage(access) == .document)
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.offerHandover(access) }
    }

    @Test func `a stolen password and somebody else's document are refused`() async throws {
        let rig = try SignInRig(proveInside: true)
        var theirs = Sample.document
        theirs.fields = DocumentFields(
            type: .passport, issuingState: "NGA", number: "B7654321", nationality: "NGA", surname: "LINDQVIST",
            givenNames: "HANNA", dateOfBirth: PartialDate(iso: "1991-02-03"),
            dateOfExpiry: CalendarDate(iso: "2031-05-02"))
        let access = try await rig.beginFullProof(document: .document(theirs))
        _ = try await rig.office.showFace(access)
        #expect(try await rig.stage(access) == .noAutomaticAnswer)
        #expect(try await rig.office.desk.takeSignInOutcome(access).name == "declined")
        #expect(await rig.store.references.isEmpty)
    }

    @Test func `the right document and another face are refused`() async throws {
        let rig = try SignInRig(proveInside: true)
        let access = try await rig.beginFullProof()
        _ = try await rig.office.showFace(access, values: SignInRig.other)
        #expect(try await rig.office.desk.takeSignInOutcome(access).name == "declined")
        #expect(await rig.store.references.isEmpty)
        #expect(await rig.store.cases.isEmpty)
    }

    // MARK: What does not fit into the window

    @Test func `what a reviewer has to look at is declined at once and goes on as an enrolment`() async throws {
        let rig = try SignInRig(proveInside: true)
        let access = try await rig.beginFullProof(document: .document(portrait: [0.45, 0]))
        _ = try await rig.office.showFace(access)
        let session = try #require(await rig.office.stored(access))
        #expect(session.phase == .underReview && session.purpose == .enrolment)
        #expect(try await rig.office.desk.takeSignInOutcome(access).name == "declined")
    }

    @Test func `a reviewer's approval never answers Entra, even within the five minutes`() async throws {
        let rig = try SignInRig(proveInside: true)
        let access = try await rig.beginFullProof(document: .document(portrait: [0.45, 0]))
        _ = try await rig.office.showFace(access)
        let reviewCase = try #require(await rig.store.cases.values.first)
        try await rig.office.reviews.decide(reviewCase.id, approve: true, note: "Known to me.", by: Sample.reviewer)
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.takeSignInOutcome(access) }
        let link = try #require(await rig.store.messages.last?.values["link"]?.split(separator: "/").last)
        let back = try await rig.office.desk.acceptReturn(
            try #require(Capability(received: String(link))), deviceName: "Safari on iPhone")
        let phone = ClaimantAccess(session: back.session, device: back.device)
        _ = try await rig.office.showFace(phone)
        #expect(await rig.store.references[Sample.person] != nil)
        for browser in [access, phone] {
            #expect(try await rig.stage(browser) == .finished)
            await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.takeSignInOutcome(browser) }
        }
        #expect(await rig.store.issuances.isEmpty)
    }

    @Test func `a proof that is finished after Entra gave up enrols and answers nothing`() async throws {
        let rig = try SignInRig(proveInside: true)
        let access = try await rig.beginFullProof()
        rig.office.time.advance(300)
        _ = try await rig.office.showFace(access)
        #expect(await rig.office.stored(access)?.purpose == .enrolment)
        #expect(try await rig.stage(access) == .finished)
        #expect(await rig.store.references[Sample.person] != nil)
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.takeSignInOutcome(access) }
    }

    @Test func `an approval that nobody fetched in time is void`() async throws {
        let rig = try SignInRig(proveInside: true)
        let access = try await rig.beginFullProof()
        _ = try await rig.office.showFace(access)
        rig.office.time.advance(300)
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.takeSignInOutcome(access) }
    }

    @Test func `an administrator is not let in, and not enrolled`() async throws {
        let rig = try SignInRig(proveInside: true)
        rig.office.directory.set { $0.account?.directoryRoles = ["62e90394-69f5-4237-9190-012177145e10"] }
        let access = try await rig.beginFullProof()
        _ = try await rig.office.showFace(access)
        #expect(try await rig.office.desk.takeSignInOutcome(access).name == "declined")
        #expect(await rig.store.references.isEmpty)
        #expect(await rig.store.cases.values.first?.isPrivileged == true)
    }
}
