import Foundation

@testable import Proofing
@testable import WebServer

/// One decision that a proposal would turn round, and one claim that few people have.
struct FakeTrial: PolicyTrialServing {
    var reference = "4F7-29K"
    var group: String?
    var isJudged = false
    var isEmpty = false

    private func permit(_ editor: ReviewerSession) throws {
        guard editor.role == .policyAdministrator else { throw PolicyChangeError.notAllowed }
    }

    func simulate(_ number: Int, for editor: ReviewerSession) throws -> SimulationReport {
        try permit(editor)
        if isJudged { throw PolicyChangeError.alreadyJudged }
        let policies = try PolicySet([.standard(modelID: "dlib")], digest: Data("test".utf8))
        var report = SimulationReport(before: policies, after: policies)
        guard !isEmpty else { return report }
        let session = ProofingSession(
            id: Fixture.session, tenant: Fixture.tenant, purpose: .passwordReset, subject: .person(Fixture.person.id),
            policyName: "default", policyVersion: policies.version, createdAt: Fixture.now, reference: reference,
            expiresAt: Fixture.now, phase: .deciding, consent: nil,
            startDevice: .init(capability: Fixture.device.digest, name: "", since: Fixture.now), capturingDevice: nil,
            handover: nil, documentPictures: 0, faceChallenges: 0, findings: Findings(), caseID: nil,
            askedForHelp: false, isReturning: false, passShownAt: nil, version: 0)
        let decision = Decision(
            verdict: .approved, reasons: [], session: session.id, subject: Fixture.person.id, policyName: "default",
            policyVersion: policies.version, matcherVersion: "1", decidedAt: Fixture.now, reviewer: nil)
        let basis = DecisionBasis(
            decision, of: session, account: .unavailable, groups: [], failures: 0, match: nil)
        report.add(
            basis, before: .init(verdict: .approved, reasons: []),
            after: .init(verdict: .referred, reasons: [.policyReviewOnly]), check: .same)
        report.add(
            basis, before: .init(verdict: .refused, reasons: [.faceDiffers]),
            after: .init(verdict: .refused, reasons: [.faceDiffers]), check: .otherTables)
        return report
    }

    func warnings(about number: Int, for editor: ReviewerSession) throws -> [PolicyWarning] {
        try permit(editor)
        return [
            PolicyWarning(
                policy: "default", group: group, kind: .sparseClaim(.dateOfBirth, filled: 412, people: 1_000))
        ]
    }
}
