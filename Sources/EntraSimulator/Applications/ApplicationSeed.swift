import Foundation

extension Tenant {
    /// Microsoft Graph's service principal, and the applications of the clients that the simulator was started with.
    func seedApplications() {
        let graph = AppObject(
            id: UUID(naming: "servicePrincipal/\(name.domain)/graph").text,
            values: [
                "appId": .string(GraphResource.appID), "displayName": "Microsoft Graph", "accountEnabled": true,
                "servicePrincipalType": "Application",
                "oauth2PermissionScopes": .array(
                    GraphResource.scopes.sorted { $0.key < $1.key }.map {
                        ["id": .string($0.value), "value": .string($0.key), "type": "User", "isEnabled": true]
                    }),
            ])
        state.appObjects[.servicePrincipals] = [graph]
        for client in configuration.clients {
            seedApplication(
                client.id, client.displayName, replyURLs: [], servicePrincipalID: client.servicePrincipalID)
        }
    }

    @discardableResult
    private func seedApplication(
        _ appID: String, _ displayName: String, replyURLs: [String], servicePrincipalID: String
    ) -> AppObject {
        let application = AppObject(
            id: UUID(naming: "application/\(appID)").text,
            values: [
                "appId": .string(appID), "displayName": .string(displayName), "signInAudience": "AzureADMyOrg",
                "web": ["redirectUris": .init(replyURLs)], "createdDateTime": .init(now), "optionalClaims": nil,
            ])
        let principal = servicePrincipal(of: application, id: servicePrincipalID)
        state.appObjects[.applications, default: []].append(application)
        state.appObjects[.servicePrincipals, default: []].append(principal)
        return principal
    }

    /// Registers, consents, configures and requires the method of the preset. Throws ``DirectoryProblem``.
    func seedExternalMethod(_ preset: ExternalMethodPreset) throws {
        // The client that calls Graph may be the same application; then it gets the reply URL besides what it has.
        if var application = appObject(.applications, appID: preset.appID) {
            application.values["web"] = ["redirectUris": [.string(preset.replyURL)]]
            state.appObjects[.applications]?.removeAll { $0.id == application.id }
            state.appObjects[.applications]?.append(application)
        } else {
            seedApplication(
                preset.appID, preset.displayName, replyURLs: [preset.replyURL],
                servicePrincipalID: UUID(naming: "servicePrincipal/\(preset.appID)").text)
        }
        guard let principal = appObject(.servicePrincipals, appID: preset.appID),
            let graph = appObject(.servicePrincipals, appID: GraphResource.appID)
        else { throw DirectoryProblem("no service principal of \(preset.appID)") }
        state.appObjects[.grants, default: []].append(
            AppObject(
                id: UUID(naming: "grant/\(preset.appID)").text,
                values: [
                    "clientId": .string(principal.id), "resourceId": .string(graph.id), "scope": "openid profile",
                    "consentType": "AllPrincipals", "principalId": nil,
                ]))
        let target: MethodTarget =
            switch preset.requiredOf {
            case .everyone: .everyone
            case .group(let group): .group(try groupID(group))
            }
        state.externalMethods.append(
            ExternalMethod(
                id: UUID(naming: "externalMethod/\(preset.appID)").text, displayName: preset.displayName,
                appID: preset.appID, clientID: preset.clientID, discoveryURL: preset.discoveryURL, state: .enabled,
                includeTargets: [target]))
    }
}
