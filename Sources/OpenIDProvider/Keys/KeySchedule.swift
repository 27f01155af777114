import Foundation

/// What should happen to a ring next, when nobody says otherwise. Never an emergency.
package struct KeySchedule: Sendable, Equatable {
    package enum Step: String, Sendable { case make, promote, clear, nothing }

    /// Seconds before the current certificate ends at which its successor is made. Long before the first alarm: an alarm
    /// means that this did not happen.
    package var lead: TimeInterval = 60 * 86_400

    package init() {}

    package func step(_ ring: KeyRing, at now: Date) -> Step {
        if let next = ring.next {
            if next.isValid(at: now), now >= next.publishedAt + KeyRing.publication { return .promote }
        } else if ring.current.map({ $0.notAfter.timeIntervalSince(now) <= lead }) ?? true {
            return .make
        }
        return ring.retired.contains { now.timeIntervalSince($0.since) >= KeyRing.afterlife } ? .clear : .nothing
    }
}

/// What an administrator has to know about the keys (requirements T16).
package enum KeyAlarm: Sendable, Equatable {
    /// Nothing can be signed.
    case noKey
    case expired(kid: String)
    /// Within 30 days.
    case expiring(kid: String, days: Int)
    /// Within 7 days.
    case expiringSoon(kid: String, days: Int)
    /// The next key ends before it could sign usefully, or has ended.
    case nextUnusable(kid: String)

    /// For measurements.
    package enum Name: String, Sendable, CaseIterable { case noKey, expired, expiring, expiringSoon, nextUnusable }

    package var name: Name {
        switch self {
        case .noKey: .noKey
        case .expired: .expired
        case .expiring: .expiring
        case .expiringSoon: .expiringSoon
        case .nextUnusable: .nextUnusable
        }
    }

    package var isUrgent: Bool {
        switch self {
        case .noKey, .expired, .expiringSoon: true
        case .expiring, .nextUnusable: false
        }
    }

    package var sentence: String {
        switch self {
        case .noKey: "There is no signing key: no sign-in can be answered. Make one."
        case .expired(let kid): "The signing key \(kid) has expired: no sign-in can be answered. Make another."
        case .expiring(let kid, let days), .expiringSoon(let kid, let days):
            "The signing key \(kid) expires in \(days) days. A new one has to be published two days before it signs."
        case .nextUnusable(let kid): "The next signing key \(kid) is not valid at this time. Check the server's clock."
        }
    }
}

extension KeyRing {
    package func alarms(at now: Date) -> [KeyAlarm] {
        var alarms: [KeyAlarm] = []
        if let current {
            let days = Int((current.notAfter.timeIntervalSince(now) / 86_400).rounded(.down))
            if !current.isValid(at: now) {
                alarms.append(.expired(kid: current.kid))
            } else if days < 7 {
                alarms.append(.expiringSoon(kid: current.kid, days: days))
            } else if days < 30 {
                alarms.append(.expiring(kid: current.kid, days: days))
            }
        } else {
            alarms.append(.noKey)
        }
        if let next, !next.isValid(at: now) { alarms.append(.nextUnusable(kid: next.kid)) }
        return alarms
    }
}
