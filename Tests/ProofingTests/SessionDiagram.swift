import Foundation
import Testing

@testable import Proofing

/// One arrow of `ProofingSession.md`, and the events that walk it.
struct Arrow: Sendable, CustomTestStringConvertible {
    struct Step: Sendable {
        var event: SessionEvent
        var action: SessionAction
        var prepare: @Sendable (inout ProofingSession) -> Void
    }

    var from: ProofingSession.Phase
    var to: ProofingSession.Phase
    var label: String
    var steps: [Step]

    init(_ from: ProofingSession.Phase, _ to: ProofingSession.Phase, _ label: String, _ steps: Step...) {
        self.from = from
        self.to = to
        self.label = label
        self.steps = steps
    }

    var line: String { "\(from) --> \(to): \(label)" }
    var testDescription: String { line }

    static func by(
        _ event: SessionEvent, _ action: SessionAction,
        when prepare: @escaping @Sendable (inout ProofingSession) -> Void = { _ in }
    ) -> Step {
        Step(event: event, action: action, prepare: prepare)
    }
}

extension SessionEvent {
    /// The event's name in the diagram.
    var name: String { String(describing: self).prefix { $0 != "(" }.description }

    static let code = CapabilityDigest(rawValue: "digest of the code")
    static let phone = Sample.device("Safari on iPhone")

    /// One of each kind, in the form that its own arrow accepts.
    static let all: [SessionEvent] = [
        .consentGiven(textDigest: "d1"), .handoverOffered(code: code), .handoverAccepted(code: code, device: phone),
        .capturingHere, .documentUnreadable, .documentRead(Sample.document), .challengeFailed(Sample.liveness),
        .challengePassed(Sample.liveness, Sample.face), .helpAsked, .claimAsked(.phone), .claimMissed,
        .claimAnswered, .decided(Sample.decision(), caseID: nil),
        .reviewed(Sample.decision(reviewer: Sample.reviewer.reviewer)), .returned(device: phone), .passShown,
        .acknowledged, .answered, .cancelled, .timePassed,
    ]
}

extension Arrow {
    private static let lastPicture: @Sendable (inout ProofingSession) -> Void = {
        $0.capturingDevice = $0.startDevice
        $0.documentPictures = Sample.policy.attempts.documentPictures - 1
    }
    private static let capturing: @Sendable (inout ProofingSession) -> Void = { $0.capturingDevice = $0.startDevice }
    private static let lastChallenge: @Sendable (inout ProofingSession) -> Void = {
        $0.faceChallenges = Sample.policy.attempts.faceChallenges - 1
    }
    private static let offered: @Sendable (inout ProofingSession) -> Void = {
        $0.handover = .init(code: SessionEvent.code, expiresAt: Sample.now + 60)
    }
    private static let awaited: @Sendable (inout ProofingSession) -> Void = {
        $0.purpose = .externalAuthentication
        $0.signIn = .init(way: .selfie, request: Data(), deadline: Sample.now + 60)
    }
    private static let mira = Sample.reviewer.reviewer

    /// Every arrow between two states of the diagram, in its order.
    static let all: [Arrow] = [
        Arrow(.consent, .document, "consentGiven", by(.consentGiven(textDigest: "d1"), .askForDocument)),
        Arrow(.consent, .deciding, "helpAsked", by(.helpAsked, .evaluate)),
        Arrow(.consent, .expired, "cancelled", by(.cancelled, .end)),
        Arrow(
            .document, .document, "handoverOffered, handoverAccepted, capturingHere",
            by(.handoverOffered(code: SessionEvent.code), .wait),
            by(.handoverAccepted(code: SessionEvent.code, device: SessionEvent.phone), .askForDocument, when: offered),
            by(.capturingHere, .askForDocument)),
        Arrow(
            .document, .document, "documentUnreadable, pictures left",
            by(.documentUnreadable, .askForDocumentAgain, when: capturing)),
        Arrow(.document, .face, "documentRead", by(.documentRead(Sample.document), .askForFace, when: capturing)),
        Arrow(
            .document, .deciding, "documentUnreadable, none left",
            by(.documentUnreadable, .evaluate, when: lastPicture)),
        Arrow(.document, .deciding, "helpAsked", by(.helpAsked, .evaluate)),
        Arrow(.document, .expired, "cancelled", by(.cancelled, .end)),
        Arrow(
            .face, .face, "challengeFailed, challenges left", by(.challengeFailed(Sample.liveness), .askForFaceAgain)),
        Arrow(
            .face, .deciding, "challengePassed", by(.challengePassed(Sample.liveness, Sample.face), .evaluate),
            by(.challengePassed(Sample.liveness, nil), .evaluate)),
        Arrow(
            .face, .deciding, "challengeFailed, none left",
            by(.challengeFailed(Sample.liveness), .evaluate, when: lastChallenge)),
        Arrow(.face, .deciding, "helpAsked", by(.helpAsked, .evaluate)),
        Arrow(.face, .expired, "cancelled", by(.cancelled, .end)),
        Arrow(.deciding, .question, "claimAsked", by(.claimAsked(.phone), .askForClaim)),
        Arrow(
            .question, .question, "claimMissed, tries left",
            by(.claimMissed, .askForClaimAgain) { $0.question = NamesakeQuestion(claim: .phone) }),
        Arrow(
            .question, .deciding, "claimMissed, none left",
            by(.claimMissed, .evaluate) { $0.question = NamesakeQuestion(claim: .phone, misses: 1) }),
        Arrow(.question, .deciding, "claimAnswered", by(.claimAnswered, .evaluate)),
        Arrow(.question, .deciding, "helpAsked", by(.helpAsked, .evaluate)),
        Arrow(
            .deciding, .approved, "decided approved", by(.decided(Sample.decision(), caseID: nil), .offerPass)),
        Arrow(
            .deciding, .finished, "decided approved, for an enrolment",
            by(.decided(Sample.decision(), caseID: nil), .end) { $0.purpose = .enrolment }),
        Arrow(
            .deciding, .underReview, "decided referred, a case is open",
            by(.decided(Sample.decision(.referred), caseID: Sample.caseID), .openCase)),
        Arrow(
            .deciding, .refused, "decided refused", by(.decided(Sample.decision(.refused), caseID: nil), .end),
            // A referral that nobody can look at ends like a refusal.
            by(.decided(Sample.decision(.referred), caseID: nil), .end)),
        Arrow(
            .underReview, .awaitingReturn, "reviewed approved",
            by(.reviewed(Sample.decision(reviewer: mira)), .inviteBack)),
        Arrow(
            .underReview, .refused, "reviewed refused", by(.reviewed(Sample.decision(.refused, reviewer: mira)), .end)),
        Arrow(.awaitingReturn, .returnFace, "returned", by(.returned(device: SessionEvent.phone), .askForFace)),
        Arrow(
            .returnFace, .returnFace, "challengeFailed, challenges left",
            by(.challengeFailed(Sample.liveness), .askForFaceAgain)),
        Arrow(
            .returnFace, .deciding, "challengePassed", by(.challengePassed(Sample.liveness, Sample.face), .evaluate)),
        Arrow(
            .returnFace, .deciding, "challengeFailed, none left",
            by(.challengeFailed(Sample.liveness), .evaluate, when: lastChallenge)),
        Arrow(.approved, .approved, "passShown", by(.passShown, .wait)),
        Arrow(
            .approved, .finished, "acknowledged, after passShown",
            by(.acknowledged, .end) { $0.passShownAt = Sample.now }),
        Arrow(.approved, .finished, "answered, for a sign-in", by(.answered, .end, when: awaited)),
    ]
}
