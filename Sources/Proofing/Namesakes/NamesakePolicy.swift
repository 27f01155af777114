/// What happens when more than one person fits a document.
package struct NamesakePolicy: Sendable, Equatable, Codable {
    /// Whether one more claim is asked for before a reviewer looks. Off: a reviewer looks at once.
    package var asks: Bool
    /// The claims that may be asked for, the preferred one first.
    package var claims: [AskedClaim]

    package init(asks: Bool, claims: [AskedClaim]) {
        self.asks = asks
        self.claims = claims
    }

    package static let standard = NamesakePolicy(asks: true, claims: [.phone, .mail, .address])

    func faults(in policy: String) -> [PolicyFault] {
        let place = "\(policy).namesakes.claims"
        let allowed = AskedClaim.allCases.map(\.rawValue).joined(separator: ", ")
        if asks, claims.isEmpty {
            return [PolicyFault(place: place, found: "none", allowed: "at least one of \(allowed)")]
        }
        guard Set(claims).count == claims.count else {
            return [PolicyFault(place: place, found: "one of them twice", allowed: "each of \(allowed) once at most")]
        }
        return []
    }
}

extension KeyedDecodingContainer {
    /// Policies that were stored before there was such a question lack the key, and ask nothing: nobody agreed to that.
    /// Whoever writes one now needs it. The decoder that the compiler writes for `Policy` calls this one.
    func decode(_: NamesakePolicy.Type, forKey key: Key) throws -> NamesakePolicy {
        try decodeIfPresent(NamesakePolicy.self, forKey: key) ?? NamesakePolicy(asks: false, claims: [])
    }
}
