import Foundation
import Synchronization

@testable import Proofing
@testable import WebServer

/// A review desk with one reviewer and the cases it is given.
final class FakeReviews: ReviewServing {
    private let state: Mutex<(file: CaseFile?, failure: ReviewError?, asked: [String])>

    private let session: ReviewerSession

    init(_ file: CaseFile? = nil, failure: ReviewError? = nil, session: ReviewerSession = Fixture.reviewer) {
        state = Mutex((file, failure, []))
        self.session = session
    }

    var asked: [String] { state.withLock(\.asked) }

    private func ask(_ question: String) throws -> CaseFile? {
        try state.withLock { state in
            state.asked.append(question)
            if let failure = state.failure { throw failure }
            return state.file
        }
    }

    func signIn(link: Capability) throws -> (session: Capability, reviewer: ReviewerSession)? {
        _ = try ask("signIn")
        return link.digest == Fixture.code.digest ? (Fixture.device, session) : nil
    }

    func reviewer(_ session: Capability) -> ReviewerSession? {
        session.digest == Fixture.device.digest ? self.session : nil
    }

    func signOut(_ session: Capability) throws { _ = try ask("signOut") }
    func queue(_ reviewer: ReviewerSession) throws -> [ReviewCase] { try ask("queue").map { [$0.reviewCase] } ?? [] }
    func decided(_ reviewer: ReviewerSession) throws -> [ReviewCase] {
        try ask("decided").map { [$0.reviewCase] } ?? []
    }

    func file(_ id: CaseID, for reviewer: ReviewerSession) throws -> CaseFile {
        guard let file = try ask("file"), file.reviewCase.id == id else { throw ReviewError.notFound }
        return file
    }

    func picture(_ kind: EvidenceKind, of id: CaseID, for reviewer: ReviewerSession) throws -> Data? {
        _ = try ask("picture \(kind)")
        return Data([0xff, 0xd8, 0xff, 0xd9])
    }

    func decide(_ id: CaseID, approve: Bool, note: String, keepsName: Bool, by reviewer: ReviewerSession) throws {
        _ = try ask("decide \(approve) \(note)\(keepsName ? " keeps" : "")")
    }

    func aliases(_ reviewer: ReviewerSession) throws -> [(alias: NameAlias, person: DirectoryPerson?)] {
        try ask("aliases").map { [(Fixture.alias($0.person?.displayName ?? ""), $0.person)] } ?? []
    }

    func removeAlias(_ id: AliasID, by reviewer: ReviewerSession) throws { _ = try ask("removeAlias \(id)") }

    func alerts(_ reviewer: ReviewerSession) throws -> [(alert: SecurityAlert, person: DirectoryPerson?)] {
        try ask("alerts").map { file in
            SecurityAlert.Code.allCases.map { code in
                (
                    SecurityAlert(
                        id: AlertID(unchecked: String(repeating: "e", count: 32)), session: Fixture.session,
                        person: Fixture.person.id, reference: "4F7-29K", code: code, at: Fixture.now - 60), file.person
                )
            }
        } ?? []
    }
}
