import Foundation
import Hummingbird

/// The home page with everyone in the tenant, one person's page, and *Add a person*.
struct PeoplePages {
    let tenant: Tenant
    let pages: Pages

    func add(to router: Router<SimulatorContext>) {
        router.get("/") { request, _ in await home(request) }
        router.get("simulator.css") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "max-age=300"],
                body: .init(byteBuffer: ByteBuffer(string: pages.stylesheet)))
        }
        router.get("people/new") { _, _ in await form(.init(), problem: nil) }
        router.post("people/new") { request, context in try await add(request, context) }
        router.get("people/{user}") { request, context in await person(request, context) }
    }

    private func home(_ request: Request) async -> Response {
        let search = request.queryFields["q"]?.trimmingCharacters(in: .whitespaces) ?? ""
        let all = await tenant.users
        var people: [PersonRow] = []
        for user in all.sorted(by: { $0.displayName.localizedStandardCompare($1.displayName) == .orderedAscending }) {
            let row = await tenant.row(for: user)
            if search.isEmpty || row.matches(search) { people.append(row) }
        }
        let shown = people.prefix(200)
        return pages.render(
            "home", title: "People",
            [
                "people": shown.map(\.values), "search": search, "count": people.count, "total": all.count,
                "cut": people.count > shown.count, "none": people.isEmpty,
                "password": tenant.configuration.initialPassword,
            ])
    }

    private func person(_ request: Request, _ context: SimulatorContext) async -> Response {
        guard let user = await tenant.user(context.segment("user")) else {
            return pages.render("missing", title: "Nobody here", status: .notFound)
        }
        var values = await tenant.row(for: user).values
        values["isNew"] = request.queryFields["added"] != nil
        values["birthDate"] = ReadableDate.day(user.birthDate) ?? "not recorded"
        values["givenName"] = user.record["givenName"]?.string ?? "—"
        values["surname"] = user.record["surname"]?.string ?? "—"
        values["privateMail"] = user.record["otherMails"]?.strings?.joined(separator: ", ") ?? "—"
        values["password"] = user.password
        values["methods"] = user.methods.map { ["title": $0.kind.title] }
        return pages.render("person", title: user.displayName, values)
    }

    private func form(_ fields: NewPerson, problem: String?) async -> Response {
        let groups = await tenant.groups.filter { $0.displayName != "All employees" }
        return pages.render(
            "new-person", title: "Add a person",
            [
                "problem": problem, "givenName": fields.givenName, "surname": fields.surname,
                "displayName": fields.displayName, "birthDate": fields.birthDate, "localPart": fields.localPart,
                "privateMail": fields.privateMail, "isAdmin": fields.isAdmin,
                "groups": groups.map {
                    ["id": $0.id, "name": $0.displayName, "checked": fields.groups.contains($0.id)] as [String: Any]
                },
            ], status: problem == nil ? .ok : .unprocessableContent)
    }

    private func add(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        let person = NewPerson(try await request.form())
        do {
            let user = try await tenant.add(person)
            await tenant.note(.init(kind: .userAdded, userID: user.id), on: context.call)
            return .redirect("/people/\(user.id)?added=1")
        } catch let problem as DirectoryProblem {
            return await form(person, problem: problem.description)
        }
    }
}

/// The fields of *Add a person* as typed.
struct NewPerson: Sendable {
    var givenName = ""
    var surname = ""
    var displayName = ""
    var birthDate = ""
    var localPart = ""
    var privateMail = ""
    var groups: [String] = []
    var isAdmin = false

    init() {}

    init(_ form: FormFields) {
        func text(_ name: String) -> String { (form[name] ?? "").trimmingCharacters(in: .whitespaces) }
        givenName = text("givenName")
        surname = text("surname")
        displayName = text("displayName")
        birthDate = text("birthDate")
        localPart = text("localPart").lowercased()
        privateMail = text("privateMail")
        groups = form.all("group")
        isAdmin = form["isAdmin"] != nil
    }
}

extension Tenant {
    /// Adds someone from the form. Either name may be empty, as for a mononym, but not both.
    func add(_ person: NewPerson) throws -> DirectoryUser {
        let names = [person.givenName, person.surname].filter { !$0.isEmpty }
        guard !names.isEmpty else { throw DirectoryProblem("Enter a given name, a surname, or both.") }
        guard names.allSatisfy({ $0.count <= 64 }) else { throw DirectoryProblem("A name has at most 64 characters.") }
        guard !person.localPart.isEmpty else {
            throw DirectoryProblem("Enter the first part of the work e-mail address.")
        }
        guard person.birthDate.isEmpty || person.birthDate.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else {
            throw DirectoryProblem("Enter the date of birth as in 1991-03-14.")
        }
        let address = "\(person.localPart)@\(name.domain)"
        var properties: [String: JSONValue] = [
            "displayName": .string(person.displayName.isEmpty ? names.joined(separator: " ") : person.displayName),
            "userPrincipalName": .string(address), "mail": .string(address), "mailNickname": .string(person.localPart),
            "proxyAddresses": .init(["SMTP:\(address)"]),
        ]
        if !person.givenName.isEmpty { properties["givenName"] = .string(person.givenName) }
        if !person.surname.isEmpty { properties["surname"] = .string(person.surname) }
        if !person.privateMail.isEmpty { properties["otherMails"] = .init([person.privateMail]) }
        if !person.birthDate.isEmpty {
            properties["onPremisesExtensionAttributes"] = extensionAttributes([
                "extensionAttribute1": .string(person.birthDate)
            ])
        }
        let everyone = groups.filter { $0.displayName == "All employees" }.map(\.id)
        return try addUser(
            properties, groups: everyone + person.groups, roles: person.isAdmin ? ["Global Administrator"] : [])
    }

    func row(for user: DirectoryUser) -> PersonRow {
        let pass = user.pass.map { $0.usability(at: now, allowed: passPolicyAllows(user)) }
        let hireDate = user.record["employeeHireDate"]?.string.flatMap(Timestamp.date)
        return PersonRow(
            id: user.id, displayName: user.displayName, userPrincipalName: user.userPrincipalName,
            department: user.record["department"]?.string ?? "",
            groups: groups.filter { $0.contains(user.id) }.map(\.displayName).sorted(),
            roles: roles(of: user.id).map(\.displayName), isDisabled: !user.accountEnabled, isGuest: user.isGuest,
            startsLater: hireDate.map { $0 > now } ?? false, hasPass: pass == .enabledByPolicy)
    }
}

/// One line of the list of people.
struct PersonRow: Sendable {
    let id: String
    let displayName: String
    let userPrincipalName: String
    let department: String
    let groups: [String]
    let roles: [String]
    let isDisabled: Bool
    let isGuest: Bool
    let startsLater: Bool
    let hasPass: Bool

    func matches(_ search: String) -> Bool {
        ([displayName, userPrincipalName, department] + groups + roles).contains {
            $0.localizedStandardContains(search)
        }
    }

    var values: [String: Any] {
        [
            "id": id, "displayName": displayName, "userPrincipalName": userPrincipalName, "department": department,
            "hasDepartment": !department.isEmpty,
            "initials": displayName.split(separator: " ").compactMap(\.first).prefix(2).map(String.init).joined(),
            "groups": groups.joined(separator: ", "), "roles": roles.map { ["name": $0] }, "isDisabled": isDisabled,
            "isGuest": isGuest, "startsLater": startsLater, "hasPass": hasPass,
            "signInName": userPrincipalName.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "",
        ]
    }
}
