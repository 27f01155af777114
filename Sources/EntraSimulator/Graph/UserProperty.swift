import Foundation

/// The properties of a user that v1.0 knows, as far as the simulator keeps them (contract C.3).
enum UserProperty {
    /// Returned without `$select`, besides `id`.
    static let returnedByDefault = [
        "businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation",
        "preferredLanguage", "surname", "userPrincipalName",
    ]

    static let selectable: Set<String> = Set(returnedByDefault).union([
        "id", "accountEnabled", "ageGroup", "city", "companyName", "country", "createdDateTime", "creationType",
        "customSecurityAttributes", "deletedDateTime", "department", "employeeHireDate", "employeeId",
        "employeeLeaveDateTime", "employeeOrgData", "employeeType", "externalUserState", "identities",
        "isManagementRestricted", "lastPasswordChangeDateTime", "mailNickname", "onPremisesDistinguishedName",
        "onPremisesDomainName", "onPremisesExtensionAttributes", "onPremisesImmutableId",
        "onPremisesLastSyncDateTime", "onPremisesSamAccountName", "onPremisesSyncEnabled",
        "onPremisesUserPrincipalName", "otherMails", "postalCode", "proxyAddresses",
        "signInSessionsValidFromDateTime", "state", "streetAddress", "usageLocation", "userType",
    ])

    /// Kept by SharePoint, not by the directory: 501 (contract C.1).
    static let elsewhere: Set<String> = [
        "aboutMe", "birthday", "hireDate", "interests", "mySite", "pastProjects", "preferredName", "responsibilities",
        "schools", "skills",
    ]

    private static let collections: Set<String> = ["businessPhones", "otherMails", "proxyAddresses", "identities"]

    /// What a plain read shows for a property that was never set. Delta shows nothing instead.
    static func unset(_ name: String) -> JSONValue { collections.contains(name) ? [] : .null }

    /// Changeable through `PATCH /users/{id}` by an app.
    static let writable: Set<String> = [
        "accountEnabled", "businessPhones", "city", "companyName", "country", "department", "displayName",
        "employeeHireDate", "employeeId", "employeeType", "givenName", "jobTitle", "mailNickname", "mobilePhone",
        "officeLocation", "onPremisesExtensionAttributes", "otherMails", "preferredLanguage", "state",
        "streetAddress", "surname", "usageLocation", "userPrincipalName",
    ]

    static func isDirectoryExtension(_ name: String) -> Bool {
        let parts = name.split(separator: "_", maxSplits: 2)
        return parts.count == 3 && parts[0] == "extension" && parts[1].count == 32 && parts[1].allSatisfy(\.isHexDigit)
    }

    /// Throws the error Graph gives for a name it cannot select.
    static func check(_ name: String) throws {
        if elsewhere.contains(name) { throw GraphError.notImplemented("This operation target is not yet supported.") }
        guard selectable.contains(name) || isDirectoryExtension(name) else {
            throw GraphError(
                400, "BadRequest", "Could not find a property named '\(name)' on type 'microsoft.graph.user'.")
        }
    }
}

enum GroupProperty {
    static let returnedByDefault = [
        "createdDateTime", "description", "displayName", "groupTypes", "isAssignableToRole", "mailEnabled",
        "mailNickname", "securityEnabled",
    ]
    static let selectable = Set(returnedByDefault + ["id"])

    static func check(_ name: String) throws {
        guard selectable.contains(name) else {
            throw GraphError(
                400, "BadRequest", "Could not find a property named '\(name)' on type 'microsoft.graph.group'.")
        }
    }
}

extension DirectoryUser {
    /// The Graph object with exactly the selected properties; what was never set shows as null or empty.
    func graphObject(selecting names: [String]) -> JSONValue {
        var object: [String: JSONValue] = ["id": .string(id)]
        for name in names where name != "id" { object[name] = record[name] ?? UserProperty.unset(name) }
        return .object(object)
    }
}

extension DirectoryGroup {
    func graphObject(selecting names: [String]) -> JSONValue {
        var object: [String: JSONValue] = ["id": .string(id)]
        for name in names where name != "id" { object[name] = record[name] ?? .null }
        return .object(object)
    }
}
