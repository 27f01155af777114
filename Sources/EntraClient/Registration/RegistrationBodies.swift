import Proofing

/// Bodies of Graph requests, member for member as Graph names them (entra-contract A.13).
struct NewApplication: Encodable {
    struct Web: Encodable { let redirectUris: [String] }

    let displayName: String
    let signInAudience = "AzureADMyOrg"
    let web: Web
    let requiredResourceAccess = [ResourceAccess.signIn]

    init(named name: String, replyingTo address: String) {
        displayName = name
        web = Web(redirectUris: [address])
    }
}

extension ResourceAccess {
    /// The two delegated permissions, and no others (entra-contract A.12).
    static let signIn = ResourceAccess(
        resourceAppId: MicrosoftGraph.appID,
        resourceAccess: [MicrosoftGraph.openID, MicrosoftGraph.profile].map { Item(id: $0, type: "Scope") })
}

/// What is nil stays as it is.
struct ApplicationChange: Encodable {
    var web: NewApplication.Web?
    var requiredResourceAccess: [ResourceAccess]?
}

struct NewPrincipal: Encodable { let appId: String }

struct NewGrant: Encodable {
    let clientId: String
    let consentType = "AllPrincipals"
    let resourceId: String
    let scope = "openid profile"
}

struct NewMethod: Encodable {
    let type = RegisteredMethod.type
    let displayName: String
    let appId: String
    let openIdConnectSetting: RegisteredMethod.Setting
    let state = "disabled"

    enum CodingKeys: String, CodingKey {
        case type = "@odata.type"
        case displayName, appId, openIdConnectSetting, state
    }
}

/// What is nil stays as it is.
struct MethodChange: Encodable {
    struct Target: Encodable {
        let targetType = "group"
        let id: String
        let isRegistrationRequired = false
    }

    let type = RegisteredMethod.type
    var state: String?
    var openIdConnectSetting: RegisteredMethod.Setting?
    var includeTargets: [Target]?

    enum CodingKeys: String, CodingKey {
        case type = "@odata.type"
        case state, openIdConnectSetting, includeTargets
    }
}
