/// Why somebody proves who they are. A purpose differs only in how it starts, which policy applies and what follows.
package enum Purpose: String, Sendable, Codable, CaseIterable {
    case passwordReset
    case mfaRecovery
    /// Somebody signs in at Entra, which asks us for the second factor and waits a few minutes.
    case externalAuthentication
    /// A face is measured once, together with a document, so that later selfies can be compared with it.
    case enrolment

    /// The way back into an account: ends with a pass.
    package static let recoveries: Set<Purpose> = [.passwordReset, .mfaRecovery]
}
