import ClaimsMatching
import Foundation

/// The claimant's side of a verification, from the typed address to the pass. Each call checks the browser's cookie,
/// gives the session one event, and commits what follows in one transaction.
///
/// How a session starts is in `ClaimantDesk+Start`, capturing in `+Capture`, deciding in `+Decide`, the pass in `+Pass`.
package struct ClaimantDesk: Sendable {
    let ports: ProofingPorts
    let active: ActivePolicies
    /// As they are in force right now.
    var policies: PolicySet { active.set }
    let seal: DecisionSeal
    let colleagues: ColleagueSearch
    let marks: DocumentMarks
    let room: ChallengeRoom
    let signals: SessionSignals
    let issuer: PassIssuer
    let afterPass: AfterPass
    /// nil: no faces are kept, and nobody is asked for it.
    let enrolment: EnrolmentTerms?
    /// Seconds after the start in which the neutral end can be looked at again.
    static let answerLife: Double = 86_400

    package init(
        ports: ProofingPorts, policies: ActivePolicies, seal: DecisionSeal, signals: SessionSignals,
        colleagues: ColleagueSearch, marks: DocumentMarks, enrolment: EnrolmentTerms? = nil
    ) {
        self.ports = ports
        active = policies
        self.seal = seal
        self.colleagues = colleagues
        self.marks = marks
        self.signals = signals
        self.enrolment = enrolment
        room = ChallengeRoom()
        issuer = PassIssuer(
            ledger: ports.ledger, issuances: ports.issuances, leases: ports.leases, directory: ports.directory,
            time: ports.time, random: ports.random)
        afterPass = AfterPass(directory: ports.directory, time: ports.time)
    }

    package func view(_ access: ClaimantAccess) async throws -> ClaimantView {
        let session = try await session(access)
        let policy = try policy(of: session)
        var view = session.view(for: access.device.digest, policy: policy, now: ports.time.now)
        view.enrolment = enrolmentOffer(for: session, under: policy)
        // Records of people are kept longer than those of addresses that are nobody's: neither is shown that long.
        if view.stage == .noAutomaticAnswer, ports.time.now >= session.createdAt + Self.answerLife {
            throw ClaimantError.notFound
        }
        return view
    }

    /// Yields when the session has changed; ends when it is over. Tells nothing but that: what has changed is in `view`,
    /// which checks the cookie.
    package func changes(_ access: ClaimantAccess) -> AsyncStream<Void> { signals.changes(access.session) }

    package func cancel(_ access: ClaimantAccess) async throws {
        let session = try await session(access)
        await room.leave(session.id)
        _ = try await apply(.cancelled, to: session)
        try await ports.vault.erase(session.id)
    }

    // MARK: What the parts share

    /// The session, if the cookie belongs to one of its devices. Everything else looks like no session at all.
    func session(_ access: ClaimantAccess) async throws -> ProofingSession {
        guard let session = try await ports.sessions.session(access.session),
            session.devices.contains(access.device.digest)
        else { throw ClaimantError.notFound }
        return session
    }

    /// The same, and the browser is the one that captures.
    func capturingSession(_ access: ClaimantAccess) async throws -> ProofingSession {
        let session = try await session(access)
        guard session.capturingDevice?.capability == access.device.digest else { throw ClaimantError.outOfStep }
        return session
    }

    func policy(of session: ProofingSession) throws -> Policy {
        guard let policy = policies.policy(named: session.policyName) else { throw ClaimantError.unavailable }
        return policy
    }

    /// Gives the session one event and commits it with whatever belongs to it.
    /// - Throws: `ClaimantError.outOfStep` when the event does not fit or somebody else was faster.
    @discardableResult
    func apply(
        _ event: SessionEvent, to session: ProofingSession, changes: [UnitOfWork.Change] = [], audit: [AuditEvent] = []
    ) async throws -> (session: ProofingSession, action: SessionAction) {
        var next = session
        let action = next.receive(event, at: ports.time.now, under: try policy(of: session))
        if case .ignore(let why) = action, why != .expired { throw ClaimantError.outOfStep }
        try await commit(next, after: session, changes: changes, audit: audit)
        if case .ignore = action { throw ClaimantError.outOfStep }
        return (next, action)
    }

    func commit(
        _ next: ProofingSession, after previous: ProofingSession, changes: [UnitOfWork.Change], audit: [AuditEvent]
    ) async throws {
        var next = next
        next.version = previous.version + 1
        let work = UnitOfWork(
            tenant: next.tenant, changes: [.session(next, expecting: previous.version)] + changes, audit: audit)
        do {
            try await ports.ledger.commit(work)
        } catch CommitError.conflict {
            throw ClaimantError.outOfStep
        }
        await signals.changed(next.id, isOver: next.phase.isFinal)
    }

    func event(
        _ kind: AuditEvent.Kind, _ session: ProofingSession, _ details: [String: String] = [:]
    ) -> AuditEvent {
        AuditEvent(kind, at: ports.time.now, session: session.id, person: session.person, details: details)
    }
}

extension ProofingSession {
    var devices: Set<CapabilityDigest> { Set([startDevice.capability, capturingDevice?.capability].compactMap { $0 }) }

    /// nil for an address that is nobody's.
    package var person: PersonID? {
        if case .person(let id) = subject { id } else { nil }
    }

    func view(for device: CapabilityDigest, policy: Policy, now: Date) -> ClaimantView {
        let captures = capturingDevice?.capability == device
        return ClaimantView(
            stage: stage(now: now, captures: captures), reference: reference, expiresAt: expiresAt,
            isCapturingDevice: captures,
            isFollowing: capturingDevice != nil && !captures, isReturning: isReturning,
            documentPicturesLeft: max(0, policy.attempts.documentPictures - documentPictures),
            faceChallengesLeft: max(0, policy.attempts.faceChallenges - faceChallenges),
            retention: policy.retention, acceptedDocuments: policy.documents.kinds, purpose: purpose,
            signIn: signIn.map {
                SignInView(
                    way: $0.way, deadline: $0.deadline, isAwaited: isAwaited(at: now), request: $0.request)
            },
            question: captures && phase == .question ? question : nil)
    }

    private func stage(now: Date, captures: Bool) -> ClaimantView.Stage {
        // A case that came to its end without its owner looks like an address that is nobody's, then as before.
        if caseID != nil, !isReturning, now >= expiresAt || phase == .expired { return .noAutomaticAnswer }
        if now >= expiresAt, !phase.isFinal { return .expired }
        switch phase {
        case .consent: return .consent
        case .document: return capturingDevice == nil ? .chooseDevice : .document
        case .face, .returnFace: return .face
        case .deciding: return .deciding
        // What is asked is between us and the device that captures.
        case .question: return captures ? .question : .deciding
        case .approved where purpose == .externalAuthentication: return .answerReady
        case .approved: return passShownAt == nil ? .passReady : .passShown
        case .finished: return .finished
        case .refused, .underReview, .awaitingReturn: return .noAutomaticAnswer
        case .expired: return .expired
        }
    }
}
