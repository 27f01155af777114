import Foundation

/// The signing keys of one issuer: at most one next, at most one current, and those retired. A value; the store keeps it.
package struct KeyRing: Sendable, Equatable, Codable {
    /// Current first, then next, then retired, newest first.
    package private(set) var keys: [KeyRecord] = []
    /// Compare-and-set counter of the store.
    package var version = 0

    package init() {}

    package var current: KeyRecord? { keys.first { $0.state == .current } }
    package var next: KeyRecord? { keys.first { $0.state == .next } }
    package var retired: [KeyRecord] { keys.filter { $0.state == .retired } }

    mutating func set(_ keys: [KeyRecord]) {
        let order: [KeyRecord.State] = [.current, .next, .retired]
        self.keys = order.flatMap { state in
            keys.filter { $0.state == state }.sorted { $0.since > $1.since }
        }
    }
}

/// What happens to a ring.
package enum KeyEvent: Sendable, Equatable {
    /// A new key. The first one of a ring signs at once: nobody has cached anything yet.
    case made(KeyRecord)
    /// The next key shall sign, as planned.
    case promoted
    /// The current key must not sign or be trusted any more, whatever that breaks. An administrator's word only.
    ///
    /// With a replacement, the next key is thrown away too, because whoever stole one may have both. Without, the next key
    /// takes over, at whatever age.
    case emergency(replacement: KeyRecord?)
    case timePassed
}

/// What follows.
package enum KeyAction: Sendable, Equatable {
    /// The published set has changed; nobody signs with another key.
    case publish
    /// This key signs from now on.
    case sign(kid: String)
    /// This key signs from now on, and until Entra's cache turns over, within 24 hours, sign-ins may fail.
    case signEarly(kid: String)
    case wait
    case ignore(KeyObjection)
}

package enum KeyObjection: Sendable, Equatable {
    case nextExists, noNext, expired, notThisKey
    /// Entra may not have seen the next key yet.
    case tooEarly(until: Date)

    package var sentence: String {
        switch self {
        case .nextExists: "There is a next key already."
        case .noNext: "There is no next key; make one first."
        case .expired: "The key's certificate is not valid at this time."
        case .notThisKey: "The key is in the ring already."
        case .tooEarly(let until):
            "Entra may not know the next key before \(until.formatted(.iso8601)); only an emergency makes it sign earlier."
        }
    }
}
