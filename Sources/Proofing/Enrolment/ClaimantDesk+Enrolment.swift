import Foundation

extension ClaimantDesk {
    /// The same for an address that nobody has: it follows from purpose and policy alone.
    func enrolmentOffer(for session: ProofingSession, under policy: Policy) -> EnrolmentOffer? {
        guard enrolment != nil else { return nil }
        let isRequired = session.purpose == .enrolment || session.purpose == .externalAuthentication
        guard isRequired || policy.purposes.contains(.externalAuthentication) else { return nil }
        return EnrolmentOffer(isRequired: isRequired, days: policy.externalMethod.referenceDays)
    }

    /// What becomes true together with an approval whose owner agreed to keep their face: the reference, its mail, its audit.
    func enrol(
        _ session: ProofingSession, on decision: Decision, face: FaceDescriptor?, under policy: Policy
    ) -> (changes: [UnitOfWork.Change], audit: [AuditEvent]) {
        let now = ports.time.now
        let link = Capability.random(ports.random)
        guard let enrolment, let face,
            let reference = FaceReference(
                approvedBy: decision, in: session, face: face, under: policy, withdrawal: link.digest, at: now)
        else { return ([], []) }
        let message = OutboxMessage(
            id: .random(ports.random), tenant: session.tenant, template: .referenceMade, person: reference.person,
            createdAt: now,
            values: [
                "device": session.capturingDevice?.name ?? "", "reference": session.reference,
                "link": enrolment.withdrawalLink(link),
            ])
        return (
            [.reference(reference), .message(message)],
            [
                event(
                    .referenceMade, session,
                    ["model": face.modelID, "days": String(policy.externalMethod.referenceDays)]),
                event(.notificationQueued, session, ["message": message.id.rawValue]),
            ]
        )
    }

    /// Erases the reference that the link in the mail is about. Only a press of the button comes here: looking at the link
    /// uses nothing up.
    package func withdrawReference(_ link: Capability) async throws {
        guard let reference = try await ports.references.reference(withdrawal: link.digest) else {
            throw ClaimantError.notFound
        }
        try await withdraw(reference.person, session: nil)
    }

    /// The same from the page after a sign-in or an enrolment: this browser has just shown that it is its owner's.
    package func withdrawReference(_ access: ClaimantAccess) async throws {
        let session = try await capturingSession(access)
        guard session.phase == .finished, [.externalAuthentication, .enrolment].contains(session.purpose),
            ports.time.now < session.expiresAt, let person = session.person
        else { throw ClaimantError.outOfStep }
        guard try await ports.references.reference(of: person) != nil else { return }
        try await withdraw(person, session: session.id)
    }

    private func withdraw(_ person: PersonID, session: SessionID?) async throws {
        try await ports.ledger.commit(
            .erasure(
                of: person, because: .withdrawn, session: session, enrolAddress: enrolment?.enrolAddress,
                at: ports.time.now, random: ports.random))
    }
}

extension UnitOfWork {
    /// One reference goes, its owner learns it where that helps, and the audit says why.
    static func erasure(
        of person: PersonID, because reason: ReferenceErasure, session: SessionID?, enrolAddress: String?,
        at now: Date, random: any RandomSource
    ) -> UnitOfWork {
        var work = UnitOfWork(
            tenant: person.tenant, changes: [.referenceErased(person)],
            audit: [
                AuditEvent(
                    .referenceErased, at: now, session: session, person: person, details: ["reason": reason.rawValue])
            ])
        guard reason.isAnnounced else { return work }
        let message = OutboxMessage(
            id: .random(random), tenant: person.tenant, template: .referenceErased, person: person, createdAt: now,
            values: enrolAddress.map { ["link": $0] } ?? [:])
        work.changes.append(.message(message))
        work.audit.append(
            AuditEvent(
                .notificationQueued, at: now, session: session, person: person,
                details: ["message": message.id.rawValue]))
        return work
    }
}
