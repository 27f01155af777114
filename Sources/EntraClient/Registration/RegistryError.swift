import Foundation
import Proofing

/// Why the tenant's registrations could not be read or changed.
package struct RegistryError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable { case noToken, forbidden, unavailable, rejected, malformed }
    package let code: Code
    /// What happened and what to do, for an administrator's terminal. May hold Graph's own words about the set-up.
    package let description: String

    init(_ failure: GraphFailure, _ need: PermissionNeed) {
        switch failure {
        case .noToken(let error): self.init(.noToken, "\(error)")
        case .noAnswer(let failure): self.init(.unavailable, "Graph gave no answer (\(failure.reason)). Try again.")
        case .refused(let refusal): self.init(refusal, need)
        case .foreignLink: self.init(.malformed, "Graph sent a link to another host. Check entra.graphURL.")
        case .malformed(let what): self.init(.malformed, "Graph's answer is not understood (\(what)).")
        }
    }

    private init(_ refusal: GraphRefusal, _ need: PermissionNeed) {
        let said = refusal.message.map { " Graph says: \($0.reveal().oneLine)" } ?? ""
        switch refusal.status {
        case 401, 403:
            self.init(
                .forbidden,
                """
                Graph does not allow \(need.purpose) (\(refusal.detail)). The token needs the permission \
                \(need.least); a signed-in person also needs the role \(need.role).
                """)
        case 408, 429, 500...: self.init(.unavailable, "Graph is busy (\(refusal.detail)). Try again.")
        default: self.init(.rejected, "Graph refused \(need.purpose) (\(refusal.detail)).\(said)")
        }
    }

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}

/// One permission that a part of the registration takes.
package struct PermissionNeed: Sendable, Equatable {
    /// As in "Graph does not allow …".
    package let purpose: String
    /// The least that is enough.
    package let least: String
    /// Others that are enough as well.
    package let others: Set<String>
    /// The directory role of somebody who does it by signing in.
    package let role: String

    package func isMet(by permissions: Set<String>) -> Bool {
        permissions.contains(least) || !others.isDisjoint(with: permissions)
    }

    // `Directory.AccessAsUser.All` is a person's own rights.
    package static let readApplications = PermissionNeed(
        purpose: "reading app registrations", least: "Application.Read.All",
        others: [
            "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All", "Directory.AccessAsUser.All",
        ], role: "Directory Readers")
    package static let readGrants = PermissionNeed(
        purpose: "reading consents", least: "DelegatedPermissionGrant.Read.All",
        others: [
            "DelegatedPermissionGrant.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All",
            "Directory.AccessAsUser.All",
        ], role: "Directory Readers")
    package static let readMethods = PermissionNeed(
        purpose: "reading the authentication methods policy", least: "Policy.Read.AuthenticationMethod",
        others: ["Policy.Read.All", "Policy.ReadWrite.AuthenticationMethod"], role: "Global Reader")
    package static let writeApplications = PermissionNeed(
        purpose: "changing app registrations", least: "Application.ReadWrite.All",
        others: ["Directory.ReadWrite.All", "Directory.AccessAsUser.All"], role: "Cloud Application Administrator")
    package static let writeGrants = PermissionNeed(
        purpose: "giving admin consent", least: "DelegatedPermissionGrant.ReadWrite.All",
        others: ["Directory.ReadWrite.All", "Directory.AccessAsUser.All"], role: "Privileged Role Administrator")
    package static let writeMethods = PermissionNeed(
        purpose: "changing the authentication methods policy", least: "Policy.ReadWrite.AuthenticationMethod",
        others: [], role: "Authentication Policy Administrator")

    /// All that looking at a registration takes.
    package static let looking = [readApplications, readGrants, readMethods]
    /// All that ``MethodRegistration`` may have to do.
    package static let registration = [writeApplications, writeGrants, writeMethods]
}
