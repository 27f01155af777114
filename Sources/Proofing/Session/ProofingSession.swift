import Foundation

/// One person's way from *Forgot my password* to an outcome: one purpose, one policy version, one attempt window,
/// one capturing device. A value: events change it in `ProofingSession+Events.swift`, storage keeps it.
package struct ProofingSession: Sendable, Equatable, Codable {
    package let id: SessionID
    package let tenant: TenantID
    /// Changes once at most: a sign-in that Entra does not wait for goes on as an enrolment.
    package internal(set) var purpose: Purpose
    package let subject: Subject
    package let policyName: String
    package let policyVersion: String
    package let createdAt: Date
    /// What the claimant sees and may tell the help desk, e.g. "4F7-29K". Gives no right to anything.
    package let reference: String
    package internal(set) var expiresAt: Date
    package internal(set) var phase: Phase
    package internal(set) var consent: Consent?
    package internal(set) var startDevice: Device
    /// The device that captures, and the only one that may ever see a pass.
    package internal(set) var capturingDevice: Device?
    package internal(set) var handover: Handover?
    package internal(set) var documentPictures: Int
    package internal(set) var faceChallenges: Int
    package internal(set) var findings: Findings
    package internal(set) var caseID: CaseID?
    /// The person said that they cannot do a step.
    package internal(set) var askedForHelp: Bool
    /// A reviewer approved, and the person came back to show their face once more.
    package internal(set) var isReturning: Bool
    package internal(set) var passShownAt: Date?
    /// The separate consent to keep a measurement of the face.
    package internal(set) var enrolmentConsent: Consent?
    /// nil unless the session began with a sign-in at Entra.
    package internal(set) var signIn: SignIn?
    /// The one further claim that was asked for; stays when it is answered.
    package internal(set) var question: NamesakeQuestion?
    /// Compare-and-set counter of the store.
    package var version: Int

    /// The stages of one session, in the order a person meets them. The diagram stands in `ProofingSession.md`.
    package enum Phase: String, Sendable, Codable, CaseIterable {
        case consent, document, face, deciding, question
        case approved, underReview, awaitingReturn, returnFace
        case finished, refused, expired
    }

    /// Whom the session is about. The claimant can never tell which.
    package enum Subject: Sendable, Equatable, Codable {
        case person(PersonID)
        /// An address nobody has, that is disabled, excluded, or has used up its attempts: same pages, nothing kept.
        case nobody(Reason)

        package enum Reason: String, Sendable, Codable { case unknown, disabled, excluded, guest, tooManyAttempts }
    }

    package struct Consent: Sendable, Equatable, Codable {
        package var at: Date
        /// SHA-256 of the text that was shown, so that it can be proved later what was agreed to.
        package var textDigest: String
    }

    /// A browser, known by the digest of its cookie.
    package struct Device: Sendable, Equatable, Codable {
        package var capability: CapabilityDigest
        /// What the confirmation on the other device shows: "Chrome on Windows". Never used to decide.
        package var name: String
        package var since: Date
    }

    /// The QR code: bound to this session, ten minutes, used once (NIST SP 800-63B-4, binding by code).
    package struct Handover: Sendable, Equatable, Codable {
        package var code: CapabilityDigest
        package var expiresAt: Date
    }
}
