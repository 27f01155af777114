import Foundation

/// A referred session, waiting for a person.
package struct ReviewCase: Sendable, Equatable, Codable {
    /// `lapsed`: nobody decided while there was time.
    package enum State: String, Sendable, Codable, CaseIterable { case open, approved, refused, lapsed }

    package let id: CaseID
    package let session: SessionID
    package let subject: PersonID
    package let reference: String
    package let openedAt: Date
    package let reasons: [DecisionReason]
    /// The account held a directory role when the case was opened: nobody can approve it here.
    package let isPrivileged: Bool
    package internal(set) var state: State
    package internal(set) var reviewer: ReviewerID?
    package internal(set) var decidedAt: Date?
    package internal(set) var note: String?
    package var version: Int

    /// What happens to an open case when the days for looking at it are over; nil when it is not open.
    func lapsed(at now: Date) -> ReviewCase? {
        guard state == .open else { return nil }
        var lapsed = self
        lapsed.state = .lapsed
        lapsed.decidedAt = now
        lapsed.version += 1
        return lapsed
    }
}

package protocol ReviewStore: Sendable {
    func reviewCase(_ id: CaseID) async throws -> ReviewCase?
    /// Open cases, oldest first.
    func openCases(tenant: TenantID, limit: Int) async throws -> [ReviewCase]
    /// Cases that are not open any more, latest first.
    func decidedCases(tenant: TenantID, limit: Int) async throws -> [ReviewCase]
    /// The signed-in reviewer behind a console cookie; nil when unknown or over.
    func reviewer(_ session: CapabilityDigest, at moment: Date) async throws -> ReviewerSession?
    /// Uses up a one-time link and starts a console session, in one transaction.
    /// - Returns: nil when the link is unknown, used, or over.
    func redeem(link: CapabilityDigest, for session: CapabilityDigest, at moment: Date, until: Date) async throws
        -> ReviewerSession?
    /// - Parameter session: who will be signed in by the link; its `expiresAt` is the link's.
    func addLink(_ link: CapabilityDigest, for session: ReviewerSession) async throws
    func endSession(_ session: CapabilityDigest) async throws
}

/// What somebody may do in the console. One role for a session: whoever changes policies decides no case with the same
/// sign-in (requirements, roles and their separation).
package enum ConsoleRole: String, Sendable, Codable, CaseIterable {
    case reviewer
    case policyAdministrator
}

package struct ReviewerSession: Sendable, Equatable {
    package var reviewer: ReviewerID
    package var role: ConsoleRole
    /// The reviewer's own directory account, when known: nobody decides about themselves.
    package var account: PersonID?
    package var expiresAt: Date
    package init(reviewer: ReviewerID, role: ConsoleRole = .reviewer, account: PersonID?, expiresAt: Date) {
        self.reviewer = reviewer
        self.role = role
        self.account = account
        self.expiresAt = expiresAt
    }
}
