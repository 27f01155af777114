import Foundation
import Hummingbird
import Testing

@testable import EntraSimulator

@Suite struct DeltaTests {
    @Test func `A first round over many pages shows everyone once, and an idle one shows nothing`() async throws {
        try await Lab.run { lab async throws in
            try await lab.tenant.setFaults([.pageSize: 5, .emptyDeltaPages: 1])
            let first = try await lab.round("users/delta?$select=displayName")
            #expect(first.pages > 8)
            #expect(first.objects.compactMap { $0["id"]?.string } == (await lab.tenant.users.map(\.id)))
            let idle = try await lab.round(first.deltaLink)
            #expect(idle.objects.isEmpty)
            #expect(idle.deltaLink != first.deltaLink)
        }
    }

    @Test func `Cleared is null, never set is absent, and only selected changes count`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let first = try await lab.round("users/delta?$select=displayName,jobTitle,city")
            try await lab.tenant.updateUser(user.id, ["department": "Elsewhere"])
            let unrelated = try await lab.round(first.deltaLink)
            #expect(unrelated.objects.isEmpty)
            try await lab.tenant.updateUser(user.id, ["jobTitle": .null])
            let full = try await lab.round(unrelated.deltaLink)
            #expect(full.objects == [["id": .string(user.id), "displayName": "Nguyễn Thùy Linh", "jobTitle": nil]])
            let minimal = try await lab.round(unrelated.deltaLink, headers: [.prefer: "return=minimal"])
            #expect(minimal.objects == [["id": .string(user.id), "jobTitle": nil]])
        }
    }

    @Test func `Removed people are named with their reason, and restored ones come back whole`() async throws {
        try await Lab.run { lab async throws in
            let (binned, gone) = (try await lab.person("linh.nguyen"), try await lab.person("hrafn.oddgeirsson"))
            let first = try await lab.round("users/delta?$select=displayName")
            try await lab.tenant.deleteUser(binned.id, permanently: false)
            try await lab.tenant.deleteUser(gone.id, permanently: true)
            let second = try await lab.round(first.deltaLink)
            let reasons = Dictionary(
                uniqueKeysWithValues: second.objects.map { ($0["id"]?.string, $0["@removed"]?["reason"]?.string) })
            #expect(reasons == [binned.id: "changed", gone.id: "deleted"])
            try await lab.tenant.restoreUser(binned.id)
            #expect(
                try await lab.round(second.deltaLink).objects == [
                    ["id": .string(binned.id), "displayName": "Nguyễn Thùy Linh"]
                ])
        }
    }

    @Test func `A large group is told in slices over several pages`() async throws {
        try await Lab.run { lab async throws in
            try await lab.tenant.setFault(.memberSliceSize, to: 10)
            let everyone = try await lab.tenant.groupID("All employees")
            let round = try await lab.round("groups/delta?$select=displayName,members")
            let slices = round.objects.filter { $0["id"]?.string == everyone }.compactMap { $0["members@delta"]?.array }
            #expect(slices.count > 3)
            let expected = await lab.tenant.groups.first { $0.id == everyone }?.memberIDs
            #expect(slices.flatMap { $0 }.compactMap { $0["id"]?.string } == expected)
        }
    }

    @Test func `A deleted person leaves the groups`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let first = try await lab.round("groups/delta")
            try await lab.tenant.deleteUser(user.id, permanently: false)
            let second = try await lab.round(first.deltaLink)
            #expect(second.objects.count == 2)
            for group in second.objects {
                #expect(group["members@delta"]?.array?.map { $0["@removed"]?["reason"] } == ["deleted"])
            }
        }
    }

    @Test func `From now on means no objects, only a link`() async throws {
        try await Lab.run { lab async throws in
            let reply = try await lab.graph("GET", "users/delta?$deltatoken=latest")
            #expect(reply.objects.isEmpty)
            #expect(reply["@odata.nextLink"] == nil)
            let added = try await lab.tenant.addUser(["userPrincipalName": "new@contoso.example", "displayName": "New"])
            let next = try await lab.follow(reply["@odata.deltaLink"]?.string)
            #expect(next.objects.map { $0["id"]?.string } == [added.id])
        }
    }

    @Test(
        "A delta question that Graph does not answer is refused",
        arguments: [
            "users/delta?$top=5", "users/delta?$orderby=displayName", "users/delta?$expand=manager",
            "users/delta?$filter=displayName eq 'x'", "users/delta?$deltatoken=made-up",
            "users/delta?$skiptoken=made-up",
            "users/delta?$select=displayName&$deltatoken=made-up", "groups/delta?$select=favourite",
        ])
    func refused(path: String) async throws {
        try await Lab.run { lab async throws in #expect(try await lab.graph("GET", path).status == 400) }
    }

    @Test func `Fifty ids can be tracked and fifty-one cannot`() async throws {
        try await Lab.run { lab async throws in
            let ids = (0..<51).map { "id eq '\(UUID(naming: "\($0)").text)'" }
            #expect(
                try await lab.graph("GET", "users/delta?$filter=\(ids.prefix(50).joined(separator: " or "))").status
                    == 200)
            #expect(try await lab.graph("GET", "users/delta?$filter=\(ids.joined(separator: " or "))").status == 400)
        }
    }

    @Test func `A token of one collection does not open another, nor with a query beside it`() async throws {
        try await Lab.run { lab async throws in
            let link = try await lab.round("users/delta").deltaLink
            #expect(try await lab.follow(link.replacing("/users/", with: "/groups/")).status == 400)
            #expect(try await lab.follow(link + "&$select=mail").status == 400)
            #expect(try await lab.follow(link + "A").status == 400)
        }
    }

    @Test func `Tokens die after seven simulated days`() async throws {
        try await Lab.run { lab async throws in
            let link = try await lab.round("users/delta").deltaLink
            await lab.tenant.advanceClock(by: 7 * 86400 + 1)
            let reply = try await lab.follow(link)
            #expect(reply.status == 400)
            #expect(reply.errorCode == "syncStateNotFound")
        }
    }

    @Test func `A reset on the server side sends the client to a fresh start`() async throws {
        try await Lab.run { lab async throws in
            let link = try await lab.round("users/delta?$select=mail").deltaLink
            try await lab.tenant.setFault(.expireDeltaTokens, to: "resync")
            let reply = try await lab.follow(link)
            #expect(reply.status == 410)
            let start = try #require(reply.headers[.location])
            #expect(start.hasSuffix("$deltatoken="))
            #expect(try await lab.round(start).objects.count == (await lab.tenant.users.count))
        }
    }

    @Test func `A next link can be made to point at another host`() async throws {
        try await Lab.run { lab async throws in
            try await lab.tenant.setFaults([.pageSize: 3, .foreignNextLink: "https://graph.attacker.example"])
            for path in ["users/delta", "users"] {
                let link = try await lab.graph("GET", path)["@odata.nextLink"]?.string
                #expect(link?.hasPrefix("https://graph.attacker.example/v1.0/users") == true)
            }
        }
    }

    @Test func `A change stays hidden while replication lags, and is not lost`() async throws {
        try await Lab.run { lab async throws in
            let user = try await lab.person("linh.nguyen")
            let first = try await lab.round("users/delta")
            try await lab.tenant.setFault(.replicationLagSeconds, to: 60)
            await lab.tenant.advanceClock(by: 120)
            try await lab.tenant.updateUser(user.id, ["surname": "Changed"])
            let early = try await lab.round(first.deltaLink)
            #expect(early.objects.isEmpty)
            await lab.tenant.advanceClock(by: 61)
            #expect(try await lab.round(early.deltaLink).objects.map { $0["surname"] } == ["Changed"])
        }
    }

    @Test func `Objects can be repeated within a page`() async throws {
        try await Lab.run { lab async throws in
            try await lab.tenant.setFault(.repeatDeltaObjects, to: true)
            let objects = try await lab.round("users/delta").objects
            #expect(objects.first == objects.last)
            #expect(objects.count == (await lab.tenant.users.count) + 1)
        }
    }
}
