import EntraClient
import Foundation

/// The registration for somebody who does it by hand: where to click, and the same as Graph calls (entra-contract A.12, A.13).
struct RegistrationGuide {
    let settings: RegistrationSettings
    let wish: RegistrationWish

    private var graph: String { "\(settings.graph)/v1.0" }
    private var application: String { wish.application?.rawValue ?? "<application (client) id>" }
    private var methods: String { "\(graph)/policies/authenticationMethodsPolicy/authenticationMethodConfigurations" }

    var text: String {
        """
        The external method in the tenant \(settings.tenant). Nothing was looked up or changed.
        The portal is https://entra.microsoft.com; with a token this command does it itself (--help).

        1  App registration                                      Cloud Application Administrator
           Portal: Entra ID > App registrations > New registration
             Name                      \(wish.displayName)
             Supported account types   this organizational directory only (AzureADMyOrg)
             Redirect URI              Web: \(wish.replyAddress)
           then API permissions > Add a permission > Microsoft Graph > Delegated permissions: openid, profile
           Graph:  POST \(graph)/applications
             \(applicationBody)

        2  Service principal                                     made by the portal with the registration
           Graph:  POST \(graph)/servicePrincipals
             {"appId":"\(application)"}

        3  Admin consent to openid and profile                   Privileged Role Administrator
           Portal: App registrations > \(wish.displayName) > API permissions > Grant admin consent
           Graph:  POST \(graph)/oauth2PermissionGrants
             {"clientId":"<id of 2>","consentType":"AllPrincipals","resourceId":"<id of Microsoft Graph's>","scope":"openid profile"}
             Microsoft Graph's: GET \(graph)/servicePrincipals(appId='\(MicrosoftGraph.appID)')

        4  External method                                       Authentication Policy Administrator
           First put the application id into the configuration and start the server: Entra looks at it.
             "externalMethod": { "appId": "\(application)", "clientId": "\(wish.clientID)" }
           Portal: Entra ID > Authentication methods > Add external method (external MFA)
             Name                      \(wish.displayName)      cannot be changed later
             Client ID                 \(wish.clientID)
             Discovery Endpoint        \(wish.discoveryAddress)
             App ID                    \(application)
             Enable and target         \(wish.enables ? "on" : "off"), \(targets)
           Graph:  POST \(methods)
             \(methodBody)
           then    PATCH \(methods)/<id>
             \(targetBody)

        5  Conditional Access policy with the grant "Require multifactor authentication"
           Authentication strengths are not satisfied by an external method.

        Then: countersign doctor
        """
    }

    private var targets: String {
        wish.groups.isEmpty ? "all users" : wish.groups.map(\.rawValue).joined(separator: ", ")
    }

    private var applicationBody: String {
        """
        {"displayName":\(quoted(wish.displayName)),"signInAudience":"AzureADMyOrg",
              "web":{"redirectUris":["\(wish.replyAddress)"]},
              "requiredResourceAccess":[{"resourceAppId":"\(MicrosoftGraph.appID)","resourceAccess":[
                {"id":"\(MicrosoftGraph.openID)","type":"Scope"},
                {"id":"\(MicrosoftGraph.profile)","type":"Scope"}]}]}
        """
    }

    private var methodBody: String {
        """
        {"@odata.type":"#microsoft.graph.externalAuthenticationMethodConfiguration","displayName":\(quoted(wish.displayName)),
              "appId":"\(application)","state":"disabled",
              "openIdConnectSetting":{"clientId":\(quoted(wish.clientID)),"discoveryUrl":"\(wish.discoveryAddress)"}}
        """
    }

    private var targetBody: String {
        let ids = wish.groups.isEmpty ? ["all_users"] : wish.groups.map(\.rawValue)
        let list = ids.map { "{\"targetType\":\"group\",\"id\":\"\($0)\",\"isRegistrationRequired\":false}" }
        return """
            {"@odata.type":"#microsoft.graph.externalAuthenticationMethodConfiguration",\
            "state":"\(wish.enables ? "enabled" : "disabled")","includeTargets":[\(list.joined(separator: ","))]}
            """
    }

    private func quoted(_ text: String) -> String {
        (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
