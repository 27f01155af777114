/// The names faults go by on the management port, what each accepts, and how it is set and shown.
package enum FaultKnob: String, CaseIterable, Sendable {
    case throttle, unavailable, dropConnectionAfterTapCreation, delayedTapCreation, staleTapListSeconds
    case tokenLifetimeSeconds, foreignNextLink, expireDeltaTokens, pageSize, memberSliceSize, emptyDeltaPages
    case repeatDeltaObjects, replicationLagSeconds, mailFailure, nextHint

    package static let names = allCases.map(\.rawValue)

    /// A value in the form of `accepts`, for the message that refuses another.
    package var accepts: String {
        switch self {
        case .throttle:
            #"{"path": "/v1.0/users*", "method": "GET", "count": 1..1000, "retryAfterSeconds": 0..300}; path and method may be left out"#
        case .unavailable:
            #"{"path": "*", "method": "POST", "count": 1..1000, "status": 503 or 504, "afterEffect": false, "retryAfterSeconds": 0..300}"#
        case .dropConnectionAfterTapCreation: "how many times, 0..1000"
        case .delayedTapCreation: #"{"mode": "answerLate" or "effectLate", "seconds": 0..3600, "count": 1..1000}"#
        case .staleTapListSeconds, .replicationLagSeconds: "seconds, 0..86400"
        case .tokenLifetimeSeconds: "seconds, 1..86400"
        case .foreignNextLink: #"scheme and host, such as "https://graph.attacker.example""#
        case .expireDeltaTokens: #""syncStateNotFound" or "resync""#
        case .pageSize, .memberSliceSize: "1..999"
        case .emptyDeltaPages: "0..100"
        case .repeatDeltaObjects: "true or false"
        case .mailFailure: #""noMailbox", "accessDenied" or "throttled""#
        case .nextHint: "one of " + HintFault.allCases.map(\.rawValue).joined(separator: ", ")
        }
    }

    /// Sets the knob; null switches it off. Throws ``BadFaultValue`` and changes nothing when the value does not fit.
    package func set(_ value: JSONValue, in faults: inout Faults) throws {
        switch self {
        case .throttle: faults.throttle = try optional(value) { try refusal($0, statuses: [429], otherwise: 429) }
        case .unavailable:
            faults.unavailable = try optional(value) { try refusal($0, statuses: [503, 504], otherwise: 503) }
        case .dropConnectionAfterTapCreation:
            faults.dropConnectionAfterTapCreation = try optional(value) { try whole($0, 0...1000) } ?? 0
        case .delayedTapCreation: faults.delayedTapCreation = try optional(value, delayedPass)
        case .staleTapListSeconds: faults.staleTapListSeconds = try optional(value) { Double(try whole($0, 0...86400)) }
        case .replicationLagSeconds:
            faults.replicationLagSeconds = try optional(value) { Double(try whole($0, 0...86400)) }
        case .tokenLifetimeSeconds: faults.tokenLifetimeSeconds = try optional(value) { try whole($0, 1...86400) }
        case .foreignNextLink: faults.foreignNextLink = try optional(value, origin)
        case .expireDeltaTokens: faults.expireDeltaTokens = try optional(value, choice)
        case .pageSize: faults.pageSize = try optional(value) { try whole($0, 1...999) }
        case .memberSliceSize: faults.memberSliceSize = try optional(value) { try whole($0, 1...999) }
        case .emptyDeltaPages: faults.emptyDeltaPages = try optional(value) { try whole($0, 0...100) } ?? 0
        case .repeatDeltaObjects: faults.repeatDeltaObjects = try optional(value) { try unwrap($0.bool) } ?? false
        case .mailFailure: faults.mailFailure = try optional(value, choice)
        case .nextHint: faults.nextHint = try optional(value, choice)
        }
    }

    private func optional<T>(_ value: JSONValue, _ read: (JSONValue) throws -> T) rethrows -> T? {
        value.isNull ? nil : try read(value)
    }

    private func unwrap<T>(_ value: T?) throws -> T {
        guard let value else { throw BadFaultValue(knob: self) }
        return value
    }

    private func whole(_ value: JSONValue?, _ range: ClosedRange<Int>) throws -> Int {
        let number = try unwrap(value?.integer)
        guard range.contains(number) else { throw BadFaultValue(knob: self) }
        return number
    }

    private func choice<T: RawRepresentable<String>>(_ value: JSONValue) throws -> T {
        try unwrap(value.string.flatMap(T.init(rawValue:)))
    }

    private func origin(_ value: JSONValue) throws -> String {
        let text = try unwrap(value.string)
        guard text.hasPrefix("https://") || text.hasPrefix("http://"), !text.hasSuffix("/") else {
            throw BadFaultValue(knob: self)
        }
        return text
    }

    private func refusal(_ value: JSONValue, statuses: [Int], otherwise: Int) throws -> Faults.Refusal {
        let fields = try members(value, ["path", "method", "count", "status", "retryAfterSeconds", "afterEffect"])
        let status = try fields["status"].map { try whole($0, 429...504) } ?? otherwise
        guard statuses.contains(status) else { throw BadFaultValue(knob: self) }
        return Faults.Refusal(
            path: PathPattern(text: try fields["path"].map { try unwrap($0.string) } ?? "*"),
            method: try fields["method"].map { try unwrap($0.string).uppercased() }, status: status,
            remaining: try fields["count"].map { try whole($0, 1...1000) } ?? 1,
            retryAfterSeconds: try fields["retryAfterSeconds"].map { try whole($0, 0...300) }
                ?? (status == 429 ? 1 : nil),
            afterEffect: try fields["afterEffect"].map { try unwrap($0.bool) } ?? false)
    }

    private func delayedPass(_ value: JSONValue) throws -> Faults.DelayedPass {
        let fields = try members(value, ["mode", "seconds", "count"])
        return Faults.DelayedPass(
            mode: try choice(fields["mode"] ?? .null), seconds: Double(try whole(fields["seconds"], 0...3600)),
            remaining: try fields["count"].map { try whole($0, 1...1000) } ?? 1)
    }

    private func members(_ value: JSONValue, _ allowed: Set<String>) throws -> [String: JSONValue] {
        let fields = try unwrap(value.object)
        guard allowed.isSuperset(of: fields.keys) else { throw BadFaultValue(knob: self) }
        return fields
    }
}

/// A knob was offered a value it does not take.
package struct BadFaultValue: Error, Equatable {
    package let knob: FaultKnob
}
