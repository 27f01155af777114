import Foundation

/// Finds what a crash, a lost answer or a closed browser left behind, and makes it clean again without a person.
package struct PassReconciler: Sendable {
    /// Seconds after which a pass that nobody said they have is deleted.
    package static let unacknowledgedSeconds: TimeInterval = 600

    let ledger: any Ledger
    let issuances: any IssuanceStore
    let leases: any LeaseStore
    let directory: any DirectoryActing
    let time: any TimeSource
    let random: any RandomSource

    package init(
        ledger: any Ledger, issuances: any IssuanceStore, leases: any LeaseStore, directory: any DirectoryActing,
        time: any TimeSource, random: any RandomSource
    ) {
        self.ledger = ledger
        self.issuances = issuances
        self.leases = leases
        self.directory = directory
        self.time = time
        self.random = random
    }

    /// One round. An issuance whose account cannot be asked about stays for the next round.
    /// - Returns: how many were settled.
    @discardableResult
    package func reconcile() async throws -> Int {
        let settledBefore = time.now.addingTimeInterval(-PassIssuer.graceSeconds)
        let unsettled = try await issuances.unsettled(
            at: settledBefore, unacknowledgedSince: time.now.addingTimeInterval(-Self.unacknowledgedSeconds), limit: 100
        )
        var settled = 0
        for issuance in unsettled where try await settle(issuance) { settled += 1 }
        return settled
    }

    private func settle(_ issuance: Issuance) async throws -> Bool {
        let name = "pass:\(issuance.person)"
        let holder = random.bytes(8).hexadecimal
        guard let lease = try await leases.acquire(name, holder: holder, seconds: PassIssuer.leaseSeconds) else {
            return false
        }
        // Read again under the lease: a newer attempt's pass must not be taken for what an older one left.
        let isCurrent = try await issuances.issuance(session: issuance.session)?.version == issuance.version
        var done = false
        if isCurrent { done = await deleteLeftovers(of: issuance) }
        if done { try await record(issuance) }
        try await leases.release(lease)
        return done
    }

    /// Deletes every pass the attempt can have made, and looks again: only an empty list settles it.
    private func deleteLeftovers(of issuance: Issuance) async -> Bool {
        do throws(DirectoryError) {
            for pass in try await directory.passes(of: issuance.person) where isOurs(pass, issuance) {
                try await directory.deletePass(pass.id, of: issuance.person)
            }
            return try await directory.passes(of: issuance.person).allSatisfy { !isOurs($0, issuance) }
        } catch {
            // An account that is gone has no passes.
            return error.code == .notFound
        }
    }

    /// By id where the id is known; by time where the answer was lost. Two minutes of clock difference are allowed for.
    private func isOurs(_ pass: PassReference, _ issuance: Issuance) -> Bool {
        if let known = issuance.pass { return pass.id == known }
        guard let posted = issuance.postedAt, let deadline = issuance.deadline else { return false }
        return (posted.addingTimeInterval(-120)...deadline.addingTimeInterval(PassIssuer.graceSeconds + 120))
            .contains(pass.createdAt)
    }

    /// Back to `planned`: the approved person may ask again while attempts are left and the session lasts.
    private func record(_ issuance: Issuance) async throws {
        var next = issuance
        next.state = issuance.attempt < PassIssuer.attempts ? .planned : .closed
        next.version += 1
        try await ledger.commit(
            UnitOfWork(
                tenant: issuance.person.tenant, changes: [.issuance(next, expecting: issuance.version)],
                audit: [
                    AuditEvent(
                        .passDeleted, at: time.now, session: issuance.session, person: issuance.person,
                        details: ["attempt": String(issuance.attempt), "was": issuance.state.rawValue])
                ]))
    }
}
