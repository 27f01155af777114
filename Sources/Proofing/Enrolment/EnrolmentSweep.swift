import Foundation

/// Erases references that may no longer be kept: their time is over, their network is out of use, or their owner has left
/// the directory. One round per call; `serve` runs it on a schedule.
package struct EnrolmentSweep: Sendable {
    /// Seconds that an account may be disabled before its owner's face is erased: a leave comes back, a leaver does not.
    package static let disabledLimit: TimeInterval = 30 * 86_400

    let references: any ReferenceStore
    let ledger: any Ledger
    let active: ActivePolicies
    /// nil where the external method is not offered any more: then there is no enrolling anew.
    let enrolAddress: String?
    let time: any TimeSource
    let random: any RandomSource

    package init(
        references: any ReferenceStore, ledger: any Ledger, policies: ActivePolicies, enrolAddress: String?,
        time: any TimeSource, random: any RandomSource
    ) {
        self.references = references
        self.ledger = ledger
        active = policies
        self.enrolAddress = enrolAddress
        self.time = time
        self.random = random
    }

    /// - Returns: how many references were erased.
    @discardableResult
    package func run() async throws -> Int {
        let now = time.now
        let due = try await references.due(
            at: now, models: Set(active.set.policies.map(\.face.modelID)),
            disabledSince: now.addingTimeInterval(-Self.disabledLimit), limit: 500)
        for reference in due {
            try await ledger.commit(
                .erasure(
                    of: reference.person, because: reference.reason, session: nil, enrolAddress: enrolAddress, at: now,
                    random: random))
        }
        return due.count
    }
}
