import ClaimsMatching
import Foundation

/// What the head-turn challenge measured, over all its frames (method: nose position between the eye corners).
package struct LivenessFinding: Sendable, Equatable, Codable {
    /// Every step was answered in order, in time and towards the side asked for.
    package var isComplete: Bool
    /// Range of `turn` between the furthest answers to either side; 0 when a side is missing.
    package var turnSpan: Double
    /// Smallest deviation from the straight look among the answered turns, with the asked sign.
    package var smallestTurn: Double
    /// Largest descriptor distance between any answered step and the compared frame.
    package var identityDrift: Double?
    package var steps: Int
    package var failure: ChallengeFailure?

    package init(
        isComplete: Bool, turnSpan: Double, smallestTurn: Double, identityDrift: Double?, steps: Int,
        failure: ChallengeFailure? = nil
    ) {
        self.isComplete = isComplete
        self.turnSpan = turnSpan
        self.smallestTurn = smallestTurn
        self.identityDrift = identityDrift
        self.steps = steps
        self.failure = failure
    }
}

package enum ChallengeFailure: String, Sendable, Codable {
    case outOfTime, wrongSide, anotherFace, severalFaces, repeatedFrame
}

/// The portrait against the frame of the challenge.
package struct FaceComparison: Sendable, Equatable, Codable {
    package var distance: Double
    package var modelID: String
    /// Pixels; a small portrait never matches automatically.
    package var portraitWidth: Double
    package var usedDescreenedPortrait: Bool

    package init(distance: Double, modelID: String, portraitWidth: Double, usedDescreenedPortrait: Bool) {
        self.distance = distance
        self.modelID = modelID
        self.portraitWidth = portraitWidth
        self.usedDescreenedPortrait = usedDescreenedPortrait
    }
}

/// All that was found out in one session. What is nil was not measured, and what was not measured refers.
package struct Findings: Sendable, Equatable, Codable {
    package var document: DocumentFinding?
    package var liveness: LivenessFinding?
    package var face: FaceComparison?
    package var claims: MatchResult?
    /// How many other accounts were approved with this very document before; nil when it has nothing to be known by.
    package var accountsElsewhere: Int?
    package init() {}
}
