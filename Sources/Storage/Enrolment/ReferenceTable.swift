import Crypto
import Foundation
import Proofing

/// Reference rows: the measurement and its consent sealed under a key of its own, which the tenant's key wraps; beside it
/// only what is searched.
struct ReferenceTable: Sendable {
    let root: RootKey

    /// Replaces the person's older one, its key and its link with it.
    func save(_ reference: FaceReference, in connection: any SQLConnection) throws {
        let person = reference.person
        let key = SymmetricKey(size: .bits256)
        let wrapped = try Sealing.seal(
            key.withUnsafeBytes { Data($0) }, with: root.tenantKey(person.tenant), place: place(person, "key"))
        let payload = try Sealing.seal(StoredForm.encode(reference), with: key, place: place(person, "payload"))
        try erase(person, in: connection)
        try connection.run(
            """
            INSERT INTO face_reference (tenant, object, model, withdrawal, expires_at, wrapped, payload)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            [
                .id(person.tenant), .id(person.object), .text(reference.descriptor.modelID),
                .text(reference.withdrawal.rawValue), .time(reference.expiresAt), .blob(wrapped), .blob(payload),
            ])
    }

    func erase(_ person: PersonID, in connection: any SQLConnection) throws {
        try connection.run(
            "DELETE FROM face_reference WHERE tenant = ?1 AND object = ?2", [.id(person.tenant), .id(person.object)])
    }

    /// - Parameter condition: comes after `WHERE` and fits one row at most.
    func find(_ condition: String, _ values: [SQLValue], in connection: any SQLConnection) throws -> FaceReference? {
        let row = try connection.row(
            "SELECT tenant, object, wrapped, payload FROM face_reference WHERE \(condition)", values
        ) { row in
            (
                person: PersonID(tenant: try row.id(0), object: try row.id(1)), wrapped: try row.blob(2),
                payload: try row.blob(3)
            )
        }
        guard let row else { return nil }
        let key = SymmetricKey(
            data: try Sealing.open(
                row.wrapped, with: root.tenantKey(row.person.tenant), place: place(row.person, "key")))
        let reference: FaceReference = try StoredForm.decode(
            from: Sealing.open(row.payload, with: key, place: place(row.person, "payload")))
        guard reference.person == row.person else { throw StorageError.unreadable("face_reference") }
        return reference
    }

    private func place(_ person: PersonID, _ part: String) -> Sealing.Place {
        Sealing.Place("face_reference", person.tenant.rawValue, person.object.rawValue, part)
    }
}
