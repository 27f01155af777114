import Crypto
import Foundation

/// All policies of a tenant in one version. Stored decisions name the version they were made under.
package struct PolicySet: Sendable, Equatable {
    package let version: String
    package let policies: [Policy]

    /// What somebody wrote just now: every key has to be there, and known. A policy that names a preset may leave out
    /// what the preset says.
    ///
    /// - Throws: `PolicyErrors` with everything that is wrong, not only the first fault.
    package init(json: Data) throws {
        var text = try PolicyText(json)
        let faults = text.writeOutPresets() + (try text.shapeFaults())
        guard faults.isEmpty else { throw PolicyErrors(faults) }
        try self.init(text, digest: json)
    }

    /// What was in force already. Keys that came with a later release may be missing and have their defaults: a server
    /// that cannot read its own policies cannot start, and its console could not mend them.
    package init(stored json: Data) throws {
        var text = try PolicyText(json)
        let faults = text.writeOutPresets()
        guard faults.isEmpty else { throw PolicyErrors(faults) }
        text.addLaterKeys()
        try self.init(text, digest: json)
    }

    private init(_ text: PolicyText, digest: Data) throws {
        let policies: [Policy]
        do {
            policies = try JSONDecoder().decode(PolicyFile.self, from: try text.data).policies
        } catch let error as DecodingError {
            throw PolicyErrors([PolicyFault(error)])
        }
        try self.init(policies, digest: digest)
    }

    /// - Parameter digest: the bytes the version is named after.
    package init(_ policies: [Policy], digest: Data) throws(PolicyErrors) {
        let faults = PolicyCheck.faults(in: policies)
        guard faults.isEmpty else { throw PolicyErrors(faults) }
        self.policies = policies.sorted { ($0.priority, $0.name) < ($1.priority, $1.name) }
        version = String(SHA256.hash(data: digest).hexadecimal.prefix(16))
    }

    /// The first policy by priority that covers somebody in these groups for this purpose.
    package func policy(for purpose: Purpose, groups: Set<ObjectID>) -> Policy? {
        policies.first { policy in
            policy.purposes.contains(purpose) && (policy.groups.isEmpty || !policy.groups.isDisjoint(with: groups))
        }
    }

    package func policy(named name: String) -> Policy? { policies.first { $0.name == name } }

    /// What an address is shown that nobody has: the widest policy, so that the pages are those of most people.
    package func policyForNobody(_ purpose: Purpose) -> Policy? {
        policies.last { $0.purposes.contains(purpose) && $0.groups.isEmpty } ?? policies.last
    }
}

struct PolicyFile: Codable {
    var policies: [Policy]
}

/// One fault: where it is, what was found, what is allowed.
package struct PolicyFault: Sendable, Equatable, CustomStringConvertible {
    package var place: String
    package var found: String
    package var allowed: String

    package init(place: String, found: String, allowed: String) {
        self.place = place
        self.found = found
        self.allowed = allowed
    }

    package var description: String { "\(place): found \(found); allowed: \(allowed)" }

    init(_ fault: JSONShape.Fault) { self.init(place: fault.place, found: fault.found, allowed: fault.wanted) }

    init(_ error: DecodingError) {
        let (path, text): ([any CodingKey], String) =
            switch error {
            case .keyNotFound(let key, let context): (context.codingPath + [key], "nothing")
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                (context.codingPath, context.debugDescription)
            @unknown default: ([], "something unreadable")
            }
        let place = path.reduce("") { place, key in
            key.intValue.map { "\(place)[\($0)]" } ?? (place.isEmpty ? "" : place + ".") + key.stringValue
        }
        self.init(place: place, found: text, allowed: "a value of the form described in docs/configuration.md")
    }
}

package struct PolicyErrors: Error, Sendable, Equatable, CustomStringConvertible {
    package var faults: [PolicyFault]
    package init(_ faults: [PolicyFault]) { self.faults = faults }
    package var description: String { faults.map(\.description).joined(separator: "\n") }
}
