/// Why somebody proves who they are. A purpose differs only in how it starts, which policy applies and what follows.
package enum Purpose: String, Sendable, Codable, CaseIterable {
    case passwordReset
    case mfaRecovery
}
