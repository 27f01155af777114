import Foundation

/// Where policies are changed: proposed by one person, agreed to by another, every step audited.
package struct PolicyDesk: Sendable {
    let tenant: TenantID
    let ledger: any Ledger
    let store: any PolicyStore
    let active: ActivePolicies
    let time: any TimeSource

    package init(
        tenant: TenantID, ledger: any Ledger, store: any PolicyStore, active: ActivePolicies, time: any TimeSource
    ) {
        self.tenant = tenant
        self.ledger = ledger
        self.store = store
        self.active = active
        self.time = time
    }

    /// Takes what is in force out of the store; the first time, puts the server's policy file there.
    /// - Returns: the version in force.
    @discardableResult
    package func load(orAdopt file: String) async throws -> PolicyVersion {
        if let version = try await refresh() { return version }
        let first = try PolicyVersion.first(file, tenant: tenant, at: time.now)
        do {
            try await commit([(first, nil)], .policyAdopted, first, by: nil)
        } catch CommitError.conflict {
            // Another node was faster with the same file.
        }
        guard let version = try await refresh() else { throw PolicyChangeError.notFound }
        return version
    }

    /// Looks whether another node brought a new version into force.
    @discardableResult
    package func refresh() async throws -> PolicyVersion? {
        guard let version = try await store.activePolicies(tenant: tenant) else { return nil }
        active.replace(with: try version.policies())
        return version
    }

    package func versions(_ editor: ReviewerSession) async throws -> [PolicyVersion] {
        try permit(editor)
        return try await store.policyVersions(tenant: tenant, limit: 200)
    }

    package func version(_ number: Int, for editor: ReviewerSession) async throws -> PolicyVersion {
        try permit(editor)
        guard let found = try await store.policyVersion(number, tenant: tenant) else {
            throw PolicyChangeError.notFound
        }
        return found
    }

    package func inForce() async throws -> PolicyVersion {
        guard let version = try await store.activePolicies(tenant: tenant) else { throw PolicyChangeError.notFound }
        return version
    }

    /// - Throws: `PolicyChangeError`; nothing is stored then.
    package func propose(_ text: String, reason: String, by editor: ReviewerSession) async throws -> PolicyVersion {
        try permit(editor)
        for _ in 1...3 {
            let number = (try await store.policyVersions(tenant: tenant, limit: 1).first?.number ?? 0) + 1
            let proposal = try PolicyVersion.propose(
                text, reason: reason, by: editor.reviewer, number: number, over: try await inForce(), at: time.now)
            do {
                try await commit([(proposal, nil)], .policyProposed, proposal, by: editor)
                return proposal
            } catch CommitError.conflict {
                // Somebody else proposed in the same moment: the next number is ours.
                continue
            }
        }
        throw PolicyChangeError.overtaken
    }

    /// Brings a proposal into force at once, for sessions that run too.
    package func agree(to number: Int, by editor: ReviewerSession) async throws {
        let proposal = try await version(number, for: editor)
        let before = try await inForce()
        let (next, retired) = try proposal.agreed(by: editor.reviewer, replacing: before, at: time.now)
        try await judge([(retired, before.version), (next, proposal.version)], .policyAgreed, next, by: editor)
        try await refresh()
    }

    package func reject(_ number: Int, by editor: ReviewerSession) async throws {
        let proposal = try await version(number, for: editor)
        let next = try proposal.rejected(by: editor.reviewer, at: time.now)
        try await judge([(next, proposal.version)], .policyRejected, next, by: editor)
    }

    private func permit(_ editor: ReviewerSession) throws {
        guard editor.role == .policyAdministrator else { throw PolicyChangeError.notAllowed }
    }

    private func judge(
        _ changes: [(PolicyVersion, expecting: Int?)], _ kind: AuditEvent.Kind, _ version: PolicyVersion,
        by editor: ReviewerSession
    ) async throws {
        do {
            try await commit(changes, kind, version, by: editor)
        } catch CommitError.conflict {
            throw PolicyChangeError.alreadyJudged
        }
    }

    private func commit(
        _ changes: [(PolicyVersion, expecting: Int?)], _ kind: AuditEvent.Kind, _ version: PolicyVersion,
        by editor: ReviewerSession?
    ) async throws {
        let event = AuditEvent(
            kind, at: time.now, reviewer: editor?.reviewer,
            details: ["number": String(version.number), "policyVersion": try version.policies().version])
        try await ledger.commit(
            UnitOfWork(
                tenant: tenant, changes: changes.map { .policies($0.0, expecting: $0.expecting) }, audit: [event]))
    }
}
