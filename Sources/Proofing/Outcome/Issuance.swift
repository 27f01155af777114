import Foundation

/// The record of handing out one pass for one approved session: written before the act, finished after it.
///
/// The protocol is in `PassIssuer`; its invariants are I1 to I4: never two usable passes, the code shown is the
/// live one, a crash leaves a way forward, and every pass in Graph has an audit entry that is older than it.
package struct Issuance: Sendable, Equatable, Codable {
    package enum State: String, Sendable, Codable {
        case planned
        /// The request is, or may still be, on its way; until `deadline` nobody may start another attempt.
        case posting
        case issued
        /// The person said that they have the code.
        case acknowledged
        /// Used, expired, deleted or given up: nothing of ours is alive.
        case closed
    }

    package let id: IssuanceID
    package let session: SessionID
    package let person: PersonID
    package let plannedAt: Date
    package internal(set) var state: State
    /// Starts at 0; at most three.
    package internal(set) var attempt: Int
    package internal(set) var postedAt: Date?
    package internal(set) var deadline: Date?
    package internal(set) var pass: PassID?
    package internal(set) var issuedAt: Date?
    package internal(set) var fence: Int
    package var version: Int
}

package protocol IssuanceStore: Sendable {
    func issuance(session: SessionID) async throws -> Issuance?
    /// Those in `posting` past their deadline, and those `issued` before `unacknowledgedSince`.
    func unsettled(at moment: Date, unacknowledgedSince: Date, limit: Int) async throws -> [Issuance]
    /// Issuances of one person that may have a live pass: `posting` or `issued` or `acknowledged`.
    func open(for person: PersonID) async throws -> [Issuance]
}

/// One worker at a time per account, by the store's own clock; the fence grows with every lease.
package protocol LeaseStore: Sendable {
    /// - Parameter seconds: how long it holds; more than the request's time limit plus a margin.
    /// - Returns: nil while somebody else holds it.
    func acquire(_ name: String, holder: String, seconds: Double) async throws -> Lease?
    func release(_ lease: Lease) async throws
}

package struct Lease: Sendable, Equatable {
    package var name: String
    package var holder: String
    package var fence: Int
    package init(name: String, holder: String, fence: Int) {
        self.name = name
        self.holder = holder
        self.fence = fence
    }
}
