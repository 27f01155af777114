import Foundation

/// The measurement of one person's face that later selfies are compared with (*biometric reference*, ISO/IEC 2382-37).
/// There is one per person, and only while its owner agrees to it.
package struct FaceReference: Sendable, Equatable, Codable {
    package let person: PersonID
    package let descriptor: FaceDescriptor
    /// The session that proved whose face it is.
    package let source: SessionID
    package let consent: ProofingSession.Consent
    /// Of the link in the mail that erases it.
    package let withdrawal: CapabilityDigest
    package let madeAt: Date
    /// From then on it counts no more, and is erased.
    package let expiresAt: Date

    /// - Returns: nil unless the decision approves exactly this session and its owner agreed to the reference: nothing else in
    ///   the program makes one.
    init?(
        approvedBy decision: Decision, in session: ProofingSession, face: FaceDescriptor, under policy: Policy,
        withdrawal: CapabilityDigest, at now: Date
    ) {
        guard decision.verdict == .approved, decision.session == session.id, let person = session.person,
            decision.subject == person, let consent = session.enrolmentConsent, face.modelID == policy.face.modelID
        else { return nil }
        self.person = person
        descriptor = face
        source = session.id
        self.consent = consent
        self.withdrawal = withdrawal
        madeAt = now
        expiresAt = now.addingTimeInterval(Double(policy.externalMethod.referenceDays) * 86_400)
    }

    /// Distances mean something within one network only, so a reference goes with the network that made it.
    func isUsable(under policy: Policy, at now: Date) -> Bool {
        now < expiresAt && descriptor.modelID == policy.face.modelID
    }
}

/// Why a reference was erased.
package enum ReferenceErasure: String, Sendable, Codable, CaseIterable {
    /// Its owner wanted it gone.
    case withdrawn
    case expired
    /// No policy has limits for the network that made it any more.
    case modelChanged
    /// The account is not in the directory any more, or its owner left.
    case removed
    /// The account has been disabled for longer than `EnrolmentSweep.disabledLimit`.
    case disabled

    /// Whether the owner is told by mail. Who is gone has no mailbox.
    var isAnnounced: Bool { [.withdrawn, .expired, .modelChanged].contains(self) }
}

/// References are made and erased by the `Ledger` only, together with what explains it.
package protocol ReferenceStore: Sendable {
    func reference(of person: PersonID) async throws -> FaceReference?
    func reference(withdrawal link: CapabilityDigest) async throws -> FaceReference?
    /// References that have to go. Notes on the way which owners are disabled since when.
    ///
    /// - Parameters:
    ///   - models: networks that policies have limits for.
    ///   - disabledSince: owners who were disabled at this time and have been ever since.
    func due(
        at moment: Date, models: Set<String>, disabledSince: Date, limit: Int
    ) async throws -> [DueReference]
}

package struct DueReference: Sendable, Equatable {
    package var person: PersonID
    package var reason: ReferenceErasure
    package init(person: PersonID, reason: ReferenceErasure) {
        self.person = person
        self.reason = reason
    }
}
