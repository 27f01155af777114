import Foundation
import Testing

@testable import Proofing

/// Somebody with a reference signs in.
struct SelfieTests {
    @Test func `a selfie like the reference is answered, once, and leaves nothing behind`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        #expect(try await rig.stage(access) == .face)
        #expect(try await rig.office.showFace(access) == .passed)
        #expect(try await rig.stage(access) == .answerReady)
        let outcome = try await rig.office.desk.takeSignInOutcome(access)
        guard case .approved(let decision, let request) = outcome else { throw SignInRig.Missing() }
        #expect(decision.subject == Sample.person && decision.reviewer == nil && request == SignInRig.request)
        #expect(try await rig.stage(access) == .finished)
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.takeSignInOutcome(access) }
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.leaveSignIn(access) }
        #expect(await rig.office.vault.kept[access.session] == nil)
        #expect(await rig.store.issuances.isEmpty)
    }

    @Test func `of two who ask for the answer at once, one gets it`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        _ = try await rig.office.showFace(access)
        let answers = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { (try? await rig.office.desk.takeSignInOutcome(access)) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(answers == 1)
    }

    @Test(arguments: [SignInRig.near, SignInRig.other])
    func `a near match is no match, and counts as a failure`(_ face: [Float]) async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        _ = try await rig.office.showFace(access, values: face)
        #expect(try await rig.stage(access) == .noAutomaticAnswer)
        #expect(try await rig.office.desk.takeSignInOutcome(access).name == "declined")
        #expect(await rig.store.cases.isEmpty)
        #expect(await rig.store.attempts.map(\.key) == [FailureBudget.face.key(Sample.person)])
    }

    @Test func `after too many failures nobody is let in, by whatever way`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let early = try await rig.begin()
        for _ in 0..<Sample.policy.attempts.failuresPerDay {
            _ = try await rig.office.showFace(try await rig.begin(), values: SignInRig.other)
        }
        #expect(try await rig.start().obstacle == .attemptsSpent)
        // A sign-in that was opened before the last try gains nothing by it.
        rig.office.time.advance(-20)
        _ = try await rig.office.showFace(early)
        #expect(try await rig.stage(early) == .noAutomaticAnswer)
    }

    @Test func `a head that does not turn is no live head`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        for _ in 0..<Sample.policy.attempts.faceChallenges {
            _ = try await rig.office.desk.beginChallenge(access)
            rig.office.time.advance(Sample.policy.liveness.secondsPerStep + 1)
            let frame = Data("late \(rig.office.time.now)".utf8)
            rig.office.engine.show(face: .face(), as: frame)
            _ = try await rig.office.desk.submitFrame(access, frame: frame)
        }
        #expect(try await rig.stage(access) == .noAutomaticAnswer)
    }

    // MARK: The reference

    @Test func `a reference that was withdrawn while the face was shown is not compared`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        try await rig.store.commit(UnitOfWork(tenant: Sample.tenant, changes: [.referenceErased(Sample.person)]))
        _ = try await rig.office.showFace(access)
        #expect(try await rig.stage(access) == .noAutomaticAnswer)
    }

    @Test func `a reference is used up to its last second and not after`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let expiry = try #require(await rig.store.references[Sample.person]?.expiresAt)
        rig.office.time.advance(expiry.timeIntervalSince(rig.office.time.now) - 1)
        #expect(try await rig.start().obstacle == nil)
        rig.office.time.advance(1)
        #expect(try await rig.start().obstacle == .notEnrolled)
    }

    @Test func `another network's reference counts as none`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        var policy = Sample.policy
        policy.face.modelID = "another"
        rig.office.active.replace(with: try PolicySet([policy], digest: Data("new".utf8)))
        #expect(try await rig.start().obstacle == .notEnrolled)
    }

    @Test(arguments: [true, false])
    func `a policy that approves nobody by itself lets nobody in with a selfie either`(isTrial: Bool) async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        var policy = Sample.policy
        if isTrial { policy.mode = .evaluation } else { policy.approve.never = true }
        rig.office.active.replace(with: try PolicySet([policy], digest: Data("new".utf8)))
        let access = try await rig.begin()
        #expect(try await rig.office.showFace(access) == .passed)
        #expect(try await rig.stage(access) == .noAutomaticAnswer)
        #expect(try await rig.office.desk.takeSignInOutcome(access).name == "declined")
        let decided = try #require(await rig.store.audit.last { $0.kind == .decided })
        #expect(decided.details["reasons"] == (isTrial ? "policy.evaluation" : "policy.reviewOnly"))
        #expect(decided.details["wouldBe"] == (isTrial ? "approved" : nil))
        #expect(await rig.store.cases.isEmpty)
    }

    // MARK: Time

    @Test func `when Entra has given up the session is over and nothing is answered`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        _ = try await rig.office.showFace(access)
        rig.office.time.advance(300)
        #expect(try await rig.stage(access) == .expired)
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.takeSignInOutcome(access) }
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.leaveSignIn(access) }
    }

    @Test func `a face that comes after the deadline is not looked at`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        rig.office.time.advance(300)
        #expect(try await rig.office.desk.beginChallenge(access) == .over)
    }

    @Test func `a request that comes too late opens nothing`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        guard case .obstacle(.tooLate) = try await rig.office.desk.startSignIn(rig.request(seconds: 0)) else {
            throw SignInRig.Missing()
        }
    }

    // MARK: The browser

    @Test func `another browser's cookie finds nothing`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let (mine, other) = (try await rig.begin(), try await rig.begin())
        _ = try await rig.office.showFace(mine)
        let mixed = ClaimantAccess(session: mine.session, device: other.device)
        await #expect(throws: ClaimantError.notFound) { try await rig.office.desk.takeSignInOutcome(mixed) }
        await #expect(throws: ClaimantError.notFound) { try await rig.office.desk.leaveSignIn(mixed) }
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.takeSignInOutcome(other) }
    }

    @Test func `a sign-in gives no pass, no code for a phone, and no second device`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        await #expect(throws: ClaimantError.outOfStep) { try await rig.office.desk.offerHandover(access) }
        _ = try await rig.office.showFace(access)
        guard case .unavailable = try await rig.office.desk.showPass(access) else { throw SignInRig.Missing() }
        #expect(rig.office.directory.posts == 0)
    }

    @Test func `leaving for another method ends the session at once`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        #expect(try await rig.office.desk.leaveSignIn(access).name == "cancelled")
        #expect(try await rig.stage(access) == .expired)
        #expect(try await rig.office.desk.beginChallenge(access) == .over)
        #expect(await rig.store.attempts.isEmpty)
    }
}
