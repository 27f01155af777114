import Foundation

/// One thing that happened, without anything personal: ids, codes and numbers only.
package struct AuditEvent: Sendable, Equatable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case sessionStarted, consentGiven, deviceHandedOver, documentRead, documentUnreadable
        case challengePassed, challengeFailed, helpAsked, decided, caseOpened, caseLapsed, evidenceOpened
        case reviewerSignedIn, reviewed, reviewRefusedToReviewer, returned
        case passPlanned, passAboutToBeIssued, passIssued, passNotIssued, passOutcomeUnknown
        case passShown, passAcknowledged, passDeleted, foreignPassFound, passWithoutRecord
        case methodRemoved, sessionsRevoked, evidenceErased, sessionExpired, notificationQueued
        case accountRefused
        case calloutAnswered
        case signInTurnedAway, signInAnswered, referenceMade, referenceErased
        case signingKeyMade, signingKeyPromoted, signingKeyForced, signingKeyCleared
        case claimAsked, claimAnswered, aliasKept, aliasRemoved, alertRaised
        case policyAdopted, policyProposed, policyAgreed, policyRejected, policySimulated
    }

    package var kind: Kind
    package var at: Date
    package var session: SessionID?
    package var person: PersonID?
    package var reviewer: ReviewerID?
    /// Codes and numbers by name, e.g. `["verdict": "referred", "reasons": "surname.conflict"]`. Never free text from outside.
    package var details: [String: String]

    package init(
        _ kind: Kind, at: Date, session: SessionID? = nil, person: PersonID? = nil, reviewer: ReviewerID? = nil,
        details: [String: String] = [:]
    ) {
        self.kind = kind
        self.at = at
        self.session = session
        self.person = person
        self.reviewer = reviewer
        self.details = details
    }
}

/// One link of a tenant's chain: hash n = SHA-256(hash n-1 || bytes n).
package struct AuditEntry: Sendable, Equatable {
    package var sequence: Int
    /// Canonical JSON of the event, exactly as hashed.
    package var bytes: Data
    package var hash: Data
    package init(sequence: Int, bytes: Data, hash: Data) {
        self.sequence = sequence
        self.bytes = bytes
        self.hash = hash
    }
}

package protocol AuditLog: Sendable {
    func entries(tenant: TenantID, after sequence: Int, limit: Int) async throws -> [AuditEntry]
    func events(session: SessionID) async throws -> [AuditEvent]
}
