import Foundation

extension KeyRing {
    /// Seconds that a key is published before it signs. Entra caches keys for 24 hours and asks for two days (entra-contract A.4).
    package static let publication: TimeInterval = 48 * 3600
    /// Seconds that a key is published after it signed last: longer than any token of ours lives, and than any cache.
    package static let afterlife: TimeInterval = 48 * 3600

    /// Takes one event and says what to do next. No I/O, no clock: `KeyRing.md` is this in a picture.
    ///
    /// - Returns: `.ignore` when the event does not belong here; the ring is unchanged then.
    package mutating func receive(_ event: KeyEvent, at now: Date) -> KeyAction {
        switch event {
        case .made(let key): return receiveMade(key, at: now)
        case .promoted: return receivePromoted(at: now)
        case .emergency(let replacement): return receiveEmergency(replacement, at: now)
        case .timePassed:
            let kept = keys.filter { $0.state != .retired || now.timeIntervalSince($0.since) < Self.afterlife }
            guard kept.count < keys.count else { return .wait }
            set(kept)
            return .publish
        }
    }

    private mutating func receiveMade(_ key: KeyRecord, at now: Date) -> KeyAction {
        guard !keys.contains(where: { $0.kid == key.kid }) else { return .ignore(.notThisKey) }
        guard key.isValid(at: now) else { return .ignore(.expired) }
        guard next == nil else { return .ignore(.nextExists) }
        // A ring with retired keys only has been used: the new key has to wait like any other.
        guard !keys.isEmpty else {
            set([key.entering(.current, at: now, publishedAt: now)])
            return .sign(kid: key.kid)
        }
        set(keys + [key.entering(.next, at: now, publishedAt: now)])
        return .publish
    }

    private mutating func receivePromoted(at now: Date) -> KeyAction {
        guard let next else { return .ignore(.noNext) }
        let due = next.publishedAt + Self.publication
        // A clock that was set back makes it early again: waiting is safe.
        guard now >= due else { return .ignore(.tooEarly(until: due)) }
        guard next.isValid(at: now) else { return .ignore(.expired) }
        set(
            keys.map {
                switch $0.state {
                case .next: $0.entering(.current, at: now)
                case .current: $0.entering(.retired, at: now)
                case .retired: $0
                }
            })
        return .sign(kid: next.kid)
    }

    private mutating func receiveEmergency(_ replacement: KeyRecord?, at now: Date) -> KeyAction {
        if let replacement {
            guard !keys.contains(where: { $0.kid == replacement.kid }) else { return .ignore(.notThisKey) }
            guard replacement.isValid(at: now) else { return .ignore(.expired) }
            set([replacement.entering(.current, at: now, publishedAt: now)])
            return .signEarly(kid: replacement.kid)
        }
        guard let next else { return .ignore(.noNext) }
        guard next.isValid(at: now) else { return .ignore(.expired) }
        let wasKnown = now >= next.publishedAt + Self.publication
        // Whatever signed before goes from the published set at once.
        set([next.entering(.current, at: now)])
        return wasKnown ? .sign(kid: next.kid) : .signEarly(kid: next.kid)
    }
}

extension KeyRecord {
    package func isValid(at moment: Date) -> Bool { notBefore <= moment && moment < notAfter }

    fileprivate func entering(_ state: State, at now: Date, publishedAt: Date? = nil) -> KeyRecord {
        var copy = self
        copy.state = state
        copy.since = now
        copy.publishedAt = publishedAt ?? copy.publishedAt
        return copy
    }
}
