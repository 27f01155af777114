import Foundation

extension ClaimantDesk {
    /// Opens a session for somebody whom Entra sent over. Who they claim to be was verified with the hint; that they are it
    /// is what the session finds out.
    package func startSignIn(_ request: SignInRequest) async throws -> SignInStart {
        let now = ports.time.now
        guard now < request.deadline else { return try await turnAway(request, .tooLate) }
        let groups = try await ports.people.groups(of: request.person)
        guard let person = try await ports.people.person(request.person), person.accountEnabled, !person.isGuest,
            let policy = policies.policy(for: .externalAuthentication, groups: groups),
            policy.excludedGroups.isDisjoint(with: groups)
        else { return try await turnAway(request, .notAllowed) }
        let failures = try await ports.sessions.attempts(
            key: FailureBudget.face.key(person.id), since: now.addingTimeInterval(-FailureBudget.window))
        guard failures < policy.attempts.failuresPerDay else { return try await turnAway(request, .attemptsSpent) }

        if let reference = try await ports.references.reference(of: person.id),
            reference.isUsable(under: policy, at: now)
        {
            return .started(try await open(request, .selfie, policy, consent: reference.consent))
        }
        // The bar of an enrolment holds for whoever proves themselves inside (requirements T36). The session is judged by that
        // policy, so what the policy of sign-ins leaves to reviewers has to be asked here.
        guard enrolment != nil, policy.externalMethod.proveInside, policy.reservations(about: []).isEmpty,
            let proof = policies.policy(for: .enrolment, groups: groups), proof.excludedGroups.isDisjoint(with: groups)
        else { return try await turnAway(request, .notEnrolled) }
        return .started(try await open(request, .fullProof, proof, consent: nil))
    }

    /// What to tell Entra about a session that has come to an end while it waits. The approval is used up by this call, in
    /// the store, before anything can leave.
    package func takeSignInOutcome(_ access: ClaimantAccess) async throws -> SignInOutcome {
        let session = try await session(access)
        guard let signIn = session.signIn, session.isAwaited(at: ports.time.now) else { throw ClaimantError.outOfStep }
        switch session.phase {
        case .approved:
            guard let sealed = try await ports.sessions.decision(session: session.id) else {
                throw ClaimantError.unavailable
            }
            let decision = try seal.open(sealed)
            try await apply(.answered, to: session, audit: [event(.signInAnswered, session, ["answer": "approved"])])
            return .approved(decision, request: signIn.request)
        case .refused, .underReview:
            return .declined(request: signIn.request)
        case .consent, .document, .face, .deciding, .question, .awaitingReturn, .returnFace, .finished, .expired:
            throw ClaimantError.outOfStep
        }
    }

    /// The person chooses another method at Entra, at any time: what was begun here ends, and nothing of it is kept.
    package func leaveSignIn(_ access: ClaimantAccess) async throws -> SignInOutcome {
        let session = try await session(access)
        guard let signIn = session.signIn, session.isAwaited(at: ports.time.now) else { throw ClaimantError.outOfStep }
        guard [.consent, .document, .face].contains(session.phase) else { return try await takeSignInOutcome(access) }
        await room.leave(session.id)
        try await apply(.cancelled, to: session, audit: [event(.signInAnswered, session, ["answer": "cancelled"])])
        try await ports.vault.erase(session.id)
        return .cancelled(request: signIn.request)
    }

    private func open(
        _ request: SignInRequest, _ way: ProofingSession.SignIn.Way, _ policy: Policy,
        consent: ProofingSession.Consent?
    ) async throws -> StartedSession {
        let now = ports.time.now
        let capability = Capability.random(ports.random)
        let device = ProofingSession.Device(
            capability: capability.digest, name: String(request.deviceName.prefix(60)), since: now)
        let isSelfie = way == .selfie
        let session = ProofingSession(
            id: .random(ports.random), tenant: request.person.tenant, purpose: .externalAuthentication,
            subject: .person(request.person), policyName: policy.name, policyVersion: policies.version, createdAt: now,
            reference: reference(), expiresAt: isSelfie ? request.deadline : now + ProofingSession.visit,
            phase: isSelfie ? .face : .consent, consent: consent, startDevice: device,
            capturingDevice: isSelfie ? device : nil, handover: nil, documentPictures: 0, faceChallenges: 0,
            findings: Findings(), caseID: nil, askedForHelp: false, isReturning: false, passShownAt: nil,
            signIn: .init(way: way, request: request.request, deadline: request.deadline), version: 0)
        let details = [
            "purpose": session.purpose.rawValue, "policy": session.policyName, "policyVersion": session.policyVersion,
            "way": way.rawValue, "correlation": request.correlation ?? "none",
        ]
        try await ports.ledger.commit(
            UnitOfWork(
                tenant: session.tenant, changes: [.session(session, expecting: nil)],
                audit: [event(.sessionStarted, session, details)]))
        return StartedSession(session: session.id, device: capability)
    }

    private func turnAway(_ request: SignInRequest, _ obstacle: SignInObstacle) async throws -> SignInStart {
        try await ports.ledger.commit(
            UnitOfWork(
                tenant: request.person.tenant,
                audit: [
                    AuditEvent(
                        .signInTurnedAway, at: ports.time.now, person: request.person,
                        details: ["reason": obstacle.rawValue, "correlation": request.correlation ?? "none"])
                ]))
        return .obstacle(obstacle)
    }
}
