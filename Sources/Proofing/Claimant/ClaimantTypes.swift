import Foundation

/// A claim to be somebody, as it came in.
package struct ProofingRequest: Sendable {
    package var tenant: TenantID
    package var purpose: Purpose
    /// As typed; nothing is known about it.
    package var address: String
    /// What the browser is called on the other device, e.g. "Chrome on Windows".
    package var deviceName: String

    package init(tenant: TenantID, purpose: Purpose, address: String, deviceName: String) {
        self.tenant = tenant
        self.purpose = purpose
        self.address = address
        self.deviceName = deviceName
    }
}

/// A browser that presents its cookie for a session.
package struct ClaimantAccess: Sendable {
    package var session: SessionID
    package var device: Capability
    package init(session: SessionID, device: Capability) {
        self.session = session
        self.device = device
    }
}

/// All that a claimant's page may know. It never tells whether the account exists, what failed, or a score.
package struct ClaimantView: Sendable, Equatable {
    /// What the page shows. Refused, unknown and expired-after-capture all read `.noAutomaticAnswer`, as does a case
    /// that waits for a reviewer: they look alike on purpose.
    package enum Stage: String, Sendable {
        case consent
        /// Consent is given, no device captures yet: choose phone or this device.
        case chooseDevice
        case document, face, deciding
        /// One more claim is asked for; see `NamesakeQuestion`.
        case question
        case passReady, passShown, finished
        /// Entra can be told that it was them.
        case answerReady
        case noAutomaticAnswer
        case expired
    }
    package var stage: Stage
    package var reference: String
    package var expiresAt: Date
    /// This browser captures, and is the one that may see a pass.
    package var isCapturingDevice: Bool
    /// Another browser captures: this page follows along.
    package var isFollowing: Bool
    package var isReturning: Bool
    package var documentPicturesLeft: Int
    package var faceChallengesLeft: Int
    package var retention: RetentionPolicy
    package var acceptedDocuments: Set<DocumentPolicy.Kind>
    package var purpose: Purpose
    /// nil unless Entra sent the person over.
    package var signIn: SignInView?
    /// Asked together with the consent; nil when no face is kept here.
    package var enrolment: EnrolmentOffer?
    /// nil unless this browser is asked.
    package var question: NamesakeQuestion?
}

package struct StartedSession: Sendable {
    package var session: SessionID
    /// The device's cookie value. Given once, here.
    package var device: Capability
}

/// What the second device is asked to confirm before it takes over.
package struct HandoverPreview: Sendable, Equatable {
    package var startDeviceName: String
    package var startedAt: Date
    package var reference: String
}

/// One short hint. The texts are in the portal's catalogue.
package enum CaptureHint: String, Sendable, Codable {
    case noDocument, zoneUnreadable, portraitNotFound, tooBlurred, glare, tooDark, moveCloser, unreadablePicture
    case noFace, severalFaces, faceCutOff, lookStraight, holdStill, moveBack, tooSlow, startOver, busy
}

package enum DocumentAnswer: Sendable, Equatable {
    case accepted
    case again(CaptureHint, left: Int)
    /// No pictures left, or the session is over: the page reloads and shows what is next.
    case over
}

/// Which way to look, from the person's own point of view.
package enum Pose: String, Sendable, Codable, CaseIterable {
    case ahead, left, right
}

package enum ChallengeAnswer: Sendable, Equatable {
    /// Show this step. `done` of `total` steps are answered; the coming ones stay on the server.
    case step(Pose, done: Int, total: Int, hint: CaptureHint?)
    case passed
    /// This challenge is over; the person may begin another.
    case again(CaptureHint, left: Int)
    case over
}

package enum PassAnswer: Sendable {
    /// The only value in the program that carries a code. Sent in one response, then gone.
    case pass(IssuedPass, signInName: String)
    /// An earlier attempt's fate is not known yet: ask again after so many seconds.
    case wait(seconds: Int)
    /// Not now and not here: the account cannot get one any more. Neutral words.
    case unavailable
}

package enum ClaimantError: Error, Sendable, Equatable {
    /// No such session, or the cookie is not of one of its devices. Both look the same.
    case notFound
    /// The step does not fit: the page reloads.
    case outOfStep
    /// Something we need is down: try again in a moment; nothing is lost.
    case unavailable
}
