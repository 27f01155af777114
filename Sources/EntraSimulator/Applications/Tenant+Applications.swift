import Foundation

extension Tenant {
    func appObjects(_ collection: AppCollection) -> [AppObject] { state.appObjects[collection] ?? [] }

    func appObject(_ collection: AppCollection, _ id: String) throws -> AppObject {
        guard let object = appObjects(collection).first(where: { $0.id == id.lowercased() }) else {
            throw GraphError.notFound(id)
        }
        return object
    }

    func appObject(_ collection: AppCollection, appID: String) -> AppObject? {
        appObjects(collection).first { $0["appId"]?.lowercased() == appID.lowercased() }
    }

    // MARK: Changes asked for through Graph

    func add(_ body: [String: JSONValue], to collection: AppCollection, call: Int) throws -> AppObject {
        let given = try checked(body, collection)
        let object =
            switch collection {
            case .applications: try newApplication(given)
            case .servicePrincipals: try newServicePrincipal(given)
            case .grants: try newGrant(given)
            }
        state.appObjects[collection, default: []].append(object)
        note(.init(kind: .objectAdded, detail: "\(collection.rawValue)/\(object.id)"), on: call)
        return object
    }

    /// Complex values are merged member by member, as Graph does with `web`.
    func change(_ id: String, in collection: AppCollection, _ body: [String: JSONValue], call: Int) throws {
        let given = try checked(body, collection)
        var object = try appObject(collection, id)
        for (name, value) in given {
            if collection == .grants && name != "scope" {
                throw GraphError.badRequest("Only the scope of a permission grant can be updated.")
            }
            guard name != "appId" else { throw GraphError.badRequest("Property 'appId' is read-only.") }
            if let old = object.values[name]?.object, let new = value.object {
                object.values[name] = .object(old.merging(new) { _, new in new })
            } else {
                object.values[name] = value
            }
        }
        if collection == .applications { try checkApplication(object.values) }
        replace(object, in: collection)
        note(.init(kind: .objectChanged, detail: "\(collection.rawValue)/\(object.id)"), on: call)
    }

    /// Takes what depends on it along: the service principal of an application, the consents of a service principal.
    func remove(_ id: String, from collection: AppCollection, call: Int) throws {
        let object = try appObject(collection, id)
        switch collection {
        case .applications:
            for principal in appObjects(.servicePrincipals) where principal["appId"] == object["appId"] {
                try remove(principal.id, from: .servicePrincipals, call: call)
            }
        case .servicePrincipals:
            state.appObjects[.grants]?.removeAll { $0["clientId"] == object.id || $0["resourceId"] == object.id }
        case .grants: break
        }
        state.appObjects[collection]?.removeAll { $0.id == object.id }
        note(.init(kind: .objectDeleted, detail: "\(collection.rawValue)/\(object.id)"), on: call)
    }

    private func replace(_ object: AppObject, in collection: AppCollection) {
        guard let index = state.appObjects[collection]?.firstIndex(where: { $0.id == object.id }) else { return }
        state.appObjects[collection]?[index] = object
    }

    private func checked(_ body: [String: JSONValue], _ collection: AppCollection) throws -> [String: JSONValue] {
        let given = body.filter { !$0.key.hasPrefix("@") }
        if let unknown = given.keys.sorted().first(where: { !collection.writable.contains($0) }) {
            throw GraphError.badRequest(
                "Property '\(unknown)' does not exist or cannot be set on \(collection.rawValue).")
        }
        return given
    }

    // MARK: Applications

    private func newApplication(_ given: [String: JSONValue]) throws -> AppObject {
        var values: [String: JSONValue] = [
            "signInAudience": "AzureADMyOrg", "identifierUris": [], "requiredResourceAccess": [],
            "optionalClaims": nil, "tags": [], "keyCredentials": [], "passwordCredentials": [],
            "web": ["redirectUris": [], "homePageUrl": nil, "logoutUrl": nil],
            "api": ["oauth2PermissionScopes": []], "publisherDomain": .string(name.domain),
        ]
        for (name, value) in given {
            let merged = values[name]?.object.flatMap { old in value.object.map { old.merging($0) { $1 } } }
            values[name] = merged.map(JSONValue.object) ?? value
        }
        values["appId"] = .string(UUID().text)
        values["createdDateTime"] = .init(now)
        try checkApplication(values)
        return AppObject(id: UUID().text, values: values)
    }

