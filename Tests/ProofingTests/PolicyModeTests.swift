import ClaimsMatching
import Foundation
import Testing

@testable import Proofing

/// Policies that are tried out, and policies that leave everything to reviewers.
struct PolicyModeTests {
    private func policy(_ change: (inout Policy) -> Void) -> Policy {
        var policy = Sample.policy
        change(&policy)
        return policy
    }

    private func decide(
        _ policy: Policy, _ spoil: (inout ProofingSession) -> Void = { _ in }
    ) -> Decision {
        var session = Sample.session(.deciding, findings: Sample.findings)
        spoil(&session)
        return Evaluator(policy: policy, policyVersion: "1").decide(
            session, account: .live(Sample.liveAccount), isBudgetSpent: false, at: Sample.now)
    }

    @Test func `a policy that is tried out approves nobody, and says that it would have`() {
        let decision = decide(policy { $0.mode = .evaluation })
        #expect(decision.verdict == .referred && decision.reasons.map(\.code) == ["policy.evaluation"])
    }

    @Test(arguments: EvaluatorTests.faults)
    func `trying out makes no verdict milder, and adds no reason where it made no difference`(
        _ fault: EvaluatorTests.Fault
    ) {
        let tried = decide(policy { $0.mode = .evaluation }, fault.spoil)
        let real = decide(Sample.policy, fault.spoil)
        #expect(tried.verdict == real.verdict && tried.reasons == real.reasons)
    }

    @Test(arguments: [Policy.Mode.production, .evaluation])
    func `a policy that never approves leaves everybody to a reviewer, and refuses as before`(_ mode: Policy.Mode) {
        let never = policy {
            $0.approve.never = true
            $0.mode = mode
        }
        let decision = decide(never)
        #expect(decision.verdict == .referred && decision.reasons.map(\.code) == ["policy.reviewOnly"])
        #expect(decide(never) { $0.findings.face?.distance = 0.9 }.verdict == .refused)
    }

    @Test(arguments: ["evaluation", "never"])
    func `nobody gets a pass without a reviewer, and the audit says what would have been`(_ kind: String) async throws {
        let office = try Office(
            policy: policy {
                if kind == "never" { $0.approve.never = true } else { $0.mode = .evaluation }
            })
        let access = try await office.prove()
        #expect(await office.stored(access)?.phase == .underReview)
        #expect(await office.store.issuances.isEmpty)
        #expect(await office.store.cases.count == 1)
        let decided = try #require(await office.store.audit.first { $0.kind == .decided })
        #expect(decided.details["verdict"] == "referred")
        #expect(decided.details["wouldBe"] == (kind == "never" ? nil : "approved"))
        #expect(decided.details["mode"] == (kind == "never" ? nil : "evaluation"))
    }

    @Test func `whom a reviewer approved comes back to a pass, though the policy is only tried out`() {
        let session = Sample.session(.deciding, findings: Sample.findings)
        let decision = Evaluator(policy: policy { $0.mode = .evaluation }, policyVersion: "1").decideReturn(
            session, reviewed: Sample.decision(reviewer: Sample.reviewer.reviewer), account: .live(Sample.liveAccount),
            at: Sample.now)
        #expect(decision.verdict == .approved)
    }

    @Test func `what is refused while a policy is tried out stays refused in the audit`() {
        let tried = policy { $0.mode = .evaluation }
        let refused = decide(tried) { $0.findings.face?.distance = 0.9 }
        #expect(tried.auditDetails(of: refused) == ["mode": "evaluation", "wouldBe": "refused"])
        #expect(Sample.policy.auditDetails(of: refused).isEmpty)
    }
}

struct DecisionSentenceTests {
    @Test func `a reason says which claim it is about, and no name`() {
        var session = Sample.session(.deciding, findings: Sample.findings)
        var other = Sample.directoryPerson
        (other.surname, other.displayName) = ("Adeyemi", "Ada Adeyemi")
        session.findings.claims = session.findings.document?.fields.map {
            Sample.match(DocumentClaims($0), with: other)
        }
        let decision = Evaluator(policy: Sample.policy, policyVersion: "1").decide(
            session, account: .live(Sample.liveAccount), isBudgetSpent: false, at: Sample.now)
        let sentences = decision.reasons.map(\.sentence)
        #expect(sentences.contains("The policy asks for better agreement of the surname."))
        #expect(!sentences.joined().lowercased().contains("adeyemi"))
        #expect(!sentences.joined().lowercased().contains("okonkwo"))
    }
}
