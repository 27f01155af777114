import Foundation

/// One place where two policy files differ: "default.face.matchDistance", 0.37 before, 0.35 after.
package struct PolicyDifference: Sendable, Equatable {
    package var place: String
    /// As JSON; nil: was not there.
    package var before: String?
    /// As JSON; nil: is not there any more.
    package var after: String?

    /// Every difference, in the order of its place. Policies are told apart by name, so that moving one changes nothing.
    package static func between(_ before: PolicySet, _ after: PolicySet) throws -> [PolicyDifference] {
        let old = try leaves(before)
        let new = try leaves(after)
        return Set(old.keys).union(new.keys).sorted().compactMap { place in
            old[place] == new[place] ? nil : PolicyDifference(place: place, before: old[place], after: new[place])
        }
    }

    private static func leaves(_ set: PolicySet) throws -> [String: String] {
        var leaves: [String: String] = [:]
        for policy in set.policies {
            let tree = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(policy))
            try collect(tree, at: policy.name, into: &leaves)
        }
        return leaves
    }

    private static func collect(_ value: Any, at place: String, into leaves: inout [String: String]) throws {
        if let object = value as? [String: Any] {
            for (key, value) in object { try collect(value, at: "\(place).\(key)", into: &leaves) }
            return
        }
        // Lists here are sets: their order means nothing.
        let plain = (value as? [String]).map { $0.sorted() as Any } ?? value
        let json = try JSONSerialization.data(withJSONObject: plain, options: [.fragmentsAllowed, .sortedKeys])
        leaves[place] = String(decoding: json, as: UTF8.self)
    }
}
