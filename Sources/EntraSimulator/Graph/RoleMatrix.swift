/// Whom the holder of a directory role may act on: the reset-password matrix of Learn's "Privileged roles and
/// permissions" (contract D.5). A role that the table does not name protects its holder from everyone but the two
/// most privileged columns.
enum RoleMatrix {
    enum Rule: Sendable { case authenticationMethods, sensitiveProperties }

    struct Protection: Sendable {
        let roles: Set<String>
        let inRoleAssignableGroup: Bool
        let isManagementRestricted: Bool
    }

    static func allows(_ callerRoles: Set<String>, _ rule: Rule, on target: Protection) -> Bool {
        if !callerRoles.isDisjoint(with: almighty) { return true }
        if target.inRoleAssignableGroup || target.isManagementRestricted { return false }
        return callerRoles.contains { role in
            guard let reach = columns[role], rule == .sensitiveProperties || mayManageMethods.contains(role) else {
                return false
            }
            return target.roles.isSubset(of: reach)
        }
    }

    private static let almighty = ids(.globalAdministrator, .privilegedAuthenticationAdministrator)
    /// A User Administrator cannot manage authentication methods at all.
    private static let mayManageMethods = ids(.authenticationAdministrator)
    private static let harmless = ids(.directoryReaders, .guestInviter, .passwordAdministrator)
    private static let readers = ids(.messageCenterReader, .reportsReader)

    /// Roles of a target that the holder of the key may still act on.
    private static let columns: [String: Set<String>] = [
        DirectoryRole.passwordAdministrator.templateID: harmless,
        DirectoryRole.helpdeskAdministrator.templateID: harmless.union(readers).union(ids(.helpdeskAdministrator)),
        DirectoryRole.authenticationAdministrator.templateID: harmless.union(readers).union(
            ids(.authenticationAdministrator)),
        DirectoryRole.userAdministrator.templateID: harmless.union(readers).union(
            ids(.helpdeskAdministrator, .groupsAdministrator, .userAdministrator)),
    ]

    private static func ids(_ roles: DirectoryRole...) -> Set<String> { Set(roles.map(\.templateID)) }
}
