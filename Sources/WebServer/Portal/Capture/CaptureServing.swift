import Foundation
import Proofing

package protocol CaptureServing: Sendable {
    func submitDocument(_ access: ClaimantAccess, picture: Data) async throws -> DocumentAnswer
    func beginChallenge(_ access: ClaimantAccess) async throws -> ChallengeAnswer
    func submitFrame(_ access: ClaimantAccess, frame: Data) async throws -> ChallengeAnswer
}
