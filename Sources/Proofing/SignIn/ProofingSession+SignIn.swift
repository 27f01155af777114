import Foundation

extension ProofingSession {
    /// Entra's side of a session that began with a sign-in there.
    package struct SignIn: Sendable, Equatable, Codable {
        package enum Way: String, Sendable, Codable {
            /// One live face, compared with the reference its owner agreed to.
            case selfie
            /// There is no reference yet: document and face, at the bar of recovery.
            case fullProof
        }
        package let way: Way
        /// What Entra asked, as the protocol's part wrote it. Sealed with the session and never read here.
        package let request: Data
        /// Until then Entra waits.
        package let deadline: Date
        /// When the approval left for Entra: it does so once.
        package internal(set) var answeredAt: Date?
    }

    /// A live face is compared with the sealed reference, and nothing else is asked.
    var usesReference: Bool { purpose == .externalAuthentication && signIn?.way == .selfie }

    /// Entra still waits for a word about this session.
    func isAwaited(at now: Date) -> Bool {
        guard let signIn else { return false }
        return signIn.answeredAt == nil && now < signIn.deadline
    }

    /// Entra waits no longer, or must not be kept waiting: what has been begun goes on as an enrolment. A sign-in by selfie
    /// has nothing to go on with.
    mutating func goOnAsEnrolment() {
        guard purpose == .externalAuthentication, signIn?.way == .fullProof else { return }
        purpose = .enrolment
    }

    /// The approval leaves for Entra, once and in time.
    mutating func receiveAnswered(at now: Date) -> SessionAction {
        guard purpose == .externalAuthentication, isAwaited(at: now) else { return .ignore(.wrongPhase) }
        signIn?.answeredAt = now
        phase = .finished
        expiresAt = now + Self.visit
        return .end
    }
}
