/// What a policy says about signing in with a face (Entra's external method).
package struct ExternalMethodPolicy: Sendable, Equatable, Codable {
    /// Whether somebody without a reference may prove who they are, with document and face, while Entra waits. Off: they
    /// are sent back, and told how to enrol.
    package var proveInside: Bool
    /// Days that a reference is kept. 1...1095: BIPA (740 ILCS 14/15) ends after three years.
    package var referenceDays: Int

    package init(proveInside: Bool, referenceDays: Int) {
        self.proveInside = proveInside
        self.referenceDays = referenceDays
    }

    package static let standard = ExternalMethodPolicy(proveInside: false, referenceDays: 365)
}

extension KeyedDecodingContainer {
    /// Policies that were stored before there was an external method lack the key; whoever writes one now needs it
    /// (`PolicySet.init(json:)`). The decoder that the compiler writes for `Policy` calls this one.
    func decode(_: ExternalMethodPolicy.Type, forKey key: Key) throws -> ExternalMethodPolicy {
        try decodeIfPresent(ExternalMethodPolicy.self, forKey: key) ?? .standard
    }
}
