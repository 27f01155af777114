import ClaimsMatching
import Foundation

/// What one group of people must show, and what they get. Measured values are judged here and nowhere else.
package struct Policy: Sendable, Equatable, Codable {
    package var name: String
    /// Lower comes first; the first policy that covers a person applies.
    package var priority: Int
    /// Object ids of the groups it covers; empty covers everybody.
    package var groups: Set<ObjectID>
    /// People in one of these are treated like an unknown address.
    package var excludedGroups: Set<ObjectID>
    package var purposes: Set<Purpose>
    package var mode = Mode.production
    package var approve = ApprovalPolicy()
    package var documents: DocumentPolicy
    package var claims: MatchPolicy
    package var face: FacePolicy
    package var liveness: LivenessPolicy
    package var outcome: OutcomePolicy
    package var attempts: AttemptPolicy
    package var retention: RetentionPolicy
    package var externalMethod: ExternalMethodPolicy
    package var namesakes = NamesakePolicy.standard

    package enum Mode: String, Sendable, Codable, CaseIterable {
        case production
        /// Measures, judges and records everything, and approves nobody by itself: what it would approve goes to a
        /// reviewer. What it would refuse is refused, or trying a policy out would open a door to the reviewers.
        case evaluation
    }
}

package struct ApprovalPolicy: Sendable, Equatable, Codable {
    /// Nobody is approved without a reviewer, as befits people whom an attacker would choose.
    package var never = false
}

package struct DocumentPolicy: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable { case passport, identityCard, visa }
    package var kinds: Set<Kind>
    /// ICAO three-letter codes of issuers that are not accepted. `UTO` (specimens) belongs here outside a demo.
    package var refusedIssuers: Set<String>
    /// Days after expiry in which a document is still looked at by a reviewer; before that it counts as valid. 0...3650.
    package var expiredGraceDays: Int
}

/// Zones of one named model set (capture-engine, part two, section 8): a zone never carries over to another network.
package struct FacePolicy: Sendable, Equatable, Codable {
    package var modelID: String
    /// Distances up to this match. dlib, flip-averaged: 0.37 keeps every measured group at FMR <= 1e-3.
    package var matchDistance: Double
    /// Distances up to this go to a reviewer, larger ones refuse.
    package var reviewDistance: Double
    /// Portraits narrower than this, in pixels, never match automatically.
    package var minimumPortraitWidth: Double
}

/// The head-turn challenge (capture-engine, part two, section 3.3).
package struct LivenessPolicy: Sendable, Equatable, Codable {
    /// Required range of `turn` over the answers.
    package var minimumTurnSpan: Double
    /// Each answered turn must deviate this much, towards the side asked for.
    package var minimumTurn: Double
    /// Frame-to-frame identity limit.
    package var maximumIdentityDrift: Double
    /// Seconds for one step, counted on the server's clock.
    package var secondsPerStep: Double
    /// Turns asked for, between looks straight ahead. 2...5.
    package var turns: Int
}

package struct OutcomePolicy: Sendable, Equatable, Codable {
    /// Minutes; clamped to the tenant's own policy when the pass is made.
    package var passLifetimeMinutes: Int
    package var passIsUsableOnce: Bool
    package var revokeSessions: Bool
    /// Methods that are removed after the pass exists (never before: the person could be locked out).
    package var removedMethods: Set<AuthenticationMethod.Kind>
}

package struct AttemptPolicy: Sendable, Equatable, Codable {
    /// Live faces that may be shown for one account in 24 hours without an approval, and, counted apart, cases that may
    /// be opened for it without one. Starting alone uses up nothing, or a stranger could lock an account's owner out.
    package var failuresPerDay: Int
    /// Pictures of the document in one session.
    package var documentPictures: Int
    /// Face challenges in one session (NIST SP 800-63B-4: at most five straight failures).
    package var faceChallenges: Int
}

package struct RetentionPolicy: Sendable, Equatable, Codable {
    /// Hours that pictures stay after an automatic decision. 0 erases with the decision.
    package var decidedHours: Int
    /// Days that pictures stay while a reviewer may have to look. 1...30.
    package var reviewDays: Int
}
