/// What an app wants to do, with the rights each gate asks for (contract B.6, D.1, D.5).
enum Operation: Sendable, Equatable {
    case readUsers, readGroups, readRoles, readMethods, readMethodPolicy, readOrganization, readBranding
    case readMethod(AuthenticationMethod.Kind)
    case writeMethod(AuthenticationMethod.Kind)
    case writeMethodPolicy, readApplications, writeApplications, readGrants, writeGrants
    case revokeSessions, sendMail, writeBranding, updateUser, enableDisableUser, readSecurityAttributes

    /// Any one of these application permissions opens the first gate.
    var permissions: Set<String> {
        switch self {
        case .readUsers: ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"]
        case .readGroups:
            [
                "Group.Read.All", "Group.ReadWrite.All", "GroupMember.Read.All", "Group.ReadBasic.All",
                "Directory.Read.All", "Directory.ReadWrite.All",
            ]
        case .readRoles:
            [
                "RoleManagement.Read.Directory", "RoleManagement.Read.All", "Directory.Read.All",
                "Directory.ReadWrite.All",
            ]
        case .readMethods: ["UserAuthenticationMethod.Read.All", "UserAuthenticationMethod.ReadWrite.All"]
        case .readMethodPolicy:
            ["Policy.Read.AuthenticationMethod", "Policy.Read.All", "Policy.ReadWrite.AuthenticationMethod"]
        case .writeMethodPolicy: ["Policy.ReadWrite.AuthenticationMethod"]
        case .readApplications:
            ["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"]
        case .writeApplications: ["Application.ReadWrite.All"]
        case .readGrants:
            ["DelegatedPermissionGrant.Read.All", "DelegatedPermissionGrant.ReadWrite.All", "Directory.Read.All"]
        case .writeGrants: ["DelegatedPermissionGrant.ReadWrite.All"]
        case .readOrganization: ["Organization.Read.All", "Directory.Read.All", "User.Read.All"]
        case .readBranding: ["OrganizationalBranding.Read.All", "OrganizationalBranding.ReadWrite.All"]
        case .readMethod(let kind):
            Operation.readMethods.permissions.union([
                "UserAuthMethod-\(kind.permissionPart).Read.All", "UserAuthMethod-\(kind.permissionPart).ReadWrite.All",
            ])
        case .writeMethod(let kind):
            ["UserAuthenticationMethod.ReadWrite.All", "UserAuthMethod-\(kind.permissionPart).ReadWrite.All"]
        case .revokeSessions: ["User.RevokeSessions.All", "User.ReadWrite.All", "Directory.ReadWrite.All"]
        case .sendMail: ["Mail.Send"]
        case .writeBranding: ["OrganizationalBranding.ReadWrite.All"]
        case .updateUser: ["User.ReadWrite.All", "Directory.ReadWrite.All"]
        case .enableDisableUser: ["User.EnableDisableAccount.All", "User.ReadWrite.All", "Directory.ReadWrite.All"]
        case .readSecurityAttributes:
            ["CustomSecAttributeAssignment.Read.All", "CustomSecAttributeAssignment.ReadWrite.All"]
        }
    }

    /// The rule of the second gate, for actions that can take an account over. nil: roles do not matter.
    var roleRule: RoleMatrix.Rule? {
        switch self {
        case .readMethods, .readMethod, .writeMethod: .authenticationMethods
        case .revokeSessions, .enableDisableUser: .sensitiveProperties
        default: nil
        }
    }

    var refusal: GraphError {
        switch self {
        case .readMethods, .readMethod, .writeMethod, .readMethodPolicy, .writeMethodPolicy: .methodsDenied
        case .sendMail: GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
        default: .directoryDenied
        }
    }
}

extension Tenant {
    /// Throws the 403 of the operation unless the gates in force let the caller through. Without a `target` only
    /// permissions are looked at.
    func authorize(_ caller: Caller, _ operation: Operation, on target: DirectoryUser? = nil) throws {
        let permitted = !caller.permissions.isDisjoint(with: operation.permissions)
        guard let rule = operation.roleRule, let target else {
            // An action on somebody whom the caller cannot name yet: the second gate has nothing to judge.
            if operation.roleRule != nil && settings.authorization == .role { return }
            guard permitted else { throw operation.refusal }
            return
        }
        let roleAllows = RoleMatrix.allows(caller.roleTemplateIDs, rule, on: protection(of: target))
        let allowed =
            switch settings.authorization {
            case .permission: permitted
            case .role: roleAllows
            case .both: permitted && roleAllows
            }
        guard allowed else { throw operation.refusal }
    }

    private func protection(of user: DirectoryUser) -> RoleMatrix.Protection {
        .init(
            roles: Set(roles(of: user.id).map(\.templateID)),
            inRoleAssignableGroup: transitiveGroups(of: user.id).contains { $0.isAssignableToRole },
            isManagementRestricted: user.record["isManagementRestricted"]?.bool ?? false)
    }
}
