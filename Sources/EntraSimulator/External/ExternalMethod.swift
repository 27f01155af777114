import Foundation

/// An `externalAuthenticationMethodConfiguration`: how the tenant knows one provider (contract A.1, A.13).
struct ExternalMethod: Sendable, Equatable {
    let id: String
    let displayName: String
    var appID: String
    var clientID: String
    var discoveryURL: String
    var state = State.disabled
    var includeTargets: [MethodTarget] = []
    var excludeTargets: [MethodTarget] = []

    enum State: String, Sendable { case enabled, disabled }
    static let odataType = "#microsoft.graph.externalAuthenticationMethodConfiguration"

    var graphObject: JSONValue {
        [
            "@odata.type": .string(Self.odataType), "id": .string(id), "displayName": .string(displayName),
            "state": .string(state.rawValue), "appId": .string(appID),
            "openIdConnectSetting": ["clientId": .string(clientID), "discoveryUrl": .string(discoveryURL)],
            "includeTargets": .array(includeTargets.map(\.graphObject)),
            "excludeTargets": .array(excludeTargets.map(\.graphObject)),
        ]
    }
}

/// Whom a method is for.
enum MethodTarget: Sendable, Equatable {
    case everyone
    case group(String)
    case user(String)

    var graphObject: JSONValue {
        switch self {
        case .everyone: ["id": "all_users", "targetType": "group", "isRegistrationRequired": false]
        case .group(let id): ["id": .string(id), "targetType": "group", "isRegistrationRequired": false]
        case .user(let id): ["id": .string(id), "targetType": "user", "isRegistrationRequired": false]
        }
    }

    init(_ value: JSONValue) throws {
        guard let id = value["id"]?.string,
            let type = value["targetType"]?.string ?? (value["id"] == "all_users" ? "group" : nil)
        else { throw GraphError.badRequest("A target needs id and targetType.") }
        switch (type, id) {
        case ("group", "all_users"): self = .everyone
        case ("group", _): self = .group(id.lowercased())
        case ("user", _): self = .user(id.lowercased())
        default: throw GraphError.badRequest("targetType '\(type)' must be user or group.")
        }
    }
}

// MARK: Bodies of requests

extension ExternalMethod {
    /// The body of a creation. Types are checked here, what it names in the tenant by ``Tenant/check(_:isNew:)``.
    init(creating body: [String: JSONValue]) throws {
        guard let name = body["displayName"]?.string, !name.isEmpty, name.count <= 128 else {
            throw GraphError.badRequest("displayName is required and has at most 128 characters.")
        }
        id = UUID().text
        displayName = name
        (appID, clientID, discoveryURL) = ("", "", "")
        for required in ["appId", "openIdConnectSetting"] where body[required]?.isNull ?? true {
            throw GraphError.badRequest("\(required) is required.")
        }
        try apply(body)
    }

    mutating func apply(_ body: [String: JSONValue]) throws {
        guard body["@odata.type"]?.string == Self.odataType else {
            throw GraphError.badRequest("@odata.type must be \(Self.odataType).")
        }
        for (name, value) in body where !name.contains("@odata.") {
            switch name {
            case "id": guard value.string == id else { throw GraphError.badRequest("Property 'id' is read-only.") }
            case "displayName":
                // The name cannot be changed later (contract A.12, 3).
                guard value.string == displayName else {
                    throw GraphError.badRequest("The displayName of an external method cannot be changed.")
                }
            case "appId":
                guard let text = value.string, UUID(uuidString: text) != nil else {
                    throw GraphError.badRequest("appId must be a GUID.")
                }
                appID = text.lowercased()
            case "openIdConnectSetting": try applySetting(value)
            case "state":
                guard let state = value.string.flatMap(State.init(rawValue:)) else {
                    throw GraphError.badRequest("state must be enabled or disabled.")
                }
                self.state = state
            case "includeTargets": includeTargets = try targets(value)
            case "excludeTargets": excludeTargets = try targets(value)
            default: throw GraphError.badRequest("Property '\(name)' does not exist on an external method.")
            }
        }
    }

    private mutating func applySetting(_ value: JSONValue) throws {
        guard let members = value.object, let client = members["clientId"]?.string, !client.isEmpty,
            let discovery = members["discoveryUrl"]?.string,
            Set(members.keys.filter { !$0.hasPrefix("@") }) == ["clientId", "discoveryUrl"]
        else { throw GraphError.badRequest("openIdConnectSetting must have clientId and discoveryUrl, both strings.") }
        clientID = client
        discoveryURL = discovery
    }

    private func targets(_ value: JSONValue) throws -> [MethodTarget] {
        guard let array = value.array else { throw GraphError.badRequest("Targets must be a list.") }
        return try array.map(MethodTarget.init)
    }
}
