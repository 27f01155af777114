extension Faults {
    /// Every knob with its present value, null where it is off.
    package var shown: JSONValue {
        func shown(_ refusal: Refusal?) -> JSONValue {
            guard let refusal else { return .null }
            return [
                "path": .string(refusal.path.text), "method": .init(refusal.method), "status": .integer(refusal.status),
                "count": .integer(refusal.remaining), "afterEffect": .bool(refusal.afterEffect),
                "retryAfterSeconds": refusal.retryAfterSeconds.map(JSONValue.integer) ?? .null,
            ]
        }
        let delayed: JSONValue =
            delayedTapCreation.map {
                ["mode": .string($0.mode.rawValue), "seconds": .number($0.seconds), "count": .integer($0.remaining)]
            } ?? .null
        var values: [FaultKnob: JSONValue] = [:]
        values[.throttle] = shown(throttle)
        values[.unavailable] = shown(unavailable)
        values[.dropConnectionAfterTapCreation] = .integer(dropConnectionAfterTapCreation)
        values[.delayedTapCreation] = delayed
        values[.staleTapListSeconds] = staleTapListSeconds.map(JSONValue.number)
        values[.tokenLifetimeSeconds] = tokenLifetimeSeconds.map(JSONValue.integer)
        values[.foreignNextLink] = foreignNextLink.map(JSONValue.string)
        values[.expireDeltaTokens] = (expireDeltaTokens?.rawValue).map(JSONValue.string)
        values[.pageSize] = pageSize.map(JSONValue.integer)
        values[.memberSliceSize] = memberSliceSize.map(JSONValue.integer)
        values[.emptyDeltaPages] = .integer(emptyDeltaPages)
        values[.repeatDeltaObjects] = .bool(repeatDeltaObjects)
        values[.replicationLagSeconds] = replicationLagSeconds.map(JSONValue.number)
        values[.mailFailure] = (mailFailure?.rawValue).map(JSONValue.string)
        values[.nextHint] = (nextHint?.rawValue).map(JSONValue.string)
        return .object(
            Dictionary(uniqueKeysWithValues: FaultKnob.allCases.map { ($0.rawValue, values[$0] ?? .null) }))
    }
}
