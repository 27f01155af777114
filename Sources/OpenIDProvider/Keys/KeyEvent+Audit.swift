import Foundation
import Proofing

extension KeyEvent {
    /// Who let it happen.
    package enum Origin: String, Sendable { case schedule, administrator }

    fileprivate var kind: AuditEvent.Kind {
        switch self {
        case .made: .signingKeyMade
        case .promoted: .signingKeyPromoted
        case .emergency: .signingKeyForced
        case .timePassed: .signingKeyCleared
        }
    }
}

extension AuditEvent {
    /// Names of keys are thumbprints of published certificates: nothing secret, nothing personal.
    init(
        _ event: KeyEvent, from origin: KeyEvent.Origin, changing before: KeyRing, to after: KeyRing,
        with action: KeyAction, at now: Date
    ) {
        var details = ["by": origin.rawValue]
        if case .made(let key) = event { details["key"] = key.kid }
        details["signs"] = after.current?.kid
        if case .signEarly = action { details["early"] = "yes" }
        let removed = before.keys.map(\.kid).filter { kid in !after.keys.contains { $0.kid == kid } }
        if !removed.isEmpty { details["removed"] = removed.joined(separator: " ") }
        self.init(event.kind, at: now, details: details)
    }
}
