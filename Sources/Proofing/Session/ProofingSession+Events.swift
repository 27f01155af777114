import Foundation

extension ProofingSession {
    /// The time one visit may take, in seconds. A person with a document at hand needs about three minutes.
    package static let visit: TimeInterval = 30 * 60
    /// The life of the QR code, in seconds (NIST SP 800-63B-4: at most ten minutes).
    package static let handoverLife: TimeInterval = 10 * 60

    /// Takes one event and says what to do next. No I/O, no clock, no logging: tests are plain calls.
    ///
    /// - Returns: `.ignore` when the event does not belong here; the session is unchanged then.
    package mutating func receive(_ event: SessionEvent, at now: Date, under policy: Policy) -> SessionAction {
        if phase.isFinal { return .ignore(.wrongPhase) }
        if now >= expiresAt {
            phase = .expired
            handover = nil
            return event == .timePassed ? .end : .ignore(.expired)
        }
        if signIn != nil, !isAwaited(at: now) { goOnAsEnrolment() }
        switch event {
        case .consentGiven, .handoverOffered, .handoverAccepted, .capturingHere:
            return receiveArrival(event, at: now)
        case .documentUnreadable, .documentRead:
            return receiveDocument(event, under: policy)
        case .challengeFailed, .challengePassed:
            return receiveChallenge(event, under: policy)
        case .claimAsked, .claimMissed, .claimAnswered:
            return receiveQuestion(event)
        case .decided, .reviewed, .returned, .passShown, .acknowledged, .answered:
            return receiveOutcome(event, at: now, under: policy)
        case .helpAsked:
            guard [.consent, .document, .face, .question].contains(phase) else { return .ignore(.wrongPhase) }
            askedForHelp = true
            handover = nil
            phase = .deciding
            return .evaluate
        case .cancelled:
            guard [.consent, .document, .face].contains(phase) else { return .ignore(.wrongPhase) }
            phase = .expired
            handover = nil
            return .end
        case .timePassed:
            return .wait
        }
    }

    private mutating func receiveArrival(_ event: SessionEvent, at now: Date) -> SessionAction {
        switch (event, phase) {
        case (.consentGiven(let digest, let enrolment), .consent):
            consent = Consent(at: now, textDigest: digest)
            enrolmentConsent = enrolment.map { Consent(at: now, textDigest: $0) }
            phase = .document
            // Entra's answer leaves from the browser that signs in, so that is the one that captures.
            if signIn != nil { capturingDevice = startDevice }
            return .askForDocument
        // A device that captures stays the capturing device: nobody can take over a proof half-way.
        case (.handoverOffered(let code), .document) where capturingDevice == nil:
            handover = Handover(code: code, expiresAt: now + Self.handoverLife)
            return .wait
        case (.handoverAccepted(let code, let device), .document) where capturingDevice == nil:
            guard let handover, handover.code == code, now < handover.expiresAt else { return .ignore(.usedCode) }
            capturingDevice = device
            self.handover = nil
            return .askForDocument
        case (.handoverAccepted, _):
            return .ignore(.usedCode)
        case (.capturingHere, .document) where capturingDevice == nil:
            capturingDevice = startDevice
            handover = nil
            return .askForDocument
        default:
            return .ignore(.wrongPhase)
        }
    }

    private mutating func receiveDocument(_ event: SessionEvent, under policy: Policy) -> SessionAction {
        guard phase == .document, capturingDevice != nil else { return .ignore(.wrongPhase) }
        documentPictures += 1
        if case .documentRead(let finding) = event {
            findings.document = finding
            phase = .face
            return .askForFace
        }
        guard documentPictures >= policy.attempts.documentPictures else { return .askForDocumentAgain }
        // No document could be read: a person takes over, with nothing passed.
        phase = .deciding
        return .evaluate
    }

    private mutating func receiveChallenge(_ event: SessionEvent, under policy: Policy) -> SessionAction {
        guard [.face, .returnFace].contains(phase) else { return .ignore(.wrongPhase) }
        faceChallenges += 1
        switch event {
        case .challengePassed(let liveness, let comparison):
            findings.liveness = liveness
            findings.face = comparison
            phase = .deciding
            return .evaluate
        case .challengeFailed(let liveness):
            findings.liveness = liveness
            guard faceChallenges >= policy.attempts.faceChallenges else { return .askForFaceAgain }
            phase = .deciding
            return .evaluate
        default:
            return .ignore(.wrongPhase)
        }
    }

    private mutating func receiveOutcome(_ event: SessionEvent, at now: Date, under policy: Policy) -> SessionAction {
        switch (event, phase) {
        case (.decided(let decision, let openedCase), .deciding) where decision.session == id:
            return conclude(decision.verdict, case: openedCase, at: now, under: policy)
        case (.reviewed(let decision), .underReview) where decision.session == id && decision.reviewer != nil:
            guard decision.verdict == .approved else {
                phase = .refused
                return .end
            }
            phase = .awaitingReturn
            return .inviteBack
        case (.returned(let device), .awaitingReturn):
            phase = .returnFace
            isReturning = true
            capturingDevice = device
            faceChallenges = 0
            expiresAt = now + Self.visit
            return .askForFace
        case (.passShown, .approved) where Purpose.recoveries.contains(purpose):
            passShownAt = now
            return .wait
        case (.answered, .approved):
            return receiveAnswered(at: now)
        case (.acknowledged, .approved) where passShownAt != nil:
            phase = .finished
            return .end
        default:
            return .ignore(.wrongPhase)
        }
    }

    private mutating func conclude(
        _ verdict: Decision.Verdict, case openedCase: CaseID?, at now: Date, under policy: Policy
    ) -> SessionAction {
        switch verdict {
        case .approved:
            return approve(at: now)
        case .refused:
            phase = .refused
            return .end
        case .referred:
            guard let openedCase else {
                phase = .refused
                return .end
            }
            caseID = openedCase
            // Nothing that a person has to look at happens while Entra waits.
            goOnAsEnrolment()
            phase = .underReview
            expiresAt = now + Double(policy.retention.reviewDays) * 86_400
            return .openCase
        }
    }

    private mutating func approve(at now: Date) -> SessionAction {
        expiresAt = now + Self.visit
        switch purpose {
        case .passwordReset, .mfaRecovery:
            phase = .approved
            return .offerPass
        case .externalAuthentication:
            phase = .approved
            expiresAt = signIn?.deadline ?? now
            return .answer
        case .enrolment:
            phase = .finished
            return .end
        }
    }
}

extension ProofingSession.Phase {
    package var isFinal: Bool { [.finished, .refused, .expired].contains(self) }
}
