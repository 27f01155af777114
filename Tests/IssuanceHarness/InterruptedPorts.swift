import Foundation
import Proofing

/// The real ports with a possible end of the process around each numbered step.
struct InterruptedLedger: Ledger {
    let base: any Ledger
    let interruption: Interruption

    func commit(_ work: UnitOfWork) async throws {
        let step = work.audit.lazy.compactMap { Self.steps[$0.kind] }.first
        await interruption.reach(step, .before)
        try await base.commit(work)
        await interruption.reach(step, .after)
    }

    private static let steps: [AuditEvent.Kind: Step] = [
        .passPlanned: .plan, .passAboutToBeIssued: .attempt, .passIssued: .record,
    ]
}

struct InterruptedLeases: LeaseStore {
    let base: any LeaseStore
    let interruption: Interruption

    func acquire(_ name: String, holder: String, seconds: Double) async throws -> Lease? {
        await interruption.reach(.lease, .before)
        let lease = try await base.acquire(name, holder: holder, seconds: seconds)
        await interruption.reach(.lease, .after)
        return lease
    }

    func release(_ lease: Lease) async throws { try await base.release(lease) }
}

struct InterruptedDirectory: DirectoryActing {
    let base: any DirectoryActing
    let interruption: Interruption

    func liveAccount(_ id: PersonID) async throws(DirectoryError) -> LiveAccount? {
        await interruption.reach(.liveChecks, .before)
        return try await base.liveAccount(id)
    }

    func passPolicy(_ tenant: TenantID) async throws(DirectoryError) -> PassPolicy {
        try await base.passPolicy(tenant)
    }

    func passes(of id: PersonID) async throws(DirectoryError) -> [PassReference] {
        let passes = try await base.passes(of: id)
        await interruption.reach(.liveChecks, .after)
        return passes
    }

    func createPass(_ request: PassRequest) async throws(PassCreationError) -> IssuedPass {
        await interruption.reach(.request, .before)
        do throws(PassCreationError) {
            let pass = try await base.createPass(request)
            await interruption.reach(.request, .after)
            return pass
        } catch {
            await interruption.reach(.request, .after)
            throw error
        }
    }

    func deletePass(_ pass: PassID, of id: PersonID) async throws(DirectoryError) {
        await interruption.reach(.deletion, .before)
        try await base.deletePass(pass, of: id)
        await interruption.reach(.deletion, .after)
    }

    func methods(of id: PersonID) async throws(DirectoryError) -> [AuthenticationMethod] {
        try await base.methods(of: id)
    }

    func removeMethod(_ method: AuthenticationMethod, of id: PersonID) async throws(DirectoryError) {
        try await base.removeMethod(method, of: id)
    }

    func revokeSessions(of id: PersonID) async throws(DirectoryError) { try await base.revokeSessions(of: id) }
}
