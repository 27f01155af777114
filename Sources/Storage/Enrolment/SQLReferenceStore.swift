import Foundation
import Proofing

package struct SQLReferenceStore: ReferenceStore {
    let engine: any SQLEngine
    let table: ReferenceTable

    package func reference(of person: PersonID) async throws -> FaceReference? {
        try await engine.read { [table] connection in
            try table.find(
                "tenant = ?1 AND object = ?2", [.id(person.tenant), .id(person.object)], in: connection)
        }
    }

    package func reference(withdrawal link: CapabilityDigest) async throws -> FaceReference? {
        try await engine.read { [table] connection in
            try table.find("withdrawal = ?1", [.text(link.rawValue)], in: connection)
        }
    }

    package func due(
        at moment: Date, models: Set<String>, disabledSince: Date, limit: Int
    ) async throws -> [DueReference] {
        try await engine.write { connection in
            try noteDisabled(at: moment, in: connection)
            // An empty list of networks is a mistake of the caller and must not erase everybody.
            let models = models.sorted()
            let names = models.isEmpty ? "r.model" : models.indices.map { "?\($0 + 4)" }.joined(separator: ", ")
            return try connection.rows(
                """
                SELECT r.tenant, r.object, CASE
                    WHEN p.id IS NULL THEN 'removed'
                    WHEN r.disabled_since <= ?2 THEN 'disabled'
                    WHEN r.expires_at <= ?1 THEN 'expired'
                    ELSE 'modelChanged' END
                FROM face_reference r LEFT JOIN person p ON p.tenant = r.tenant AND p.id = r.object
                WHERE p.id IS NULL OR r.disabled_since <= ?2 OR r.expires_at <= ?1 OR r.model NOT IN (\(names))
                ORDER BY r.tenant, r.object LIMIT ?3
                """,
                [.time(moment), .time(disabledSince), .integer(limit)] + models.map { .text($0) }
            ) { row in
                DueReference(person: PersonID(tenant: try row.id(0), object: try row.id(1)), reason: try row.id(2))
            }
        }
    }

    /// The copy of the directory says who is disabled, not since when.
    private func noteDisabled(at moment: Date, in connection: any SQLConnection) throws {
        let isDisabled = """
            EXISTS (SELECT 1 FROM person p WHERE p.tenant = face_reference.tenant AND p.id = face_reference.object
                AND p.account_enabled = 0)
            """
        try connection.run(
            "UPDATE face_reference SET disabled_since = ?1 WHERE disabled_since IS NULL AND \(isDisabled)",
            [.time(moment)])
        try connection.run(
            "UPDATE face_reference SET disabled_since = NULL WHERE disabled_since IS NOT NULL AND NOT \(isDisabled)", []
        )
    }
}
