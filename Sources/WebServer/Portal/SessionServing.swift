import Proofing

package protocol SessionServing: Sendable {
    /// The same for known and unknown addresses.
    func start(_ request: ProofingRequest) async throws -> StartedSession
    func view(_ access: ClaimantAccess) async throws -> ClaimantView
    /// Yields when the session changed; ends when it is over. Does not check the cookie: `view` does.
    func changes(_ access: ClaimantAccess) async throws -> AsyncStream<Void>
    /// - Parameter enrolment: digest of the words about keeping the face, when they agreed to those too.
    func consent(_ access: ClaimantAccess, textDigest: String, enrolment: String?) async throws
    func askForHelp(_ access: ClaimantAccess) async throws
    func cancel(_ access: ClaimantAccess) async throws
}
