import Foundation

/// One version of a tenant's policies and its story: who proposed it, who agreed, and when it was in force.
///
/// A version is proposed by one person and agreed to by another (requirements, roles: a policy change needs a second
/// person). Its text never changes; only its state does.
package struct PolicyVersion: Sendable, Equatable, Codable {
    package enum State: String, Sendable, Codable, CaseIterable { case proposed, active, retired, rejected }

    package let tenant: TenantID
    /// 1, 2, 3 … in the order of proposing.
    package let number: Int
    /// The policy file as written (docs/configuration.md).
    package let text: String
    /// The active version it was written against; nil for the first.
    package let base: Int?
    /// nil: came with the server's policy file.
    package let proposer: ReviewerID?
    package let proposedAt: Date
    /// Why, in the proposer's words. At most 2,000 characters.
    package let reason: String
    package internal(set) var state: State
    /// Who agreed or rejected.
    package internal(set) var judge: ReviewerID?
    package internal(set) var judgedAt: Date?
    /// Compare-and-set counter of the store.
    package var version: Int

    /// The checked policies of this version.
    package func policies() throws -> PolicySet { try PolicySet(stored: Data(text.utf8)) }
}

package protocol PolicyStore: Sendable {
    /// The version in force; nil before the first.
    func activePolicies(tenant: TenantID) async throws -> PolicyVersion?
    func policyVersion(_ number: Int, tenant: TenantID) async throws -> PolicyVersion?
    /// Newest first.
    func policyVersions(tenant: TenantID, limit: Int) async throws -> [PolicyVersion]
}

package enum PolicyChangeError: Error, Sendable, Equatable {
    case notFound
    /// The text is no usable policy file.
    case faulty(PolicyErrors)
    /// It says the same as the version in force.
    case unchanged
    case reasonMissing
    /// Whoever proposed a version cannot be the second person.
    case ownProposal
    /// Another version came into force since: what would change now is not what was proposed.
    case overtaken
    /// Signed in to decide cases, not to change policies.
    case notAllowed
    /// It was agreed to or rejected before.
    case alreadyJudged
}