    private func checkApplication(_ values: [String: JSONValue]) throws {
        guard let name = values["displayName"]?.string, (1...256).contains(name.count) else {
            throw GraphError.badRequest("Invalid value specified for property 'displayName' of resource 'Application'.")
        }
        let audiences = [
            "AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount",
        ]
        guard let audience = values["signInAudience"]?.string, audiences.contains(audience) else {
            throw GraphError.badRequest(
                "Invalid value specified for property 'signInAudience' of resource 'Application'.")
        }
        guard let addresses = values["web"]?["redirectUris"]?.strings else {
            throw GraphError.badRequest("web.redirectUris must be a list of URLs.")
        }
        // Entra registers plain http for loopback, whether or not this is a lab.
        let rules = ProviderURLRules(acceptsLoopbackHTTP: true)
        for address in addresses {
            guard rules.problem(with: address, called: "redirectUri") == nil, address.count <= 256 else {
                throw GraphError.badRequest(
                    "One or more properties contain invalid values. Redirect URI '\(address)' must use https or localhost."
                )
            }
        }
    }

    // MARK: Service principals and consent

    private func newServicePrincipal(_ given: [String: JSONValue]) throws -> AppObject {
        guard let appID = given["appId"]?.string else { throw GraphError.badRequest("Property 'appId' is required.") }
        guard let application = appObject(.applications, appID: appID) else {
            throw GraphError.badRequest("The appId '\(appID)' does not reference a valid application object.")
        }
        guard appObject(.servicePrincipals, appID: appID) == nil else {
            throw Self.exists("The service principal cannot be created: the service principal name \(appID) is in use.")
        }
        return servicePrincipal(of: application, id: UUID().text, given)
    }

    func servicePrincipal(of application: AppObject, id: String, _ given: [String: JSONValue] = [:]) -> AppObject {
        let values: [String: JSONValue] = [
            "appId": .init(application["appId"]), "displayName": .init(application["displayName"]),
            "appDisplayName": .init(application["displayName"]), "accountEnabled": true,
            "servicePrincipalType": "Application", "appOwnerOrganizationId": .string(name.id),
            "replyUrls": application.values["web"]?["redirectUris"] ?? [], "tags": [],
            "appRoleAssignmentRequired": false,
        ]
        return AppObject(id: id, values: values.merging(given.filter { $0.key != "appId" }) { _, new in new })
    }

    private func newGrant(_ given: [String: JSONValue]) throws -> AppObject {
        guard let client = given["clientId"]?.string, let resource = given["resourceId"]?.string,
            let type = given["consentType"]?.string, let scope = given["scope"]?.string
        else { throw GraphError.badRequest("clientId, consentType, resourceId and scope are required.") }
        let principals = appObjects(.servicePrincipals)
        for id in [client, resource] where !principals.contains(where: { $0.id == id.lowercased() }) {
            throw GraphError.badRequest("The service principal '\(id)' does not exist in this directory.")
        }
        let principal = given["principalId"]?.string
        guard ["AllPrincipals", "Principal"].contains(type), (type == "Principal") == (principal != nil) else {
            throw GraphError.badRequest("consentType must be AllPrincipals, or Principal with a principalId.")
        }
        let values: [String: JSONValue] = [
            "clientId": .string(client.lowercased()), "resourceId": .string(resource.lowercased()),
            "consentType": .string(type), "principalId": .init(principal?.lowercased()), "scope": .string(scope),
        ]
        let same = ["clientId", "resourceId", "consentType", "principalId"]
        if appObjects(.grants).contains(where: { old in same.allSatisfy { old.values[$0] == values[$0] } }) {
            throw Self.exists("Permission entry already exists.")
        }
        return AppObject(id: UUID().text, values: values)
    }

    private static func exists(_ message: String) -> GraphError {
        GraphError(409, "Request_MultipleObjectsWithSameKeyValue", message)
    }

    /// Whether sign-in of the person may name this application: a service principal with consent to `openid`.
    /// nil when it may; otherwise the object that is missing (AADSTS900491).
    func missingConsent(of appID: String, for userID: String? = nil) -> String? {
        guard let principal = appObject(.servicePrincipals, appID: appID),
            principal.values["accountEnabled"]?.bool != false
        else { return "service principal" }
        let graph = appObject(.servicePrincipals, appID: GraphResource.appID)
        let isGranted = appObjects(.grants).contains { grant in
            grant["clientId"] == principal.id && grant["resourceId"] == graph?.id
                && (grant["consentType"] == "AllPrincipals" || (userID != nil && grant["principalId"] == userID))
                && (grant["scope"] ?? "").split(separator: " ").contains("openid")
        }
        return isGranted ? nil : "admin consent to openid"
    }
}
