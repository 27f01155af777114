/// An app registration, a service principal or a consent: Graph properties under an object id.
struct AppObject: Sendable {
    let id: String
    var values: [String: JSONValue]

    subscript(name: String) -> String? { values[name]?.string }

    var graphObject: JSONValue { .object(values.merging(["id": .string(id)]) { _, new in new }) }
}

/// The three collections an app is registered in (contract A.12, A.13).
enum AppCollection: String, CaseIterable, Sendable {
    case applications, servicePrincipals
    case grants = "oauth2PermissionGrants"

    /// Members a request may carry; anything else is refused, as Graph does.
    var writable: Set<String> {
        switch self {
        case .applications:
            [
                "displayName", "description", "signInAudience", "web", "spa", "publicClient", "requiredResourceAccess",
                "optionalClaims", "identifierUris", "tags", "notes", "api", "isFallbackPublicClient", "info",
                "groupMembershipClaims", "serviceManagementReference",
            ]
        case .servicePrincipals:
            ["appId", "accountEnabled", "appRoleAssignmentRequired", "tags", "notes", "displayName", "loginUrl"]
        case .grants: ["clientId", "consentType", "principalId", "resourceId", "scope"]
        }
    }

    var filterable: Set<String> {
        switch self {
        case .applications: ["id", "appId", "displayName", "signInAudience"]
        case .servicePrincipals: ["id", "appId", "displayName", "servicePrincipalType"]
        case .grants: ["id", "clientId", "consentType", "principalId", "resourceId"]
        }
    }

    var read: Operation { self == .grants ? .readGrants : .readApplications }
    var write: Operation { self == .grants ? .writeGrants : .writeApplications }
}

/// Microsoft Graph as it stands in every tenant: the resource of every consent here (contract A.12).
enum GraphResource {
    static let appID = "00000003-0000-0000-c000-000000000000"
    static let scopes = [
        "openid": "37f7f235-527c-4136-accd-4a02d197296e", "profile": "14dad69e-099b-42c9-810b-d002981feec1",
    ]
}
