import Foundation
import Proofing

/// Fetches the tenant's published signing keys, from ``Connection/signingKeysAddress`` and nowhere else.
package protocol KeySetFetching: Sendable {
    /// The JWK set as it came, at most 256 KiB. No redirect is followed.
    func keySet() async throws -> Data
}

/// The tenant's signing keys, fetched daily and when a hint names a key that is not there.
///
/// A stranger can name any key in a hint, so a name alone makes us ask Microsoft at most once in five minutes, however
/// many hints come (requirements 1.5).
package actor TenantKeys {
    /// Seconds after which the set is fetched again before use.
    package static let freshness: TimeInterval = 24 * 3600
    /// Seconds between two fetches because of an unknown key.
    package static let unknownKeyPause: TimeInterval = 300
    /// Seconds between two fetches while Microsoft does not answer.
    package static let failurePause: TimeInterval = 30
    /// Seconds after which a set that could not be renewed is no longer believed: a withdrawn key must not live on.
    package static let endurance: TimeInterval = 72 * 3600

    private let source: any KeySetFetching
    private let issuer: String
    private let time: any TimeSource
    private var keys: KeySet?
    private var fetchedAt = Date.distantPast
    private var triedAt = Date.distantPast
    private var fetching: Task<Void, Never>?

    package init(connection: Connection, source: any KeySetFetching, time: any TimeSource) {
        self.source = source
        self.time = time
        issuer = connection.hintIssuer
    }

    /// Seconds since the set was fetched; nil before the first time. For metrics and `doctor`.
    package var age: TimeInterval? { keys == nil ? nil : time.now.timeIntervalSince(fetchedAt) }

    /// Fetches the set when it is not there or a day old, so that nobody who signs in has to wait for that.
    package func renew() async {
        if since(fetchedAt) >= Self.freshness { await fetch(pause: Self.failurePause) }
    }

    /// - Throws: `keysUnavailable` when there is no set that may be believed, `hintKeyUnknown` when the set lacks the key.
    func key(_ kid: String) async throws(Refusal) -> VerificationKey {
        await renew()
        if let key = believed?[kid] { return key }
        await fetch(pause: believed == nil ? Self.failurePause : Self.unknownKeyPause)
        guard let keys = believed else { throw Refusal(.keysUnavailable) }
        guard let key = keys[kid] else { throw Refusal(.hintKeyUnknown, found: kid) }
        return key
    }

    private var believed: KeySet? { since(fetchedAt) < Self.endurance ? keys : nil }

    /// A clock that was set back makes everything old, not fresh for ever.
    private func since(_ moment: Date) -> TimeInterval {
        let seconds = time.now.timeIntervalSince(moment)
        return seconds >= 0 ? seconds : .infinity
    }

    /// Fetches once, however many wait for it, unless the last try is too recent.
    private func fetch(pause: TimeInterval) async {
        if let fetching { return await fetching.value }
        let now = time.now
        guard since(triedAt) >= pause else { return }
        triedAt = now
        // A task of its own: a browser that goes away must not take the keys from the others. It keeps the keys itself, so
        // that whoever waited for it finds them, in whatever order the waiting wake up.
        let task = Task { await load(at: now) }
        fetching = task
        await task.value
    }

    /// Keeps the old set when it fails.
    private func load(at now: Date) async {
        defer { fetching = nil }
        guard let data = try? await source.keySet(), let fresh = try? KeySet(parsing: data, issuer: issuer) else {
            return
        }
        keys = fresh
        fetchedAt = now
    }
}
