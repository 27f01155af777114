import ClaimsMatching
import Foundation

/// Looks through the whole copy of the directory for whom the policies in force could not verify. Reads only.
package struct ReadinessSurvey: Sendable {
    let tenant: TenantID
    let people: any DirectoryStore
    let active: ActivePolicies
    let tables: NameTables
    let time: any TimeSource

    package init(
        tenant: TenantID, people: any DirectoryStore, active: ActivePolicies, tables: NameTables, time: any TimeSource
    ) {
        self.tenant = tenant
        self.people = people
        self.active = active
        self.tables = tables
        self.time = time
    }

    /// - Parameter purpose: the policies are chosen for this one.
    package func report(_ purpose: Purpose = .passwordReset) async throws -> ReadinessReport {
        let groups = try await people.groups(tenant: tenant)
        let membership = GroupMembership(try await people.memberships(tenant: tenant))
        let names = Dictionary(uniqueKeysWithValues: groups.map { ($0.id, $0) })
        let policies = active.set
        let namesakes = try await birthdays()

        var everybody = ReadinessReport.Count(name: "")
        var counts: [ObjectID: ReadinessReport.Count] = [:]
        var found: [ReadinessReport.Person] = []
        try await people.everyone(of: tenant) { person in
            let memberships = membership.groups(of: person.id.object)
            let policy = policies.policy(for: purpose, groups: memberships)
            let obstacles = self.obstacles(person, memberships.compactMap { names[$0] }, policy, namesakes)
            let row = ReadinessReport.Person(
                id: person.id, account: person.userPrincipalName, name: person.displayName, obstacles: obstacles)
            everybody.add(row)
            for group in memberships {
                counts[group, default: .init(name: names[group]?.displayName ?? group.rawValue)].add(row)
            }
            if !obstacles.isEmpty { found.append(row) }
        }
        return ReadinessReport(
            at: time.now, everybody: everybody, groups: counts.values.sorted { $0.name < $1.name },
            people: found.sorted { $0.account < $1.account })
    }

    /// The dates of birth that stand beside each name; nil for a person without one.
    private func birthdays() async throws -> [String: [String?]] {
        var birthdays: [String: [String?]] = [:]
        let matcher = ClaimsMatcher(tables: tables)
        try await people.everyone(of: tenant) { person in
            birthdays[matcher.survey(person.claims).key, default: []].append(person.dateOfBirth?.iso)
        }
        return birthdays
    }

    private func obstacles(
        _ person: DirectoryPerson, _ groups: [DirectoryGroup], _ policy: Policy?, _ namesakes: [String: [String?]]
    ) -> [ReadinessObstacle] {
        var found: Set<ReadinessObstacle> = []
        if !person.accountEnabled { found.insert(.disabled) }
        if person.isGuest { found.insert(.guest) }
        if policy.map({ !$0.excludedGroups.isDisjoint(with: groups.map(\.id)) }) ?? true { found.insert(.notCovered) }
        if groups.contains(where: \.isAssignableToRole) { found.insert(.privileged) }

        let survey = ClaimsMatcher(policy: policy?.claims ?? .standard, tables: tables).survey(person.claims)
        if !survey.hasGivenName { found.insert(.noGivenName) }
        if !survey.hasSurname { found.insert(.noSurname) }
        if survey.looksPreferred { found.insert(.preferredName) }
        if let date = person.dateOfBirth, date.day != nil {
            if (policy?.claims ?? .standard).isPlaceholder(iso: date.iso) { found.insert(.placeholderDateOfBirth) }
        } else {
            found.insert(.noDateOfBirth)
        }
        if isNamesake(person, survey.key, namesakes) { found.insert(.namesake) }
        if person.otherMails.isEmpty { found.insert(.noPrivateAddress) }
        return ReadinessObstacle.allCases.filter(found.contains)
    }

    private func isNamesake(_ person: DirectoryPerson, _ key: String, _ namesakes: [String: [String?]]) -> Bool {
        guard !key.isEmpty, let dates = namesakes[key], dates.count > 1 else { return false }
        // The own date stands there once.
        guard let own = person.dateOfBirth?.iso else { return true }
        return dates.count { $0 == own } > 1 || dates.contains(nil)
    }
}

/// Who is in which group, through however many groups in between.
struct GroupMembership {
    private var parents: [ObjectID: Set<ObjectID>] = [:]

    init(_ memberships: [DirectoryMembership]) {
        for membership in memberships { parents[membership.member, default: []].insert(membership.group) }
    }

    /// Groups that contain each other end the walk.
    func groups(of member: ObjectID) -> Set<ObjectID> {
        var found: Set<ObjectID> = []
        var open = Array(parents[member] ?? [])
        while let group = open.popLast() {
            if found.insert(group).inserted { open += parents[group] ?? [] }
        }
        return found
    }
}
