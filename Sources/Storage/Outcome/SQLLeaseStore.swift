import Foundation
import Proofing

/// Leases as rows. A row outlives its lease, because the fence must go on growing.
package struct SQLLeaseStore: LeaseStore {
    let engine: any SQLEngine
    let time: any TimeSource

    package func acquire(_ name: String, holder: String, seconds: Double) async throws -> Lease? {
        try await engine.write { [time] connection in
            // Read inside the transaction: a writer that had to wait must not use the time from before.
            let now = time.now
            // The same holder is refused too: two tasks of one process are two workers.
            let fence = try connection.row(
                """
                INSERT INTO lease (name, holder, fence, expires_at) VALUES (?1, ?2, 1, ?3)
                ON CONFLICT (name) DO UPDATE
                SET holder = excluded.holder, fence = lease.fence + 1, expires_at = excluded.expires_at
                WHERE lease.expires_at <= ?4
                RETURNING fence
                """,
                [.text(name), .text(holder), .time(now.addingTimeInterval(seconds)), .time(now)]
            ) { try $0.number(0) }
            return fence.map { Lease(name: name, holder: holder, fence: $0) }
        }
    }

    package func release(_ lease: Lease) async throws {
        try await engine.write { connection in
            // Without effect when somebody else holds it by now.
            try connection.run(
                "UPDATE lease SET expires_at = 0 WHERE name = ?1 AND holder = ?2 AND fence = ?3",
                [.text(lease.name), .text(lease.holder), .integer(lease.fence)])
        }
    }
}
