import Foundation

/// What can happen to a session. Every event comes with the time; nothing in here reads a clock.
package enum SessionEvent: Sendable, Equatable {
    /// - Parameter enrolment: digest of the text about keeping the face, if they agreed to that too.
    case consentGiven(textDigest: String, enrolment: String? = nil)
    /// The start device shows a QR code.
    case handoverOffered(code: CapabilityDigest)
    /// A second device scanned it, and its owner said that the session is theirs.
    case handoverAccepted(code: CapabilityDigest, device: ProofingSession.Device)
    /// The start device goes on itself.
    case capturingHere
    /// A picture that could not be read well enough: the person tries again while the budget lasts.
    case documentUnreadable
    case documentRead(DocumentFinding)
    case challengeFailed(LivenessFinding)
    case challengePassed(LivenessFinding, FaceComparison?)
    /// "I cannot do this": a person takes over.
    case helpAsked
    /// Others fit the document too, and one more claim would tell them apart.
    case claimAsked(AskedClaim)
    /// What was answered settles nothing: the person tries again while tries are left.
    case claimMissed
    case claimAnswered
    case decided(Decision, caseID: CaseID?)
    /// A reviewer's decision about the case.
    case reviewed(Decision)
    /// The person opened the link in the mail after a reviewer approved.
    case returned(device: ProofingSession.Device)
    case passShown
    /// The person says they have the pass.
    case acknowledged
    /// The signed answer left for Entra.
    case answered
    case cancelled
    case timePassed
}

/// What the caller has to do next. The session performs nothing itself.
package enum SessionAction: Sendable, Equatable {
    case askForDocument
    case askForDocumentAgain
    case askForFace
    case askForFaceAgain
    case askForClaim
    case askForClaimAgain
    case evaluate
    case offerPass
    /// Entra can be told.
    case answer
    case openCase
    case inviteBack
    /// The end of the way, with words that do not tell why.
    case end
    case wait
    /// The event does not belong here: from an old page, another device, or too late. Nothing changed.
    case ignore(Ignored)

    package enum Ignored: String, Sendable { case wrongPhase, wrongDevice, expired, usedCode }
}
