import ClaimsMatching
import Foundation

/// What became of an answer. It never says which claim failed, or whether anything did.
package enum QuestionAnswer: Sendable, Equatable {
    /// Asked once more.
    case again
    /// Decided: the page of the present stage tells the rest.
    case over
}

extension ClaimantDesk {
    /// One more claim from somebody whose document and face have passed, because others fit the document too.
    ///
    /// - Throws: `ClaimantError.outOfStep` when nothing is asked, something else is, or another browser captures.
    package func answerQuestion(_ access: ClaimantAccess, _ answer: ClaimAnswer) async throws -> QuestionAnswer {
        let session = try await capturingSession(access)
        guard session.phase == .question, let question = session.question, question.claim == answer.claim,
            ports.time.now < session.expiresAt
        else { throw ClaimantError.outOfStep }
        let policy = try policy(of: session)
        // An account that is gone, or whose rivals are, is for the decision to judge.
        let isSettled = try await comparison(of: session, policy).map { !$0.isAmbiguous || $0.settles(answer) } ?? true
        let audit = [
            event(.claimAnswered, session, ["claim": answer.claim.rawValue, "settled": String(isSettled)])
        ]
        // The miss that uses up the day's budget is the last one: a further try would be refused for want of budget, and a
        // wrong answer alone refuses nobody. With nothing left at all a right answer must look like a wrong one.
        let isLastOfDay = try await failures(session) + 1 >= policy.attempts.failuresPerDay
        guard isSettled || isLastOfDay || question.triesLeft <= 1 else {
            try await apply(.claimMissed, to: session, changes: [failure(of: session)].compactMap { $0 }, audit: audit)
            return .again
        }
        let isLastMiss = !isSettled && question.triesLeft <= 1
        try await decide(
            after: isLastMiss ? .claimMissed : .claimAnswered, session, audit: audit, answer: answer)
        return .over
    }

    /// Asks where a right answer would settle who it is, and nothing else stands in the way. Whoever failed anything else
    /// is not asked: that would be one more thing to learn about the account. Nor is anybody for whom Entra waits: its few
    /// minutes are for a face, and knowing a telephone number is no part of a second factor.
    ///
    /// - Parameter session: judged, and about to be decided.
    /// - Returns: nil when a decision is due.
    func questionDue(
        _ session: ProofingSession, _ comparison: AccountComparison, _ policy: Policy,
        _ judged: (ProofingSession) -> Decision
    ) -> AskedClaim? {
        guard policy.namesakes.asks, session.question == nil, session.purpose != .externalAuthentication,
            comparison.isAmbiguous
        else { return nil }
        return policy.namesakes.claims.first { claim in
            guard let right = comparison.person.onFile(claim), comparison.settles(right) else { return false }
            var settled = session
            settled.findings.claims = comparison.adding(right).result()
            return judged(settled).verdict == .approved
        }
    }

    func ask(
        _ claim: AskedClaim, _ session: ProofingSession, after previous: ProofingSession,
        _ comparison: AccountComparison, audit: [AuditEvent]
    ) async throws -> ProofingSession {
        var next = session
        let policy = try policy(of: session)
        guard next.receive(.claimAsked(claim), at: ports.time.now, under: policy) == .askForClaim else {
            throw ClaimantError.outOfStep
        }
        let details = ["claim": claim.rawValue, "rivals": String(comparison.rivals.count)]
        try await commit(next, after: previous, changes: [], audit: audit + [event(.claimAsked, session, details)])
        return next
    }

    func failure(of session: ProofingSession) -> UnitOfWork.Change? {
        session.person.map { .attempt(key: FailureBudget(for: session).key($0), at: ports.time.now) }
    }
}
