import Proofing

/// All that the policy pages ask of the domain.
package protocol PolicyServing: Sendable {
    func versions(_ editor: ReviewerSession) async throws -> [PolicyVersion]
    func version(_ number: Int, for editor: ReviewerSession) async throws -> PolicyVersion
    func inForce() async throws -> PolicyVersion
    func propose(_ text: String, reason: String, by editor: ReviewerSession) async throws -> PolicyVersion
    func agree(to number: Int, by editor: ReviewerSession) async throws
    func reject(_ number: Int, by editor: ReviewerSession) async throws
}

/// All that the pages about consequences ask of the domain.
package protocol PolicyTrialServing: Sendable {
    func simulate(_ number: Int, for editor: ReviewerSession) async throws -> SimulationReport
    func warnings(about number: Int, for editor: ReviewerSession) async throws -> [PolicyWarning]
}

extension PolicyDesk: PolicyServing {}
extension PolicyTrial: PolicyTrialServing {}
