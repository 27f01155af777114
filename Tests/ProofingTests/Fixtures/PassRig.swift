import Foundation

@testable import Proofing

/// The issuer and the reconciler over one store and one directory, with an approved session.
struct PassRig {
    let time = ManualTime()
    let store: InMemoryStore
    let directory: FakeDirectory
    let issuer: PassIssuer
    let reconciler: PassReconciler

    /// - Parameter change: makes the planned issuance what an earlier attempt left.
    init(_ change: (inout Issuance) -> Void = { _ in }) {
        var issuance = Issuance(
            id: IssuanceID(unchecked: String(repeating: "15", count: 16)), session: Sample.sessionID,
            person: Sample.person, plannedAt: Sample.now, state: .planned, attempt: 0, postedAt: nil, deadline: nil,
            pass: nil, issuedAt: nil, fence: 0, version: 0)
        change(&issuance)
        store = InMemoryStore(issuances: [issuance])
        directory = FakeDirectory(time: time)
        let random = SeededRandom()
        issuer = PassIssuer(
            ledger: store, issuances: store, leases: store, directory: directory, time: time, random: random)
        reconciler = PassReconciler(
            ledger: store, issuances: store, leases: store, directory: directory, time: time, random: random)
    }

    func issue(under policy: Policy = Sample.policy) async throws -> PassIssuer.Answer {
        try await issuer.issue(Sample.decision(), under: policy)
    }

    var issuance: Issuance? { get async { await store.issuance(session: Sample.sessionID) } }
}

extension Issuance {
    /// As right after sending, without an answer.
    mutating func post(at moment: Date, attempt: Int = 1) {
        (state, self.attempt, postedAt, deadline) = (.posting, attempt, moment, moment + PassIssuer.requestSeconds)
    }

    mutating func issue(_ pass: PassID, at moment: Date, attempt: Int = 1) {
        post(at: moment, attempt: attempt)
        (state, self.pass, issuedAt) = (.issued, pass, moment)
    }
}

extension PassIssuer.Answer {
    var code: String? { if case .pass(let pass, _) = self { pass.code.reveal() } else { nil } }
    var wait: Int? { if case .wait(let seconds) = self { seconds } else { nil } }
    var isUnavailable: Bool { if case .unavailable = self { true } else { false } }
}
