import Foundation
import OpenIDProvider
import Proofing

package protocol SignInServing: Sendable {
    func startSignIn(_ request: SignInRequest) async throws -> SignInStart
    /// The approval is handed out once.
    func takeSignInOutcome(_ access: ClaimantAccess) async throws -> SignInOutcome
    func leaveSignIn(_ access: ClaimantAccess) async throws -> SignInOutcome
}

package protocol EnrolmentServing: Sendable {
    /// Uses up the link in a mail. Called for a POST only.
    func withdrawReference(_ link: Capability) async throws
    func withdrawReference(_ access: ClaimantAccess) async throws
}

/// Who judges what Entra sends and who writes what goes back. Without it the pages of sign-ins and enrolments are not there.
package struct SignInDependencies: Sendable {
    /// Where answers go: Microsoft's address from the configuration.
    package var redirectAddress: String
    /// Judges the body of Entra's form.
    package var receive: @Sendable (Data) async throws(Refusal) -> AuthorizationRequest
    package var approve: @Sendable (AuthorizationRequest, Decision) async throws(AnswerFault) -> FormAnswer
    package var decline: @Sendable (AuthorizationRequest, Decline) -> FormAnswer

    package init(
        redirectAddress: String,
        receive: @escaping @Sendable (Data) async throws(Refusal) -> AuthorizationRequest,
        approve: @escaping @Sendable (AuthorizationRequest, Decision) async throws(AnswerFault) -> FormAnswer,
        decline: @escaping @Sendable (AuthorizationRequest, Decline) -> FormAnswer
    ) {
        self.redirectAddress = redirectAddress
        self.receive = receive
        self.approve = approve
        self.decline = decline
    }
}

/// An authorization request as the session keeps it.
enum KeptRequest {
    static func encode(_ request: AuthorizationRequest) throws -> Data { try JSONEncoder().encode(request) }

    /// - Throws: `ClaimantError.unavailable`; written by another release, perhaps. A new sign-in helps.
    static func decode(_ data: Data) throws(ClaimantError) -> AuthorizationRequest {
        guard let request = try? JSONDecoder().decode(AuthorizationRequest.self, from: data) else { throw .unavailable }
        return request
    }
}
