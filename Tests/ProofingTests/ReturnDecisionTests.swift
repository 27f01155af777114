import Foundation
import Testing

@testable import Proofing

/// The fresh selfie after a reviewer approved.
struct ReturnDecisionTests {
    private func decide(
        _ change: (inout ProofingSession) -> Void = { _ in },
        reviewed: Decision = Sample.decision(reviewer: Sample.reviewer.reviewer),
        account: Evaluator.Account = .live(Sample.liveAccount)
    ) -> Decision {
        var findings = Sample.findings
        // The reviewer has seen these; they are not judged again.
        findings.claims = nil
        findings.document?.isReadingAccepted = false
        var session = Sample.session(.deciding, findings: findings)
        session.isReturning = true
        change(&session)
        return EvaluatorTests.evaluator.decideReturn(
            session, reviewed: reviewed, account: account, at: Sample.now)
    }

    @Test func `a live face like the reviewed one approves, whatever the document was like`() {
        let decision = decide()
        #expect(decision.verdict == .approved)
        #expect(decision.subject == Sample.person)
    }

    @Test func `only a reviewer's approval of this session and person counts`() {
        let mira = Sample.reviewer.reviewer
        let others = [
            Sample.decision(), Sample.decision(.refused, reviewer: mira), Sample.decision(.referred, reviewer: mira),
            Sample.decision(subject: PersonID(tenant: Sample.tenant, object: Sample.object(2)), reviewer: mira),
            Sample.decision(subject: nil, reviewer: mira),
            Sample.decision(session: SessionID(unchecked: String(repeating: "0b", count: 16)), reviewer: mira),
        ]
        for reviewed in others {
            let decision = decide(reviewed: reviewed)
            #expect(decision.verdict == .refused && decision.subject == nil)
        }
    }

    @Test func `the face must match beyond doubt`() {
        #expect(decide { $0.findings.face?.distance = 0.371 }.reasons == [.faceDiffers])
        #expect(decide { $0.findings.face?.distance = .nan }.verdict == .refused)
        #expect(decide { $0.findings.face?.modelID = "other" }.verdict == .refused)
        #expect(decide { $0.findings.face = nil }.verdict == .refused)
    }

    @Test func `without a live head nobody is approved`() {
        #expect(decide { $0.findings.liveness = nil }.verdict == .referred)
        #expect(decide { $0.findings.liveness?.isComplete = false }.verdict == .refused)
    }

    @Test func `an account that has changed since the review is not approved`() {
        for (account, verdict, code) in EvaluatorTests.accounts {
            let decision = decide(account: account)
            #expect(decision.verdict == verdict && decision.reasons.map(\.code) == [code])
        }
    }
}
