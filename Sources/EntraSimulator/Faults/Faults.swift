/// Everything the tenant can be told to do wrong. All off by default; one place, each knob named once.
package struct Faults: Sendable, Equatable {
    /// Refuse the next calls that match, with 429 and `Retry-After`.
    package var throttle: Refusal?
    /// Answer the next calls that match with 503 or 504, before or after they took effect.
    package var unavailable: Refusal?
    /// Drop the connection, without an answer, after this many further passes were created.
    package var dropConnectionAfterTapCreation = 0
    package var delayedTapCreation: DelayedPass?
    /// Seconds during which reads show the pass (or its absence) from before the last change.
    package var staleTapListSeconds: Double?
    /// Lifetime of access tokens in seconds, instead of 3599.
    package var tokenLifetimeSeconds: Int?
    /// Scheme and host to put into every `@odata.nextLink` instead of our own.
    package var foreignNextLink: String?
    package var expireDeltaTokens: DeltaExpiry?
    /// Objects on one page of a delta round, and on one page of a list without `$top`.
    package var pageSize: Int?
    /// Members of one group on one delta page.
    package var memberSliceSize: Int?
    /// Empty pages, each with a next link, before the first full one of every delta round.
    package var emptyDeltaPages = 0
    /// Repeat the first object of every delta page at its end.
    package var repeatDeltaObjects = false
    /// Seconds for which a change stays invisible to delta rounds.
    package var replicationLagSeconds: Double?
    package var mailFailure: MailFailure?
    /// What is wrong with the hint of the next request to a provider; used up by it.
    package var nextHint: HintFault?

    package struct Refusal: Sendable, Equatable {
        var path: PathPattern
        var method: String?
        var status: Int
        var remaining: Int
        var retryAfterSeconds: Int?
        var afterEffect: Bool
    }

    package struct DelayedPass: Sendable, Equatable {
        var mode: Mode
        var seconds: Double
        var remaining: Int
        /// `answerLate`: the pass exists at once, the answer comes after so many real seconds.
        /// `effectLate`: 504 at once, the pass comes into being after so many simulated seconds.
        package enum Mode: String, Sendable, CaseIterable { case answerLate, effectLate }
    }

    /// How tokens given out before the knob was set are refused.
    package enum DeltaExpiry: String, Sendable, CaseIterable { case syncStateNotFound, resync }
    package enum MailFailure: String, Sendable, CaseIterable { case noMailbox, accessDenied, throttled }
}

extension Tenant {
    /// What must be done to this call instead of, or after, serving it. Uses up one of the remaining times.
    func refusal(method: String, path: String) -> Faults.Refusal? {
        if let refusal = take(\.throttle, method: method, path: path) { return refusal }
        return take(\.unavailable, method: method, path: path)
    }

    private func take(_ knob: WritableKeyPath<Faults, Faults.Refusal?>, method: String, path: String) -> Faults.Refusal?
    {
        guard let refusal = faults[keyPath: knob], refusal.remaining > 0,
            refusal.method == nil || refusal.method == method, refusal.path.matches(path)
        else { return nil }
        faults[keyPath: knob]?.remaining -= 1
        if refusal.remaining == 1 { faults[keyPath: knob] = nil }
        return refusal
    }

    func takeDroppedConnection() -> Bool {
        guard faults.dropConnectionAfterTapCreation > 0 else { return false }
        faults.dropConnectionAfterTapCreation -= 1
        return true
    }

    func takeDelayedPass() -> Faults.DelayedPass? {
        guard let delay = faults.delayedTapCreation, delay.remaining > 0 else { return nil }
        faults.delayedTapCreation?.remaining -= 1
        if delay.remaining == 1 { faults.delayedTapCreation = nil }
        return delay
    }
}
