import Crypto
import Foundation
import Proofing

/// What identifies one hint: SHA-256 over its claims as they were signed, for one tenant.
///
/// Not over the token's text, of which there might be several for the same claims (requirements T4).
package struct HintDigest: Hashable, Sendable, Codable {
    package let rawValue: String

    init(tenant: TenantID, payload: VerifiedPayload) {
        var hash = SHA256()
        hash.update(data: Data(tenant.rawValue.utf8))
        hash.update(data: payload.bytes)
        rawValue = hash.finalize().hexadecimal
    }
}

/// Remembers which hints were used. All nodes of a server share one memory.
package protocol SeenHints: Sendable {
    /// Notes the hint, in one step that cannot be split by another caller: of two at the same moment, one gets `true`.
    ///
    /// - Parameter forgettable: from then on the hint would be refused as stale, and its row may go.
    /// - Returns: false when it was noted before.
    /// - Throws: when that cannot be known; nobody is let in then.
    func claim(_ hint: HintDigest, until forgettable: Date, at now: Date) async throws -> Bool
}

/// A memory that ends with the process: for `countersign eam explain`, and for tests.
///
/// - Warning: a server that is restarted would take a hint once more within its five minutes, and a second node knows
///   nothing of it. Production keeps hints in the database.
package actor HintsInMemory: SeenHints {
    private var seen: [HintDigest: Date] = [:]

    package init() {}

    package func claim(_ hint: HintDigest, until forgettable: Date, at now: Date) -> Bool {
        if seen.count > 10_000 { seen = seen.filter { $0.value > now } }
        return seen.updateValue(forgettable, forKey: hint) == nil
    }
}
