import Foundation

/// The copy of the directory that the sync keeps. Looking up, never deciding: see `DirectoryActing`.
package protocol DirectoryStore: Sendable {
    /// The person whose user principal name or primary mail equals `signInName`, compared after folding case.
    /// - Returns: nil when nobody or more than one person fits; an ambiguous address belongs to nobody.
    func person(signInName: String, tenant: TenantID) async throws -> DirectoryPerson?
    func person(_ id: PersonID) async throws -> DirectoryPerson?
    /// Everybody whose compared attributes changed after `mark`, and everybody who was removed, oldest change first.
    func changes(tenant: TenantID, after mark: DirectoryMark, limit: Int) async throws -> [DirectoryChange]
    /// Groups the person is a member of, nested membership included.
    func groups(of id: PersonID) async throws -> Set<ObjectID>
    func count(tenant: TenantID) async throws -> DirectoryCounts
    /// Everybody, by object id, so many at a time.
    func people(tenant: TenantID, after last: ObjectID?, limit: Int) async throws -> [DirectoryPerson]
    func groups(tenant: TenantID) async throws -> [DirectoryGroup]
    func memberships(tenant: TenantID) async throws -> [DirectoryMembership]
}

/// How far somebody has read the changes of the directory.
package struct DirectoryMark: Sendable, Equatable {
    /// The number of the last change that was read; one transaction changes many people under one number.
    package var revision: Int
    package var last: ObjectID?
    package init(revision: Int, last: ObjectID?) {
        self.revision = revision
        self.last = last
    }

    package static let start = DirectoryMark(revision: 0, last: nil)
}

package struct DirectoryChange: Sendable, Equatable {
    package var mark: DirectoryMark
    package var id: PersonID
    /// nil: is not there any more.
    package var person: DirectoryPerson?
    package init(mark: DirectoryMark, id: PersonID, person: DirectoryPerson?) {
        self.mark = mark
        self.id = id
        self.person = person
    }
}

/// A direct member of a group: a person, or another group.
package struct DirectoryMembership: Sendable, Hashable {
    package var group: ObjectID
    package var member: ObjectID
    package init(group: ObjectID, member: ObjectID) {
        self.group = group
        self.member = member
    }
}

package struct DirectoryCounts: Sendable, Equatable {
    package var people: Int
    package var groups: Int
    package init(people: Int, groups: Int) {
        self.people = people
        self.groups = groups
    }
}

/// The sync's side of the store: one delta page at a time, the cursor in the same transaction as the page.
package protocol DirectorySyncStore: Sendable {
    func cursor(_ collection: DirectoryCollection, tenant: TenantID) async throws -> DirectoryCursor
    /// Applies one page. Merging is idempotent by object id: Graph repeats and replays objects (delta query overview).
    func apply(_ page: DirectoryPage, tenant: TenantID) async throws
    /// After a full round: removes what the round did not see (mark and sweep), and stores the delta link.
    func finishRound(_ collection: DirectoryCollection, round: Int, deltaLink: String, tenant: TenantID) async throws
    /// Starts a full round: nothing is deleted before `finishRound`.
    func beginFullRound(_ collection: DirectoryCollection, tenant: TenantID) async throws -> Int
}

package enum DirectoryCollection: String, Sendable, CaseIterable, Codable {
    case users, groups
}

package struct DirectoryCursor: Sendable, Equatable {
    /// The number of the running or last full round; objects carry the round in which they were last seen.
    package var round: Int
    /// nil until the first full round has been finished.
    package var deltaLink: String?
    package init(round: Int, deltaLink: String?) {
        self.round = round
        self.deltaLink = deltaLink
    }
}

package struct DirectoryPage: Sendable, Equatable {
    package enum Change: Sendable, Equatable {
        case person(DirectoryPerson)
        case group(DirectoryGroup)
        /// Graph's `@removed`, for either reason: the account is not usable any more.
        case removed(ObjectID)
        case membersAdded(group: ObjectID, members: [ObjectID])
        case membersRemoved(group: ObjectID, members: [ObjectID])
    }
    package var collection: DirectoryCollection
    package var round: Int
    package var changes: [Change]
    package init(collection: DirectoryCollection, round: Int, changes: [Change]) {
        self.collection = collection
        self.round = round
        self.changes = changes
    }
}
