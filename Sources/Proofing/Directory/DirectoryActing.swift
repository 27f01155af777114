import Foundation

/// What Countersign asks of Entra about one account, live, and the few things it may do to it.
package protocol DirectoryActing: Sendable {
    /// The account as Graph has it now.
    /// - Returns: nil when it does not exist (404).
    /// - Throws: `DirectoryError` when Graph cannot be asked; callers must refuse then, never assume.
    func liveAccount(_ id: PersonID) async throws(DirectoryError) -> LiveAccount?
    func passPolicy(_ tenant: TenantID) async throws(DirectoryError) -> PassPolicy
    func passes(of id: PersonID) async throws(DirectoryError) -> [PassReference]
    /// Creates a pass. Sent once, never retried by anybody below this call: Graph has no idempotency key.
    func createPass(_ request: PassRequest) async throws(PassCreationError) -> IssuedPass
    /// Deleting what is already gone succeeds.
    func deletePass(_ pass: PassID, of id: PersonID) async throws(DirectoryError)
    func methods(of id: PersonID) async throws(DirectoryError) -> [AuthenticationMethod]
    func removeMethod(_ method: AuthenticationMethod, of id: PersonID) async throws(DirectoryError)
    func revokeSessions(of id: PersonID) async throws(DirectoryError)
}

package struct LiveAccount: Sendable, Equatable, Codable {
    package var id: PersonID
    package var userPrincipalName: String
    package var accountEnabled: Bool
    package var isGuest: Bool
    /// Template ids of directory roles held, directly or through groups.
    package var directoryRoles: Set<String>
    package var memberOfRoleAssignableGroup: Bool
    package var isManagementRestricted: Bool
    /// Transitive group membership, as Graph answers now.
    package var groups: Set<ObjectID>
    package var employeeLeaveDate: Date?

    /// Accounts that can give themselves or others power never get an automatic outcome (requirements T9).
    package var isPrivileged: Bool {
        !directoryRoles.isEmpty || memberOfRoleAssignableGroup || isManagementRestricted
    }

    package init(
        id: PersonID, userPrincipalName: String, accountEnabled: Bool, isGuest: Bool = false,
        directoryRoles: Set<String> = [], memberOfRoleAssignableGroup: Bool = false,
        isManagementRestricted: Bool = false, groups: Set<ObjectID> = [], employeeLeaveDate: Date? = nil
    ) {
        self.id = id
        self.userPrincipalName = userPrincipalName
        self.accountEnabled = accountEnabled
        self.isGuest = isGuest
        self.directoryRoles = directoryRoles
        self.memberOfRoleAssignableGroup = memberOfRoleAssignableGroup
        self.isManagementRestricted = isManagementRestricted
        self.groups = groups
        self.employeeLeaveDate = employeeLeaveDate
    }
}

/// The tenant's Temporary Access Pass policy (Graph `temporaryAccessPassAuthenticationMethodConfiguration`). Minutes.
package struct PassPolicy: Sendable, Equatable {
    package var isEnabled: Bool
    package var minimumLifetime: Int
    package var maximumLifetime: Int
    package var isOneTimeOnly: Bool
    package init(isEnabled: Bool, minimumLifetime: Int, maximumLifetime: Int, isOneTimeOnly: Bool) {
        self.isEnabled = isEnabled
        self.minimumLifetime = minimumLifetime
        self.maximumLifetime = maximumLifetime
        self.isOneTimeOnly = isOneTimeOnly
    }
}

/// Graph's id of one pass; never its code.
package struct PassID: Identifier {
    package let rawValue: String
    package init?(rawValue: String) {
        guard let id = ObjectID(rawValue: rawValue) else { return nil }
        self.rawValue = id.rawValue
    }
}

package struct PassReference: Sendable, Equatable {
    package var id: PassID
    package var createdAt: Date
    package var isUsable: Bool
    package init(id: PassID, createdAt: Date, isUsable: Bool) {
        self.id = id
        self.createdAt = createdAt
        self.isUsable = isUsable
    }
}

package struct PassRequest: Sendable, Equatable {
    package var person: PersonID
    package var lifetimeInMinutes: Int
    package var isUsableOnce: Bool
    package init(person: PersonID, lifetimeInMinutes: Int, isUsableOnce: Bool) {
        self.person = person
        self.lifetimeInMinutes = lifetimeInMinutes
        self.isUsableOnce = isUsableOnce
    }
}

/// The only place a pass code ever stands: never stored, never logged, gone when the response is sent.
package struct IssuedPass: Sendable {
    package var id: PassID
    package var code: Secret<String>
    package var lifetimeInMinutes: Int
    package init(id: PassID, code: Secret<String>, lifetimeInMinutes: Int) {
        self.id = id
        self.code = code
        self.lifetimeInMinutes = lifetimeInMinutes
    }
}

package struct AuthenticationMethod: Sendable, Hashable, Codable {
    /// Graph's typed collection, as in `/authentication/{collection}/{id}`.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case phoneMethods, microsoftAuthenticatorMethods, softwareOathMethods, fido2Methods
        case windowsHelloForBusinessMethods, platformCredentialMethods, emailMethods
    }
    package var kind: Kind
    package var id: String
    package init(kind: Kind, id: String) {
        self.kind = kind
        self.id = id
    }
}

package struct DirectoryError: Error, Sendable, Equatable {
    package enum Code: String, Sendable {
        /// No answer, 5xx, or throttled for longer than we wait.
        case unavailable
        /// The app lacks a permission or role; an administrator has to mend it.
        case forbidden
        /// Graph refused the request as it stands.
        case rejected
        case notFound
        /// The answer was not what the contract says.
        case malformed
    }
    package var code: Code
    /// For logs: Graph's error code and request id, never a value of the directory.
    package var detail: String
    package init(_ code: Code, detail: String) {
        self.code = code
        self.detail = detail
    }
}

/// Why no pass is in hand. The difference decides everything: after `outcomeUnknown` a pass may be alive that nobody saw.
package enum PassCreationError: Error, Sendable, Equatable {
    case notCreated(DirectoryError)
    case outcomeUnknown(detail: String)
}
