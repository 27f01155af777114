import Foundation
import OpenIDProvider
import Proofing

/// Which hints of one tenant were used. `Housekeeping.tidy` forgets those that would be refused as stale anyway.
package struct SQLSeenHints: SeenHints {
    let tenant: TenantID
    let engine: any SQLEngine

    package func claim(_ hint: HintDigest, until forgettable: Date, at now: Date) async throws -> Bool {
        try await engine.write { connection in
            // One statement: of two at the same moment the primary key lets one in.
            try connection.run(
                "INSERT INTO seen_hint (tenant, digest, forgettable_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                [.id(tenant), .text(hint.rawValue), .time(forgettable)]) == 1
        }
    }
}
