import Foundation
import Metrics
import OpenIDProvider
import WebServer

/// The state of our keys and of Microsoft's, for operators (requirements T16).
struct KeyReport: Sendable {
    /// Seconds after which Microsoft's keys should have been fetched again, with an hour for bad weather.
    static let tenantKeysLate = TenantKeys.freshness + 3600

    let alarms: [KeyAlarm]
    /// Until the signing key's certificate ends; negative afterwards. nil without a key.
    let daysLeft: Double?
    let keys: Int
    /// Seconds since Microsoft's keys were fetched; nil when they never were.
    let tenantKeysAge: Double?

    init(_ ring: KeyRing, tenantKeysAge: Double?, at now: Date) {
        alarms = ring.alarms(at: now)
        daysLeft = ring.current.map { $0.notAfter.timeIntervalSince(now) / 86_400 }
        keys = ring.keys.count
        self.tenantKeysAge = tenantKeysAge
    }

    /// Ready from the first key on. What goes wrong later is said and measured, and takes no node away from those who
    /// recover their accounts.
    var readiness: ReadinessCheck {
        ReadinessCheck(name: "external method", isReady: daysLeft != nil, detail: sentences.joined(separator: " "))
    }

    private var sentences: [String] {
        var sentences = alarms.map(\.sentence)
        if sentences.isEmpty, let daysLeft { sentences.append("The signing key is good for \(Int(daysLeft)) days.") }
        switch tenantKeysAge {
        case nil: sentences.append("Microsoft's signing keys were not fetched yet.")
        case let age? where age > Self.tenantKeysLate:
            sentences.append("Microsoft's signing keys could not be fetched for \(Int(age / 3600)) hours.")
        default: break
        }
        return sentences
    }

    func measure() {
        // Without a key there is no day left.
        Gauge(label: "external_method_signing_key_days_left").record(daysLeft ?? 0)
        Gauge(label: "external_method_published_keys").record(keys)
        if let tenantKeysAge { Gauge(label: "external_method_tenant_keys_age_seconds").record(tenantKeysAge) }
        for name in KeyAlarm.Name.allCases {
            let isOn = alarms.contains { $0.name == name }
            Gauge(label: "external_method_key_alarm", dimensions: [("alarm", name.rawValue)]).record(isOn ? 1 : 0)
        }
    }
}
