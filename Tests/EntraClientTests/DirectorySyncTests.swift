@testable import EntraClient
import Foundation
import Proofing
import Synchronization
import Testing

@Suite struct `Directory sync` {
    private func crowd(_ count: Int, in entra: SimulatedTenant) async throws -> [PersonID] {
        var people: [PersonID] = []
        for number in 0..<count { people.append(try await entra.person("person\(number)")) }
        return people
    }

    private func sync(_ entra: SimulatedTenant, _ store: MemoryDirectory) async throws -> SyncReport {
        try await DirectorySync(graph: entra.graph, store: store).runOnce()
    }

    @Test func `a first run brings everybody, over many pages, empty ones and repeated ones`() async throws {
        try await SimulatedTenant.use { entra in
            let people = try await crowd(25, in: entra)
            try await entra.fault(.pageSize, 4)
            try await entra.fault(.emptyDeltaPages, 3)
            try await entra.fault(.repeatDeltaObjects, true)
            let store = MemoryDirectory()
            let report = try await sync(entra, store)
            #expect(Set(await store.people.keys) == Set(people.map(\.object)))
            #expect(report.users.wasFullRound)
            #expect(report.users.pages == 10)
            #expect(report.users.written == 25 + 7)
        }
    }

    @Test func `the next run brings only what changed`() async throws {
        try await SimulatedTenant.use { entra in
            let people = try await crowd(5, in: entra)
            let store = MemoryDirectory()
            _ = try await sync(entra, store)
            try await entra.update(people[1], ["givenName": "Ada", "mail": .null])
            try await entra.delete(people[2])
            try await entra.delete(people[3], permanently: true)
            let added = try await entra.person("new")
            let report = try await sync(entra, store)
            #expect(!report.users.wasFullRound)
            #expect(report.users.written == 2)
            #expect(report.users.removed == 2)
            let known = await store.people
            #expect(Set(known.keys) == Set([people[0], people[1], people[4], added].map(\.object)))
            #expect(known[people[1].object]?.givenName == "Ada")
            #expect(known[people[1].object]?.mail == nil)
            let idle = try await sync(entra, store)
            #expect(idle.users.written == 0)
        }
    }

