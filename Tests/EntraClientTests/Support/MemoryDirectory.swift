import Foundation
import Proofing

/// The sync's store in memory, with the promises the port makes: idempotent pages, and a sweep only at the end.
actor MemoryDirectory: DirectorySyncStore {
    private struct Row<Value: Sendable>: Sendable {
        var value: Value
        var round: Int
    }
    struct Membership: Hashable, Sendable {
        let group: ObjectID
        let member: ObjectID
    }

    private var cursors: [DirectoryCollection: DirectoryCursor] = [:]
    private var personRows: [ObjectID: Row<DirectoryPerson>] = [:]
    private var groupRows: [ObjectID: Row<DirectoryGroup>] = [:]
    private var memberRows: [Membership: Int] = [:]
    /// How many people were known after each write.
    private(set) var counts: [Int] = []
    private(set) var pages = 0
    private var failAfter: Int?

    struct DiskFull: Error {}

    /// Refuses every page after so many more.
    func fail(after pages: Int?) { failAfter = pages }

    var people: [ObjectID: DirectoryPerson] { personRows.mapValues(\.value) }
    var groups: [ObjectID: DirectoryGroup] { groupRows.mapValues(\.value) }
    func members(of group: ObjectID) -> Set<ObjectID> {
        Set(memberRows.keys.filter { $0.group == group }.map(\.member))
    }

    func cursor(_ collection: DirectoryCollection, tenant: TenantID) -> DirectoryCursor {
        cursors[collection] ?? DirectoryCursor(round: 0, deltaLink: nil)
    }

    func beginFullRound(_ collection: DirectoryCollection, tenant: TenantID) -> Int {
        cursors[collection] = DirectoryCursor(round: cursor(collection, tenant: tenant).round + 1, deltaLink: nil)
        return cursor(collection, tenant: tenant).round
    }

    func apply(_ page: DirectoryPage, tenant: TenantID) throws {
        if let left = failAfter {
            guard left > 0 else { throw DiskFull() }
            failAfter = left - 1
        }
        pages += 1
        for change in page.changes { apply(change, round: page.round) }
        counts.append(personRows.count)
    }

    private func apply(_ change: DirectoryPage.Change, round: Int) {
        switch change {
        case .person(let person): personRows[person.id.object] = Row(value: person, round: round)
        case .group(let group): groupRows[group.id] = Row(value: group, round: round)
        case .removed(let id):
            personRows[id] = nil
            groupRows[id] = nil
        case .membersAdded(let group, let members):
            for member in members { memberRows[Membership(group: group, member: member)] = round }
        case .membersRemoved(let group, let members):
            for member in members { memberRows[Membership(group: group, member: member)] = nil }
        }
    }

    func finishRound(_ collection: DirectoryCollection, round: Int, deltaLink: String, tenant: TenantID) {
        if collection == .users {
            personRows = personRows.filter { $0.value.round >= round }
        } else {
            groupRows = groupRows.filter { $0.value.round >= round }
            memberRows = memberRows.filter { $0.value >= round }
        }
        cursors[collection] = DirectoryCursor(round: round, deltaLink: deltaLink)
        counts.append(personRows.count)
    }
}
