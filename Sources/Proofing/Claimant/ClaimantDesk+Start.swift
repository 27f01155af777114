import Foundation

extension ClaimantDesk {
    /// Opens a session for whatever was typed. A known and an unknown address do the same work and get the same answer.
    package func start(_ request: ProofingRequest) async throws -> StartedSession {
        // A sign-in begins with Entra's word about who it is, never with an address somebody typed.
        guard request.purpose != .externalAuthentication, request.purpose != .enrolment || enrolment != nil else {
            throw ClaimantError.notFound
        }
        let now = ports.time.now
        let address = request.address.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        let (subject, policy) = try await resolve(address, request, now)
        let device = Capability.random(ports.random)
        let session = ProofingSession(
            id: .random(ports.random), tenant: request.tenant, purpose: request.purpose, subject: subject,
            policyName: policy.name, policyVersion: policies.version, createdAt: now, reference: reference(),
            expiresAt: now + ProofingSession.visit, phase: .consent, consent: nil,
            startDevice: .init(capability: device.digest, name: String(request.deviceName.prefix(60)), since: now),
            capturingDevice: nil, handover: nil, documentPictures: 0, faceChallenges: 0, findings: Findings(),
            caseID: nil, askedForHelp: false, isReturning: false, passShownAt: nil, version: 0)
        try await ports.ledger.commit(
            UnitOfWork(
                tenant: request.tenant,
                changes: [.session(session, expecting: nil)],
                audit: [event(.sessionStarted, session, startDetails(subject, session))]))
        return StartedSession(session: session.id, device: device)
    }

    /// - Parameter enrolment: digest of the text about keeping the face, when they agreed to that too.
    package func consent(_ access: ClaimantAccess, textDigest: String, enrolment: String? = nil) async throws {
        let session = try await session(access)
        let offer = enrolmentOffer(for: session, under: try policy(of: session))
        // Nobody enrols without having agreed to it, and nobody agrees to what was not offered.
        guard offer?.isRequired != true || enrolment != nil, offer != nil || enrolment == nil else {
            throw ClaimantError.outOfStep
        }
        var details = ["text": String(textDigest.prefix(64))]
        if let enrolment { details["enrolment"] = String(enrolment.prefix(64)) }
        try await apply(
            .consentGiven(textDigest: textDigest, enrolment: enrolment), to: session,
            audit: [event(.consentGiven, session, details)])
    }

    /// A fresh code for the QR picture; an older one of the session is void from now on.
    package func offerHandover(_ access: ClaimantAccess) async throws -> Capability {
        let session = try await session(access)
        let code = Capability.random(ports.random)
        try await apply(.handoverOffered(code: code.digest), to: session)
        return code
    }

    /// Looking changes nothing: scanners and previews may look.
    package func previewHandover(_ code: Capability) async throws -> HandoverPreview {
        let session = try await handoverSession(code)
        return HandoverPreview(
            startDeviceName: session.startDevice.name, startedAt: session.createdAt, reference: session.reference)
    }

    package func acceptHandover(_ code: Capability, deviceName: String) async throws -> StartedSession {
        let session = try await handoverSession(code)
        let capability = Capability.random(ports.random)
        let device = ProofingSession.Device(
            capability: capability.digest, name: String(deviceName.prefix(60)), since: ports.time.now)
        try await apply(
            .handoverAccepted(code: code.digest, device: device), to: session,
            audit: [event(.deviceHandedOver, session)])
        return StartedSession(session: session.id, device: capability)
    }

    package func captureHere(_ access: ClaimantAccess) async throws {
        let session = try await session(access)
        guard session.startDevice.capability == access.device.digest else { throw ClaimantError.outOfStep }
        try await apply(.capturingHere, to: session)
    }

    package func previewReturn(_ link: Capability) async throws -> HandoverPreview {
        let session = try await returnSession(link)
        return HandoverPreview(
            startDeviceName: session.startDevice.name, startedAt: session.createdAt, reference: session.reference)
    }

    /// The person is back after a reviewer approved; this browser becomes the capturing device.
    package func acceptReturn(_ link: Capability, deviceName: String) async throws -> StartedSession {
        let session = try await returnSession(link)
        let capability = Capability.random(ports.random)
        let device = ProofingSession.Device(
            capability: capability.digest, name: String(deviceName.prefix(60)), since: ports.time.now)
        try await apply(.returned(device: device), to: session, audit: [event(.returned, session)])
        return StartedSession(session: session.id, device: capability)
    }

    // MARK: Whom the address belongs to

    private func resolve(
        _ address: String, _ request: ProofingRequest, _ now: Date
    ) async throws -> (ProofingSession.Subject, Policy) {
        let found = try await ports.people.person(signInName: address, tenant: request.tenant)
        // An address that is nobody's asks the same two questions, so that it takes the same time.
        let asked = found?.id ?? PersonID(tenant: request.tenant, object: ObjectID.unused)
        let groups = try await ports.people.groups(of: asked)
        let failures = try await ports.sessions.attempts(
            key: FailureBudget.face.key(asked), since: now.addingTimeInterval(-FailureBudget.window))

        guard let widest = policies.policyForNobody(request.purpose) else { throw ClaimantError.unavailable }
        guard let found else { return (.nobody(.unknown), widest) }
        guard let policy = policies.policy(for: request.purpose, groups: groups) else {
            return (.nobody(.excluded), widest)
        }
        if !policy.excludedGroups.isDisjoint(with: groups) { return (.nobody(.excluded), widest) }
        if !found.accountEnabled { return (.nobody(.disabled), widest) }
        if found.isGuest { return (.nobody(.guest), widest) }
        if failures >= policy.attempts.failuresPerDay { return (.nobody(.tooManyAttempts), widest) }
        return (.person(found.id), policy)
    }

    private func handoverSession(_ code: Capability) async throws -> ProofingSession {
        guard let session = try await ports.sessions.session(handover: code.digest), let handover = session.handover,
            ports.time.now < min(handover.expiresAt, session.expiresAt)
        else { throw ClaimantError.notFound }
        return session
    }

    private func returnSession(_ link: Capability) async throws -> ProofingSession {
        guard let session = try await ports.sessions.session(returnLink: link.digest, at: ports.time.now),
            session.phase == .awaitingReturn
        else { throw ClaimantError.notFound }
        return session
    }

    /// Six characters that are not mistaken for one another when read aloud.
    func reference() -> String {
        let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
        let characters = (0..<6).map { _ in alphabet[ports.random.number(below: alphabet.count)] }
        return String(characters.prefix(3)) + "-" + String(characters.suffix(3))
    }

    private func startDetails(_ subject: ProofingSession.Subject, _ session: ProofingSession) -> [String: String] {
        var details = [
            "purpose": session.purpose.rawValue, "policy": session.policyName, "policyVersion": session.policyVersion,
        ]
        if case .nobody(let reason) = subject { details["subject"] = reason.rawValue }
        return details
    }
}

extension ObjectID {
    /// The nil UUID: no object of a directory has it.
    static let unused = ObjectID(unchecked: "00000000-0000-0000-0000-000000000000")
}
