import Foundation

/// One invented person as written in `Resources/contoso.json`.
struct SeededPerson: Decodable, Sendable {
    let local: String
    let given: String?
    let surname: String?
    let display: String
    let born: String?
    let department: String
    let title: String
    var groups: [String]?
    var roles: [String]?
    var methods: [String]?
    var disabled: Bool?
    var guestOf: String?
    var startsInDays: Int?
    var synced: Bool?
}

extension Tenant {
    /// Fills the tenant with Contoso's people. Object ids are derived from names, so they survive restarts.
    func seedContoso() throws {
        let url = Bundle.module.bundleURL.appending(path: "Resources/contoso.json")
        let people = try JSONDecoder().decode([SeededPerson].self, from: Data(contentsOf: url))
        for (group, description, isAssignableToRole) in Self.seededGroups {
            addGroup(
                group, id: UUID(naming: "group/\(name.domain)/\(group)").text, description: description,
                isAssignableToRole: isAssignableToRole)
        }
        for person in people { try seed(person) }
    }

    private static let seededGroups = [
        ("All employees", "Everyone who works at Contoso", false),
        ("Finance", "Finance department", false),
        ("Engineering", "Engineering department", false),
        ("Administrators", "Role-assignable group of administrators", true),
        ("Excluded from recovery", "People who must see the service desk in person", false),
    ]

    private func seed(_ person: SeededPerson) throws {
        let isGuest = person.guestOf != nil
        let ownGroups = ["Finance", "Engineering"].contains(person.department) ? [person.department] : []
        let groups = (isGuest ? [] : ["All employees"]) + ownGroups + (person.groups ?? [])
        let user = try addUser(
            properties(of: person), id: UUID(naming: "user/\(name.domain)/\(person.local)").text,
            groups: groups, roles: person.roles ?? [])
        for method in person.methods ?? ["phone", "authenticator"] {
            switch method {
            case "phone":
                addMethod(.mobilePhone("+31 20555\(String(format: "%04d", stableNumber(person.local)))"), to: user.id)
            case "authenticator":
                addMethod(
                    .authenticator(
                        on: "\(person.given ?? person.display)'s phone",
                        id: UUID(naming: "authenticator/\(user.id)").text), to: user.id)
            case "passkey":
                addMethod(
                    .passkey(named: "Security key", id: UUID(naming: "passkey/\(user.id)").text, at: now), to: user.id)
            case "email": addMethod(.email(Self.privateAddress(person)), to: user.id)
            default: throw DirectoryProblem("unknown method \(method) of \(person.local)")
            }
        }
    }

    private func properties(of person: SeededPerson) -> [String: JSONValue] {
        let address =
            person.guestOf.map { "\(person.local)_\($0)#EXT#@\(name.domain)" } ?? "\(person.local)@\(name.domain)"
        let mail = person.guestOf.map { "\(person.local)@\($0)" } ?? address
        var properties: [String: JSONValue] = [
            "userPrincipalName": .string(address), "mail": .string(mail), "displayName": .string(person.display),
            "givenName": .init(person.given), "surname": .init(person.surname), "jobTitle": .string(person.title),
            "department": .string(person.department), "accountEnabled": .bool(person.disabled != true),
            "otherMails": .init([Self.privateAddress(person)]), "proxyAddresses": .init(["SMTP:\(mail)"]),
            "usageLocation": "NL", "preferredLanguage": "en",
            "employeeId": .string("C\(10000 + stableNumber(person.local))"),
            "companyName": .string(name.displayName), "mailNickname": .string(person.local),
        ]
        if let born = person.born {
            properties["onPremisesExtensionAttributes"] = extensionAttributes(["extensionAttribute1": .string(born)])
        }
        if let domain = person.guestOf {
            properties["userType"] = "Guest"
            properties["creationType"] = "Invitation"
            properties["externalUserState"] = "Accepted"
            properties["identities"] = [
                [
                    "signInType": "federated", "issuer": .string(domain),
                    "issuerAssignedId": .string("\(person.local)@\(domain)"),
                ]
            ]
        }
        if let days = person.startsInDays {
            properties["employeeHireDate"] = .init(now.addingTimeInterval(Double(days) * 86400))
        }
        if person.synced == true {
            properties["onPremisesSyncEnabled"] = true
            properties["onPremisesSamAccountName"] = .string(person.local)
        }
        return properties
    }

    private static func privateAddress(_ person: SeededPerson) -> String { "\(person.local)@home.example" }

    /// Four digits that stay the same for the same name.
    private func stableNumber(_ words: String) -> Int {
        words.utf8.reduce(7) { ($0 * 31 + Int($1)) % 10000 }
    }
}
