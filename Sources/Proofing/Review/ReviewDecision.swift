import Foundation

package enum ReviewRefusal: String, Sendable, CaseIterable {
    case ownCase, privilegedAccount
    /// Signed in to change policies, not to decide cases.
    case otherRole
    /// There is no face in the case that the person could come back to: an approval would lead nowhere.
    case noFace
}

package enum ReviewError: Error, Sendable, Equatable {
    case notFound
    case notAllowed(ReviewRefusal)
    case alreadyDecided
    /// A decision without a note explains nothing to the next person.
    case noteMissing
    case unavailable
}

/// A reviewer's verdict about one case: the only maker of a `Decision` beside the evaluator.
package struct ReviewDecision: Sendable {
    package let decision: Decision
    package let reviewCase: ReviewCase

    /// - Parameter hasFace: the case has a face that a fresh live picture can be compared with.
    /// - Throws: `ReviewError` when this reviewer may not decide this case, or it is decided already.
    package init(
        _ reviewCase: ReviewCase, hasFace: Bool, approve: Bool, note: String, by reviewer: ReviewerSession,
        policy: Policy, policyVersion: String, matcherVersion: String, at now: Date
    ) throws(ReviewError) {
        let note = note.trimmingCharacters(in: .whitespacesAndNewlines)
        guard reviewCase.state == .open else { throw .alreadyDecided }
        guard reviewer.expiresAt > now else { throw .notFound }
        guard reviewer.account != reviewCase.subject else { throw .notAllowed(.ownCase) }
        if approve, let obstacle = reviewCase.obstacle(hasFace: hasFace) { throw .notAllowed(obstacle) }
        guard !note.isEmpty else { throw .noteMissing }
        decision = Decision(
            verdict: approve ? .approved : .refused, reasons: reviewCase.reasons, session: reviewCase.session,
            subject: reviewCase.subject, policyName: policy.name, policyVersion: policyVersion,
            matcherVersion: matcherVersion, decidedAt: now, reviewer: reviewer.reviewer)
        var decided = reviewCase
        decided.state = approve ? .approved : .refused
        decided.reviewer = reviewer.reviewer
        decided.decidedAt = now
        decided.note = String(note.prefix(2_000))
        decided.version += 1
        self.reviewCase = decided
    }
}

extension ReviewCase {
    /// Why nobody at all could approve this case; nil when a reviewer may.
    package func obstacle(hasFace: Bool) -> ReviewRefusal? {
        if isPrivileged { return .privilegedAccount }
        return hasFace ? nil : .noFace
    }
}
