import Crypto
import Foundation
import Proofing

/// Messages waiting to leave. Their values may hold a link that opens a session, so they stand sealed and go as soon
/// as the mail has gone.
struct OutboxTable: Sendable {
    let root: RootKey

    func add(_ message: OutboxMessage, in connection: any SQLConnection) throws {
        let payload = try Sealing.seal(
            StoredForm.encode(message), with: key(message.tenant), place: place(message.id, message.tenant))
        let made = try connection.run(
            """
            INSERT INTO outbox (id, tenant, template, created_at, due_at, state, tries, payload)
            VALUES (?1, ?2, ?3, ?4, ?4, 'waiting', 0, ?5) ON CONFLICT DO NOTHING
            """,
            [.id(message.id), .id(message.tenant), .id(message.template), .time(message.createdAt), .blob(payload)])
        guard made == 1 else { throw CommitError.conflict }
    }

    /// - Throws: `StorageError.unreadable`.
    func open(_ payload: Data, id: MessageID, tenant: TenantID) throws -> OutboxMessage {
        try StoredForm.decode(from: Sealing.open(payload, with: key(tenant), place: place(id, tenant)))
    }

    private func key(_ tenant: TenantID) -> SymmetricKey { root.derive("outbox/\(tenant)") }

    private func place(_ id: MessageID, _ tenant: TenantID) -> Sealing.Place {
        Sealing.Place("outbox", tenant.rawValue, id.rawValue)
    }
}
