import Foundation

@testable import Proofing

/// A copy of the directory that numbers its changes, as the real one does, and can be out of order.
actor ChangingPeople: DirectoryStore {
    struct OutOfOrder: Error {}

    private var rows: [ObjectID: (revision: Int, person: DirectoryPerson?)] = [:]
    private var revision = 0
    private var isBroken = false
    private var beforeNextAnswer: (@Sendable () async -> Void)?

    /// In one transaction.
    func put(_ people: [DirectoryPerson]) {
        revision += 1
        for person in people { rows[person.id.object] = (revision, person) }
    }

    func remove(_ id: PersonID) {
        revision += 1
        rows[id.object] = (revision, nil)
    }

    func breakDown(_ isBroken: Bool) { self.isBroken = isBroken }

    /// The next reading of changes has seen its rows, and is not back with them before this is done.
    func whenRead(_ work: @escaping @Sendable () async -> Void) { beforeNextAnswer = work }

    func changes(tenant: TenantID, after mark: DirectoryMark, limit: Int) async throws -> [DirectoryChange] {
        if isBroken { throw OutOfOrder() }
        let last = (mark.revision, mark.last?.rawValue ?? "")
        let found = rows.map { (number: $1.revision, id: $0, person: $1.person) }
            .filter { ($0.number, $0.id.rawValue) > last }
            .sorted { ($0.number, $0.id.rawValue) < ($1.number, $1.id.rawValue) }
            .prefix(limit)
            .map {
                DirectoryChange(
                    mark: DirectoryMark(revision: $0.number, last: $0.id), id: PersonID(tenant: tenant, object: $0.id),
                    person: $0.person)
            }
        if let work = beforeNextAnswer {
            beforeNextAnswer = nil
            await work()
        }
        return found
    }

    func person(_ id: PersonID) -> DirectoryPerson? { rows[id.object]?.person }
    func person(signInName: String, tenant: TenantID) -> DirectoryPerson? { nil }
    func groups(of id: PersonID) -> Set<ObjectID> { [] }
    func count(tenant: TenantID) -> DirectoryCounts { DirectoryCounts(people: rows.count, groups: 0) }
    func people(tenant: TenantID, after last: ObjectID?, limit: Int) -> [DirectoryPerson] { [] }
    func groups(tenant: TenantID) -> [DirectoryGroup] { [] }
    func memberships(tenant: TenantID) -> [DirectoryMembership] { [] }
}
