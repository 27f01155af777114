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

    private func settle(_ listed: Issuance) async throws -> Bool {
        let name = "pass:\(listed.person)"
        let holder = random.bytes(8).hexadecimal
        guard let lease = try await leases.acquire(name, holder: holder, seconds: PassIssuer.leaseSeconds) else {
            return false
        }
        do {
            let done = try await settleAlone(listed)
            try await leases.release(lease)
            return done
        } catch {
            try? await leases.release(lease)
            throw error
        }
    }

    /// Needs the account's lease.
    private func settleAlone(_ listed: Issuance) async throws -> Bool {
        // Somebody may have gone on between the listing and the lease: the pass that is there now is theirs.
        guard let issuance = try await issuances.issuance(session: listed.session), issuance == listed else {
            return false
        }
        let others = try await issuances.open(for: issuance.person).filter { $0.id != issuance.id }
        guard await deleteLeftovers(of: issuance, sparing: Set(others.compactMap(\.pass))) else { return false }
        do {
            try await record(issuance)
        } catch CommitError.conflict {
            // Acknowledged in this very moment; the next round sees what there is then.
            return false
        }
        return true
    }

    /// Deletes every pass the attempt can have made, and looks again: only an empty list settles it.
    ///
    /// - Parameter others: passes that are known to belong to other sessions of the account.
    private func deleteLeftovers(of issuance: Issuance, sparing others: Set<PassID>) async -> Bool {
        do throws(DirectoryError) {
            for pass in try await leftovers(of: issuance, sparing: others) {
                try await directory.deletePass(pass.id, of: issuance.person)
            }
            return try await leftovers(of: issuance, sparing: others).isEmpty
        } catch {
            // An account that is gone has no passes.
            return error.code == .notFound
        }
    }

    private func leftovers(
        of issuance: Issuance, sparing others: Set<PassID>
    ) async throws(DirectoryError) -> [PassReference] {
        try await directory.passes(of: issuance.person)
            .filter { isOurs($0, issuance) && !others.contains($0.id) }
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
