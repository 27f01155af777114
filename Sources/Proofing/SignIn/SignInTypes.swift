import Foundation

/// Somebody whom Entra sent over, with the word of Entra who they are.
package struct SignInRequest: Sendable {
    /// From the verified hint: never from anything that was typed.
    package var person: PersonID
    /// Entra gives up at this time.
    package var deadline: Date
    /// What the protocol's part needs to answer. Kept sealed with the session.
    package var request: Data
    /// Microsoft's correlation id, a GUID; for the audit.
    package var correlation: String?
    /// What the browser is called, e.g. "Chrome on Windows".
    package var deviceName: String

    package init(person: PersonID, deadline: Date, request: Data, correlation: String?, deviceName: String) {
        self.person = person
        self.deadline = deadline
        self.request = request
        self.correlation = correlation
        self.deviceName = deviceName
    }
}

/// Why somebody who was sent over goes back at once. Codes for the audit; the pages have words for them.
package enum SignInObstacle: String, Sendable, CaseIterable {
    /// There is no reference of their face, and the policy does not let them prove who they are inside the sign-in.
    case notEnrolled
    /// The account is not known here, disabled, a guest's, excluded, or no policy lets it sign in this way.
    case notAllowed
    /// Too many faces failed today.
    case attemptsSpent
    /// Entra has given up already.
    case tooLate
}

package enum SignInStart: Sendable {
    case started(StartedSession)
    case obstacle(SignInObstacle)
}

/// What Entra is to be told, taken out of the session in one step.
package enum SignInOutcome: Sendable {
    /// Handed out once: whoever asks again gets `ClaimantError.outOfStep`.
    case approved(Decision, request: Data)
    /// Not recognised, or somebody has to look first.
    case declined(request: Data)
    /// The person left for another method.
    case cancelled(request: Data)
}

/// What a page of a sign-in may know.
package struct SignInView: Sendable, Equatable {
    package var way: ProofingSession.SignIn.Way
    package var deadline: Date
    /// Entra still waits for a word.
    package var isAwaited: Bool
    package var request: Data
    package init(way: ProofingSession.SignIn.Way, deadline: Date, isAwaited: Bool, request: Data) {
        self.way = way
        self.deadline = deadline
        self.isAwaited = isAwaited
        self.request = request
    }
}
