import Foundation
import Proofing

/// One transaction per unit of work. The engine has one writer, so units become durable in the order of the calls.
package struct SQLLedger: Ledger {
    let engine: any SQLEngine
    let sessions: SessionTable
    let cases: ReviewCaseTable
    let messages: OutboxTable
    let references: ReferenceTable
    let chain: AuditChain

    package func commit(_ work: UnitOfWork) async throws {
        try await engine.write { connection in
            for change in work.changes { try apply(change, tenant: work.tenant, in: connection) }
            try chain.append(work.audit, tenant: work.tenant, in: connection)
        }
        // The work is done whether or not the journal could be cut right now; the next checkpoint cuts it.
        if work.erasesReference { try? await engine.scrub() }
    }

    private func apply(_ change: UnitOfWork.Change, tenant: TenantID, in connection: any SQLConnection) throws {
        switch change {
        case .session(let session, let expecting):
            guard session.tenant == tenant else { throw StorageError.wrongTenant }
            try sessions.save(session, expecting: expecting, in: connection)
        case .issuance(let issuance, let expecting):
            guard issuance.person.tenant == tenant else { throw StorageError.wrongTenant }
            try IssuanceTable.save(issuance, expecting: expecting, in: connection)
        case .reviewCase(let reviewCase, let expecting):
            guard reviewCase.subject.tenant == tenant else { throw StorageError.wrongTenant }
            try cases.save(reviewCase, expecting: expecting, in: connection)
        case .policies(let policies, let expecting):
            guard policies.tenant == tenant else { throw StorageError.wrongTenant }
            try PolicyTable.save(policies, expecting: expecting, in: connection)
        case .decision(let decision):
            try DecisionTable(sessions: sessions).append(decision, tenant: tenant, in: connection)
        case .basis(let basis):
            guard basis.session.tenant == tenant else { throw StorageError.wrongTenant }
            try DecisionBasisTable(sessions: sessions).append(basis, tenant: tenant, in: connection)
        case .message(let message):
            guard message.tenant == tenant, message.person.tenant == tenant else { throw StorageError.wrongTenant }
            try messages.add(message, in: connection)
        case .reference(let reference):
            guard reference.person.tenant == tenant else { throw StorageError.wrongTenant }
            try references.save(reference, in: connection)
        case .referenceErased(let person):
            guard person.tenant == tenant else { throw StorageError.wrongTenant }
            try references.erase(person, in: connection)
        case .attempt(let key, let moment):
            try connection.run("INSERT INTO attempt (subject, made_at) VALUES (?1, ?2)", [.text(key), .time(moment)])
        case .documentBound(let binding, let others):
            guard binding.person.tenant == tenant else { throw StorageError.wrongTenant }
            try BindingTable.bind(binding, others: others, in: connection)
        case .alert(let alert):
            guard alert.person.tenant == tenant else { throw StorageError.wrongTenant }
            try AlertTable.add(alert, in: connection)
        case .alias(let alias):
            guard alias.person.tenant == tenant else { throw StorageError.wrongTenant }
            try AliasTable.keep(alias, in: connection)
        case .aliasRemoved(let id):
            try AliasTable.remove(id, tenant: tenant, in: connection)
        case .returnLink(let link, let session, let expiresAt):
            try replaceReturnLink(link, of: session, expiresAt: expiresAt, tenant: tenant, in: connection)
        }
    }

    private func replaceReturnLink(
        _ link: CapabilityDigest, of session: SessionID, expiresAt: Date, tenant: TenantID,
        in connection: any SQLConnection
    ) throws {
        // The tenant stands in the statement: a session of another tenant gets no link, and that is an error.
        let made = try connection.run(
            """
            INSERT INTO return_link (session, digest, expires_at)
            SELECT id, ?1, ?2 FROM session WHERE id = ?3 AND tenant = ?4
            ON CONFLICT (session) DO UPDATE SET digest = excluded.digest, expires_at = excluded.expires_at
            """,
            [.text(link.rawValue), .time(expiresAt), .id(session), .id(tenant)])
        guard made == 1 else { throw StorageError.unknownSession }
    }
}

extension UnitOfWork {
    /// What was deleted shall leave the engine's journals too. A new reference deletes the one before.
    fileprivate var erasesReference: Bool {
        changes.contains { change in
            switch change {
            case .reference, .referenceErased: true
            default: false
            }
        }
    }
}
