import Foundation

/// Everything that must become true together: state, audit, mail. Committed in one durable transaction, or not at all.
package struct UnitOfWork: Sendable {
    package enum Change: Sendable {
        /// `expecting` nil: must not exist yet. Otherwise the stored version must equal it.
        case session(ProofingSession, expecting: Int?)
        case issuance(Issuance, expecting: Int?)
        case reviewCase(ReviewCase, expecting: Int?)
        case policies(PolicyVersion, expecting: Int?)
        /// A decision with its seal; one row per decision, never changed.
        case decision(SealedDecision)
        /// What the latest decision of its session rested on.
        case basis(DecisionBasis)
        case message(OutboxMessage)
        /// Replaces an older one of the same person.
        case reference(FaceReference)
        /// Erasing what is gone already succeeds.
        case referenceErased(PersonID)
        /// Counts against the budget of an account or an address; the key is a digest.
        case attempt(key: String, at: Date)
        /// - Parameter others: so many other accounts are bound to the document; any other number is a conflict.
        case documentBound(DocumentBinding, others: Int)
        case alert(SecurityAlert)
        case alias(NameAlias)
        /// Conflicts when it is not there any more.
        case aliasRemoved(AliasID)
        /// The link in the come-back mail; replaces an older one of the session.
        case returnLink(CapabilityDigest, session: SessionID, expiresAt: Date)
    }

    package var tenant: TenantID
    package var changes: [Change]
    /// Appended to the tenant's chain, in order.
    package var audit: [AuditEvent]

    package init(tenant: TenantID, changes: [Change] = [], audit: [AuditEvent] = []) {
        self.tenant = tenant
        self.changes = changes
        self.audit = audit
    }
}

package enum CommitError: Error, Sendable, Equatable {
    /// Somebody else changed one of the rows: read again and decide again.
    case conflict
}

/// The one way to change anything.
package protocol Ledger: Sendable {
    /// Durable when it returns (SQLite `synchronous=FULL`), in the order of the calls.
    /// - Throws: `CommitError.conflict`, or the store's own error; nothing was written then.
    func commit(_ work: UnitOfWork) async throws
}

package protocol SessionStore: Sendable {
    func session(_ id: SessionID) async throws -> ProofingSession?
    /// The session a handover code belongs to.
    func session(handover code: CapabilityDigest) async throws -> ProofingSession?
    /// The session a return link belongs to; nil when it is over.
    func session(returnLink link: CapabilityDigest, at moment: Date) async throws -> ProofingSession?
    /// Sessions whose time is over but which are not in a final phase.
    func overdue(at moment: Date, limit: Int) async throws -> [ProofingSession]
    /// The latest decision about a session, as sealed.
    func decision(session: SessionID) async throws -> SealedDecision?
    func attempts(key: String, since: Date) async throws -> Int
}
