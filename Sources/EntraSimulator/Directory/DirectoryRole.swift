import Foundation

/// A built-in directory role. Template ids are Microsoft's and the same in every tenant.
package struct DirectoryRole: Sendable, Equatable {
    package let displayName: String
    package let templateID: String

    /// Object id of the role in this tenant; unlike the template id it differs between tenants.
    var objectID: String { UUID(naming: "role/\(templateID)").text }

    static let globalAdministrator = DirectoryRole("Global Administrator", "62e90394-69f5-4237-9190-012177145e10")
    static let privilegedAuthenticationAdministrator = DirectoryRole(
        "Privileged Authentication Administrator", "7be44c8a-adaf-4e2a-84d6-ab2649e08a13")
    static let privilegedRoleAdministrator = DirectoryRole(
        "Privileged Role Administrator", "e8611ab8-c189-46e8-94e1-60213ab1f814")
    static let authenticationAdministrator = DirectoryRole(
        "Authentication Administrator", "c4e39bd9-1100-46d3-8c65-fb160da0071f")
    static let userAdministrator = DirectoryRole("User Administrator", "fe930be7-5e62-47db-91af-98c3a49a38b1")
    static let helpdeskAdministrator = DirectoryRole("Helpdesk Administrator", "729827e3-9c14-49f7-bb1b-9608f156bbb8")
    static let passwordAdministrator = DirectoryRole("Password Administrator", "966707d0-3269-4727-9be2-8c3a10f19b9d")
    static let groupsAdministrator = DirectoryRole("Groups Administrator", "fdd7a751-b60b-444a-984c-02652fe8fa1c")
    static let directoryReaders = DirectoryRole("Directory Readers", "88d8e3e3-8f55-4a1e-953a-9b9898b8876b")
    static let guestInviter = DirectoryRole("Guest Inviter", "95e79109-95c0-4d8e-aee3-d01accf2d47b")
    static let messageCenterReader = DirectoryRole("Message Center Reader", "790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b")
    static let reportsReader = DirectoryRole("Reports Reader", "4a5d8f65-41da-4de4-8968-e035b65339cf")

    static let all: [DirectoryRole] = [
        globalAdministrator, privilegedAuthenticationAdministrator, privilegedRoleAdministrator,
        authenticationAdministrator, userAdministrator, helpdeskAdministrator, passwordAdministrator,
        groupsAdministrator, directoryReaders, guestInviter, messageCenterReader, reportsReader,
    ]
    static let names = all.map(\.displayName).joined(separator: ", ")

    static func named(_ name: String) -> DirectoryRole? {
        all.first { $0.displayName.lowercased() == name.lowercased() || $0.templateID == name.lowercased() }
    }

    private init(_ displayName: String, _ templateID: String) {
        self.displayName = displayName
        self.templateID = templateID
    }
}
