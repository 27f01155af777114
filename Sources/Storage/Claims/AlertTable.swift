import Proofing

enum AlertTable {
    /// - Throws: `StorageError.unknownSession` when the session is not this tenant's.
    static func add(_ alert: SecurityAlert, in connection: any SQLConnection) throws {
        let made = try connection.run(
            """
            INSERT INTO security_alert (id, tenant, session, person, reference, code, at)
            SELECT ?1, tenant, id, ?2, ?3, ?4, ?5 FROM session WHERE id = ?6 AND tenant = ?7
            """,
            [
                .id(alert.id), .id(alert.person.object), .text(alert.reference), .id(alert.code), .time(alert.at),
                .id(alert.session), .id(alert.person.tenant),
            ])
        guard made == 1 else { throw StorageError.unknownSession }
    }
}
