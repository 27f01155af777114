import Foundation
import Proofing

/// All that the console asks of the domain.
package protocol ReviewServing: Sendable {
    /// Uses up a one-time link; nil when it is unknown, used, or over.
    func signIn(link: Capability) async throws -> (session: Capability, reviewer: ReviewerSession)?
    func reviewer(_ session: Capability) async throws -> ReviewerSession?
    func signOut(_ session: Capability) async throws
    func queue(_ reviewer: ReviewerSession) async throws -> [ReviewCase]
    func decided(_ reviewer: ReviewerSession) async throws -> [ReviewCase]
    func file(_ id: CaseID, for reviewer: ReviewerSession) async throws -> CaseFile
    /// Audited before the picture is handed over.
    func picture(_ kind: EvidenceKind, of id: CaseID, for reviewer: ReviewerSession) async throws -> Data?
    func decide(_ id: CaseID, approve: Bool, note: String, keepsName: Bool, by reviewer: ReviewerSession) async throws
    func aliases(_ reviewer: ReviewerSession) async throws -> [(alias: NameAlias, person: DirectoryPerson?)]
    func removeAlias(_ id: AliasID, by reviewer: ReviewerSession) async throws
    func alerts(_ reviewer: ReviewerSession) async throws -> [(alert: SecurityAlert, person: DirectoryPerson?)]
}
