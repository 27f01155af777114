import Foundation
import Synchronization

@testable import Proofing
@testable import WebServer

/// Versions in memory, changed by the domain's own rules.
final class FakePolicies: PolicyServing {
    private let versions: Mutex<[PolicyVersion]>

    init() throws {
        versions = Mutex([try PolicyVersion.first(try Self.text(), tenant: Fixture.tenant, at: Fixture.now)])
    }

    static func text(_ change: (inout Policy) -> Void = { _ in }) throws -> String {
        var policy = Policy.standard(modelID: "dlib")
        change(&policy)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(["policies": [policy]]), as: UTF8.self)
    }

    private func permit(_ editor: ReviewerSession) throws {
        guard editor.role == .policyAdministrator else { throw PolicyChangeError.notAllowed }
    }

    func versions(_ editor: ReviewerSession) throws -> [PolicyVersion] {
        try permit(editor)
        return versions.withLock { $0.reversed() }
    }

    func version(_ number: Int, for editor: ReviewerSession) throws -> PolicyVersion {
        guard let found = try versions(editor).first(where: { $0.number == number }) else {
            throw PolicyChangeError.notFound
        }
        return found
    }

    func inForce() throws -> PolicyVersion {
        guard let active = versions.withLock({ $0.first { $0.state == .active } }) else {
            throw PolicyChangeError.notFound
        }
        return active
    }

    func propose(_ text: String, reason: String, by editor: ReviewerSession) throws -> PolicyVersion {
        let number = try versions(editor).count + 1
        let proposal = try PolicyVersion.propose(
            text, reason: reason, by: editor.reviewer, number: number, over: try inForce(), at: Fixture.now)
        versions.withLock { $0.append(proposal) }
        return proposal
    }

    func agree(to number: Int, by editor: ReviewerSession) throws {
        let (next, retired) = try version(number, for: editor).agreed(
            by: editor.reviewer, replacing: try inForce(), at: Fixture.now)
        put(next)
        put(retired)
    }

    func reject(_ number: Int, by editor: ReviewerSession) throws {
        put(try version(number, for: editor).rejected(by: editor.reviewer, at: Fixture.now))
    }

    private func put(_ version: PolicyVersion) { versions.withLock { $0[version.number - 1] = version } }
}
