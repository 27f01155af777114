import Foundation
import Hummingbird
import Testing

@testable import EntraSimulator

@Suite struct DirectoryTests {
    @Test func `The seeded tenant has forty people and more, the same ids every time`() async throws {
        try await Lab.run { lab async throws in
            let first = await lab.tenant.users.map(\.id)
            #expect(first.count >= 40)
            try await lab.tenant.reset()
            #expect(await lab.tenant.users.map(\.id) == first)
            let namesakes = await lab.tenant.users.filter { $0.displayName == "Anna Sørensgård" }
            #expect(Set(namesakes.compactMap(\.birthDate)).count == 2)
        }
    }

    @Test func `A list comes in pages whose links are followed to the end`() async throws {
        try await Lab.run { lab async throws in
            var reply = try await lab.graph("GET", "users?$top=7&$select=id,userPrincipalName")
            var seen = reply.objects.compactMap { $0["id"]?.string }
            while let next = reply["@odata.nextLink"]?.string {
                reply = try await lab.follow(next)
                seen += reply.objects.compactMap { $0["id"]?.string }
            }
            #expect(seen == (await lab.tenant.users.map(\.id)))
        }
    }

    @Test func `Without a selection only the default properties come back`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let object = try await lab.graph("GET", "users/\(user.id)").json
            #expect(object["displayName"] == "Nguyễn Thùy Linh")
            #expect(object["accountEnabled"] == nil && object["onPremisesExtensionAttributes"] == nil)
        }
    }

    @Test func `A person is found by principal name and carries the date of birth in the first extension attribute`()
        async throws
    {
        try await Lab.run { lab async throws in
            let reply = try await lab.graph(
                "GET",
                "users/LINH.NGUYEN@contoso.example?$select=onPremisesExtensionAttributes,onPremisesSyncEnabled,otherMails"
            )
            #expect(reply["onPremisesExtensionAttributes"]?["extensionAttribute1"] == "1991-03-14")
            #expect(reply["onPremisesExtensionAttributes"]?.object?.count == 15)
            #expect(reply["onPremisesSyncEnabled"] == .null)
            #expect(reply["otherMails"]?.strings == ["linh.nguyen@home.example"])
        }
    }

    @Test(
        "Filters by equality find people",
        arguments: [
            "userPrincipalName eq 'linh.nguyen@contoso.example'", "mail eq 'LINH.NGUYEN@CONTOSO.EXAMPLE'",
            "proxyAddresses/any(p:p eq 'smtp:linh.nguyen@contoso.example')",
            "otherMails/any(x:x eq 'linh.nguyen@home.example') and accountEnabled eq true",
        ])
    func filters(filter: String) async throws {
        try await Lab.run { lab async throws in
            let found = try await lab.graph("GET", "users?$filter=\(filter)").objects
            #expect(found.map { $0["userPrincipalName"]?.string } == ["linh.nguyen@contoso.example"])
        }
    }

    @Test(
        "A question Graph does not answer is refused as Graph refuses it",
        arguments: [
            ("users?$top=0", 400, "Request_BadRequest"), ("users?$top=1000", 400, "Request_BadRequest"),
            ("users?$select=favouriteColour", 400, "BadRequest"), ("users?$select=skills", 501, "NotImplemented"),
            ("users?$filter=mail ne null", 400, "Request_UnsupportedQuery"),
            ("users?$orderby=surname", 400, "Request_UnsupportedQuery"),
            ("users?$skiptoken=made-up", 400, "Directory_ExpiredPageToken"),
            ("users?$count=true", 400, "Request_BadRequest"),
            ("users/nobody@contoso.example", 404, "Request_ResourceNotFound"), ("widgets", 400, "BadRequest"),
            ("users?$select=onPremisesExtensionAttributes/extensionAttribute1", 400, "BadRequest"),
            ("users?$select=customSecurityAttributes", 403, "Authorization_RequestDenied"),
        ])
    func refusedQuestions(path: String, status: Int, code: String) async throws {
        try await Lab.run { lab async throws in
            let reply = try await lab.graph("GET", path)
            #expect(reply.status == status)
            #expect(reply.errorCode == code)
            #expect(reply["error"]?["innerError"]?["request-id"] != nil)
        }
    }

    @Test func `Every answer carries both request ids and echoes the one we sent`() async throws {
        try await Lab.run { lab async throws in
            let reply = try await lab.graph("GET", "users", headers: [.clientRequestID: "our-own-id"])
            #expect(reply.headers[.clientRequestID] == "our-own-id")
            #expect(reply.headers[.requestID]?.isEmpty == false)
            #expect(try await lab.send("GET", "/v1.0/users").headers[.requestID]?.isEmpty == false)
        }
    }

    @Test func `Directory roles are found, also through a role-assignable group`() async throws {
        try await Lab.run { lab async throws in
            let admin = try await lab.person("greta.hollenstein")
            let roles = try await lab.graph("GET", "users/\(admin.id)/transitiveMemberOf/microsoft.graph.directoryRole")
                .objects
            #expect(roles.map { $0["roleTemplateId"] } == [.string(DirectoryRole.globalAdministrator.templateID)])
            let member = try await lab.person("tariq.benomar")
            let groups = try await lab.graph("GET", "users/\(member.id)/transitiveMemberOf").objects
            #expect(groups.contains { $0["isAssignableToRole"] == true })
        }
    }

    @Test func `Without the right to read roles their names stay hidden`() async throws {
        try await Lab.run(permissions: ["User.Read.All"]) { lab async throws in
            let admin = try await lab.person("greta.hollenstein")
            let roles = try await lab.graph("GET", "users/\(admin.id)/transitiveMemberOf/microsoft.graph.directoryRole")
                .objects
            #expect(roles.count == 1)
            #expect(roles.first?["displayName"] == .null)
        }
    }

    @Test func `Changing a person needs the right to, and a synchronised one cannot be changed here`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            #expect(try await lab.graph("PATCH", "users/\(user.id)", ["surname": "X"]).status == 403)
        }
        try await Lab.run(permissions: ["User.ReadWrite.All"]) { lab async throws in
            let user = try await lab.person("linh.nguyen")
            #expect(try await lab.graph("PATCH", "users/\(user.id)", ["accountEnabled": false]).status == 204)
            #expect(try await lab.person("linh.nguyen").accountEnabled == false)
            #expect(
                try await lab.graph("PATCH", "users/\(user.id)", ["createdDateTime": "2020-01-01T00:00:00Z"]).status
                    == 400)
            #expect(
                try await lab.graph("PATCH", "users/\(user.id)", ["passwordProfile": ["password": "x"]]).status == 501)
            let synced = try await lab.person("sigrun.brandsdottir")
            #expect(
                try await lab.graph("PATCH", "users/\(synced.id)", ["surname": "X"]).errorMessage.contains(
                    "Directory Sync"))
        }
    }
}
