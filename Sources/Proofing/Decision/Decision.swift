import Foundation

/// What follows from the findings under one policy version.
///
/// Only `Evaluator` and `ReviewDecision` make one, and only `DecisionSeal` reads one back from storage after
/// checking its seal: nothing else in the program can write "approved".
package struct Decision: Sendable, Equatable {
    package enum Verdict: String, Sendable, Codable, CaseIterable { case approved, referred, refused }

    package let verdict: Verdict
    /// Every reason, in a fixed order; empty only when approved without remark.
    package let reasons: [DecisionReason]
    package let session: SessionID
    package let subject: PersonID?
    package let policyName: String
    package let policyVersion: String
    package let matcherVersion: String
    package let decidedAt: Date
    /// nil when the evaluator decided.
    package let reviewer: ReviewerID?

    init(
        verdict: Verdict, reasons: [DecisionReason], session: SessionID, subject: PersonID?, policyName: String,
        policyVersion: String, matcherVersion: String, decidedAt: Date, reviewer: ReviewerID?
    ) {
        self.verdict = verdict
        self.reasons = reasons
        self.session = session
        self.subject = subject
        self.policyName = policyName
        self.policyVersion = policyVersion
        self.matcherVersion = matcherVersion
        self.decidedAt = decidedAt
        self.reviewer = reviewer
    }
}

/// Why a decision is not, or not plainly, an approval. Codes are stable; reviewers read `sentence`, claimants read neither.
package struct DecisionReason: Sendable, Equatable, Hashable, Codable {
    package var code: String
    package var sentence: String
    package init(code: String, sentence: String) {
        self.code = code
        self.sentence = sentence
    }
}
