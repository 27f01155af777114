extension ProofingSession {
    mutating func receiveQuestion(_ event: SessionEvent) -> SessionAction {
        switch (event, phase) {
        // Once in a session: whoever could choose among several questions would have more guesses.
        case (.claimAsked(let claim), .deciding)
        where question == nil && !isReturning && purpose != .externalAuthentication:
            question = NamesakeQuestion(claim: claim)
            phase = .question
            return .askForClaim
        case (.claimMissed, .question):
            question?.misses += 1
            guard (question?.triesLeft ?? 0) <= 0 else { return .askForClaimAgain }
            phase = .deciding
            return .evaluate
        case (.claimAnswered, .question):
            phase = .deciding
            return .evaluate
        default:
            return .ignore(.wrongPhase)
        }
    }
}
