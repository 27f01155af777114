import Proofing

/// An app registration, as far as the external method needs it (entra-contract A.12).
package struct RegisteredApplication: Sendable, Equatable, Decodable {
    /// The object's own id, which Graph paths are made of. Not the application (client) id.
    package let id: ObjectID
    package let appId: ObjectID
    package let displayName: String?
    package let signInAudience: String?
    package var replyAddresses: [String] { web?.redirectUris ?? [] }
    let web: Web?
    let requiredResourceAccess: [ResourceAccess]?

    struct Web: Codable, Sendable, Equatable { let redirectUris: [String]? }

    static let properties = "id,appId,displayName,signInAudience,web,requiredResourceAccess"
}

/// What an application asks for of one resource.
struct ResourceAccess: Codable, Sendable, Equatable {
    struct Item: Codable, Sendable, Equatable {
        let id: String
        let type: String
    }
    let resourceAppId: String
    let resourceAccess: [Item]
}

/// An application as it stands in the tenant.
package struct RegisteredPrincipal: Sendable, Equatable, Decodable {
    package let id: ObjectID
    package let accountEnabled: Bool?
}

/// Consent to delegated permissions.
package struct PermissionGrant: Sendable, Equatable, Decodable {
    package let id: String
    package let consentType: String?
    package let resourceId: ObjectID?
    package let scope: String?

    /// For everybody of the tenant.
    package var isForAll: Bool { consentType == "AllPrincipals" }
    package var scopes: Set<String> { Set((scope ?? "").split(separator: " ").map(String.init)) }
}

/// An `externalAuthenticationMethodConfiguration` (entra-contract A.13).
package struct RegisteredMethod: Sendable, Equatable, Decodable {
    package struct Setting: Sendable, Equatable, Codable {
        package let clientId: String
        package let discoveryUrl: String
    }

    package struct Target: Sendable, Equatable, Codable {
        /// A GUID, or `all_users`.
        package let id: String
        package let targetType: String?
    }

    package let id: String
    package let displayName: String
    package let state: String
    package let appId: String
    package let openIdConnectSetting: Setting
    package let includeTargets: [Target]?

    package var isEnabled: Bool { state == "enabled" }

    static let type = "#microsoft.graph.externalAuthenticationMethodConfiguration"
}

/// Microsoft's own names for what an external method needs (entra-contract A.12).
package enum MicrosoftGraph {
    /// The resource that both permissions are of.
    package static let appID = "00000003-0000-0000-c000-000000000000"
    package static let openID = "37f7f235-527c-4136-accd-4a02d197296e"
    package static let profile = "14dad69e-099b-42c9-810b-d002981feec1"
    /// The delegated permissions by name.
    package static let scopes: Set<String> = ["openid", "profile"]
}
