import Foundation
import Proofing

/// A request that Entra made, about a person it named, for a factor we offer. Made by ``AuthorizationEndpoint`` and nowhere
/// else; the caller keeps it, sealed, for the minutes the person needs.
package struct AuthorizationRequest: Sendable, Equatable, Codable {
    package let person: PersonID
    /// The subject of the hint and of our answer, byte for byte.
    package let subject: String
    package let nonce: String
    /// To be given back if there is one, and left out if there is none.
    package let state: String?
    package let context: AuthenticationContext
    package let factor: Factor
    package let receivedAt: Date
    /// Until then Entra waits. The page counts down to it, and afterwards offers to start again.
    package let deadline: Date
    /// What the page may call the person by. Never used to find anybody.
    package let shownName: String?
    /// Microsoft's `client-request-id`, if it is a GUID: for the log, and for support.
    package let correlation: String?
}
