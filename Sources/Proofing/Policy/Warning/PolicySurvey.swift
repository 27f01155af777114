import ClaimsMatching

/// Looks through the copy of the directory for claims that policies require and people do not have. Reads only.
package struct PolicySurvey: Sendable {
    let tenant: TenantID
    let people: any DirectoryStore
    let tables: NameTables

    package init(tenant: TenantID, people: any DirectoryStore, tables: NameTables) {
        self.tenant = tenant
        self.people = people
        self.tables = tables
    }

    /// Warnings in the order of policies; of each first those about its rules, then about its people, then about groups.
    package func warnings(about policies: PolicySet) async throws -> [PolicyWarning] {
        let groups = try await people.groups(tenant: tenant)
        let names = Dictionary(groups.map { ($0.id, $0.displayName) }, uniquingKeysWith: { first, _ in first })
        let membership = GroupMembership(try await people.memberships(tenant: tenant))
        var counts = policies.policies.map { PolicyCount($0, tables: tables) }
        try await people.everyone(of: tenant) { person in
            guard person.accountEnabled, !person.isGuest else { return }
            let groups = membership.groups(of: person.id.object)
            let covering = Set(Purpose.allCases.compactMap { policies.policy(for: $0, groups: groups)?.name })
            for place in counts.indices where covering.contains(counts[place].policy.name) {
                counts[place].add(person.claims, groups)
            }
        }
        return counts.flatMap { Self.aboutRules(of: $0.policy) + $0.warnings(names) }
    }

    private static func aboutRules(of policy: Policy) -> [PolicyWarning] {
        var kinds: [PolicyWarning.Kind] = []
        if !policy.claims.uniqueness.enabled { kinds.append(.uniquenessOff) }
        if policy.claims.bits.approval < PolicyWarning.usualBits { kinds.append(.fewBits(policy.claims.bits.approval)) }
        return kinds.map { PolicyWarning(policy: policy.name, group: nil, kind: $0) }
    }
}

/// How many of the people whom a policy covers have what it requires.
private struct PolicyCount {
    struct Count {
        var people = 0
        var filled: [Claim: Int] = [:]
    }

    let policy: Policy
    private let matcher: ClaimsMatcher
    private let required: [Claim]
    private var all = Count()
    private var groups: [ObjectID: Count] = [:]

    init(_ policy: Policy, tables: NameTables) {
        self.policy = policy
        matcher = ClaimsMatcher(policy: policy.claims, tables: tables)
        required = Claim.allCases.filter { Claim.core.contains($0) || policy.claims.other($0).required }
    }

    mutating func add(_ claims: DirectoryClaims, _ memberships: Set<ObjectID>) {
        guard policy.excludedGroups.isDisjoint(with: memberships) else { return }
        let filled = required.filter { matcher.canSatisfy($0, with: claims) }
        Self.add(filled, to: &all)
        for group in policy.groups.intersection(memberships) { Self.add(filled, to: &groups[group, default: Count()]) }
    }

    private static func add(_ filled: [Claim], to count: inout Count) {
        count.people += 1
        for claim in filled { count.filled[claim, default: 0] += 1 }
    }

    func warnings(_ names: [ObjectID: String]) -> [PolicyWarning] {
        // With one group, what is true of it is true of all.
        let parts = policy.groups.count < 2 ? [] : groups.map { (names[$0] ?? $0.rawValue, $1) }.sorted { $0.0 < $1.0 }
        return warnings(all, group: nil) + parts.flatMap { warnings($0.1, group: $0.0) }
    }

    private func warnings(_ count: Count, group: String?) -> [PolicyWarning] {
        required.compactMap { claim in
            let filled = count.filled[claim] ?? 0
            guard Double(filled) < PolicyWarning.enough * Double(count.people) else { return nil }
            return PolicyWarning(
                policy: policy.name, group: group, kind: .sparseClaim(claim, filled: filled, people: count.people))
        }
    }
}