    @Test func `a person who is restored comes back`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person("ada")
            let store = MemoryDirectory()
            _ = try await sync(entra, store)
            try await entra.delete(person)
            _ = try await sync(entra, store)
            #expect(await store.people.isEmpty)
            try await entra.tenant.restoreUser(person.object.rawValue)
            _ = try await sync(entra, store)
            #expect(await store.people.count == 1)
        }
    }

    @Test func `properties arrive as they are`() async throws {
        try await SimulatedTenant.use { entra in
            let attributes = entra.bornOn("1974-08-12")
            let person = try await entra.person(
                "ada",
                [
                    "givenName": "Ada", "surname": "Lovelace", "otherMails": ["ada@home.example"],
                    "accountEnabled": false,
                    "userType": "Guest",
                ].merging(attributes) { _, new in new })
            var configuration = entra.configuration
            configuration.profile.dateOfBirth = .exchange(name: "extensionAttribute1")
            let store = MemoryDirectory()
            _ = try await DirectorySync(graph: entra.graph(configuration), store: store).runOnce()
            let known = try #require(await store.people[person.object])
            #expect(known.id == person)
            #expect(known.userPrincipalName == "ada@contoso.example")
            #expect(known.displayName == "ada")
            #expect(known.givenName == "Ada")
            #expect(known.surname == "Lovelace")
            #expect(known.otherMails == ["ada@home.example"])
            #expect(known.dateOfBirth?.iso == "1974-08-12")
            #expect(!known.accountEnabled)
            #expect(known.isGuest)
        }
    }

    @Test func `the mobile number and the address arrive, business numbers do not`() async throws {
        try await SimulatedTenant.use { entra in
            let person = try await entra.person(
                "ada",
                [
                    "mobilePhone": " +44 7700 900123 ", "businessPhones": ["+44 20 7946 0000"],
                    "streetAddress": "12 St James's Square", "postalCode": "SW1Y 4JH", "city": "London", "state": "",
                    "country": "United Kingdom",
                ])
            let other = try await entra.person("bob")
            let store = MemoryDirectory()
            _ = try await sync(entra, store)
            let known = try #require(await store.people[person.object])
            #expect(known.profile.mobilePhone == "+44 7700 900123")
            let address = try #require(known.profile.address)
            #expect(address.street == "12 St James's Square" && address.postcode == "SW1Y 4JH")
            #expect(address.city == "London" && address.region == nil && address.country == "United Kingdom")
            #expect(await store.people[other.object]?.profile == ProfileClaims())
        }
    }

    @Test func `a date of birth that is none is left out and counted`() async throws {
        try await SimulatedTenant.use { entra in
            for (number, text) in ["12.08.1974", "1974-02-30", "soon", "1974-08-12T00:00:00Z", " "].enumerated() {
                try await entra.person("p\(number)", entra.bornOn(text))
            }
            try await entra.person("without")
            var configuration = entra.configuration
            configuration.profile.dateOfBirth = .exchange(name: "extensionAttribute1")
            let store = MemoryDirectory()
            let report = try await DirectorySync(graph: entra.graph(configuration), store: store).runOnce()
            #expect(report.users.unreadableBirthdates == 3)
            #expect(await store.people.count == 6)
            #expect(await store.people.values.compactMap(\.dateOfBirth?.iso) == ["1974-08-12"])
            #expect(entra.bench.log.text.contains("count") && !entra.bench.log.text.contains("soon"))
        }
    }

    @Test func `members arrive in slices and leave one by one`() async throws {
        try await SimulatedTenant.use { entra in
            try await entra.group("Everybody")
            let group = try await entra.group("Sales", within: "Everybody")
            var people: [PersonID] = []
            for number in 0..<7 { people.append(try await entra.person("p\(number)", groups: ["Sales"])) }
            try await entra.fault(.memberSliceSize, 2)
            let store = MemoryDirectory()
            let report = try await sync(entra, store)
            #expect(report.groups.membersAdded == 8)
            #expect(await store.members(of: group) == Set(people.map(\.object)))
            try await entra.setGroups([], of: people[0])
            try await entra.delete(people[1])
            _ = try await sync(entra, store)
            #expect(await store.members(of: group) == Set(people.dropFirst(2).map(\.object)))
        }
    }

    @Test(arguments: ["syncStateNotFound", "resync"])
    func `a forgotten delta token means a full round that loses nobody on the way`(_ expiry: String) async throws {
        try await SimulatedTenant.use { entra in
            let people = try await crowd(12, in: entra)
            let store = MemoryDirectory()
            _ = try await sync(entra, store)
            // Gone for good long enough ago: the full round will not mention them, not even as removed.
            try await entra.delete(people[0], permanently: true)
            try await entra.fault(.pageSize, 3)
            try await entra.fault(.expireDeltaTokens, .string(expiry))
            let before = await store.counts.count
            let report = try await sync(entra, store)
            #expect(report.users.wasFullRound)
            let counts = await store.counts.dropFirst(before)
            #expect(counts.dropLast().allSatisfy { $0 == 12 })
            #expect(counts.last == 11)
            #expect(await store.people[people[0].object] == nil)
        }
    }

    @Test func `a delta token lives seven days`() async throws {
        try await SimulatedTenant.use { entra in
            try await entra.person("ada")
            let store = MemoryDirectory()
            _ = try await sync(entra, store)
            entra.bench.clock.advance(8 * 86_400)
            let report = try await sync(entra, store)
            #expect(report.users.wasFullRound)
            #expect(await store.people.count == 1)
        }
    }

    @Test func `a round cut short by Graph leaves the old link and loses nobody`() async throws {
        try await SimulatedTenant.use { entra in
            _ = try await crowd(9, in: entra)
            let store = MemoryDirectory()
            _ = try await sync(entra, store)
            let cursor = await store.cursor(.users, tenant: entra.id)
            try await entra.fault(.unavailable, ["path": "/v1.0/users/delta", "count": 100])
            await expect(.unavailable) { try await sync(entra, store) }
            #expect(await store.cursor(.users, tenant: entra.id) == cursor)
            #expect(await store.people.count == 9)
        }
    }

    @Test func `a round cut short by the store is done again`() async throws {
        try await SimulatedTenant.use { entra in
            _ = try await crowd(9, in: entra)
            try await entra.fault(.pageSize, 2)
            let store = MemoryDirectory()
            await store.fail(after: 2)
            await #expect(throws: MemoryDirectory.DiskFull.self) { try await sync(entra, store) }
            #expect(await store.people.count == 4)
            await store.fail(after: nil)
            _ = try await sync(entra, store)
            #expect(await store.people.count == 9)
        }
    }

    @Test func `throttling in the middle of a round is sat out`() async throws {
        try await SimulatedTenant.use { entra in
            _ = try await crowd(9, in: entra)
            try await entra.fault(.throttle, ["path": "/v1.0/users/delta", "count": 3, "retryAfterSeconds": 30])
            let store = MemoryDirectory()
            _ = try await sync(entra, store)
            #expect(entra.bench.sleep.seconds == [30, 30, 30])
            #expect(await store.people.count == 9)
        }
    }

    @Test func `a page that points to another host ends the round`() async throws {
        try await SimulatedTenant.use { entra in
            _ = try await crowd(9, in: entra)
            try await entra.fault(.pageSize, 2)
            try await entra.fault(.foreignNextLink, "https://graph.attacker.example")
            await expect(.malformed) { try await sync(entra, MemoryDirectory()) }
        }
    }

    @Test func `whoever watches is told after every page`() async throws {
        try await SimulatedTenant.use { entra in
            _ = try await crowd(5, in: entra)
            try await entra.fault(.pageSize, 2)
            let seen = Mutex<[Int]>([])
            _ = try await DirectorySync(graph: entra.graph, store: MemoryDirectory()).runOnce { progress in
                if progress.collection == .users { seen.withLock { $0.append(progress.written) } }
            }
            #expect(seen.withLock { $0 } == [2, 4, 5])
        }
    }

    @Test func `two who ask at once never cause two rounds at once`() async throws {
        try await SimulatedTenant.use { entra in
            _ = try await crowd(5, in: entra)
            let store = MemoryDirectory()
            let sync = DirectorySync(graph: entra.graph, store: store)
            async let first = sync.runOnce()
            async let second = sync.runOnce()
            _ = try await (first, second)
            #expect(await store.cursor(.users, tenant: entra.id).round == 1)
            #expect(await store.people.count == 5)
        }
    }
}
