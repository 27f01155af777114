import Foundation

extension Tenant {
    /// Live groups in id order.
    package var groups: [DirectoryGroup] {
        state.groupOrder.compactMap { state.groups[$0] }.filter { $0.record.removal == nil }
    }

    @discardableResult
    package func addGroup(
        _ displayName: String, id: String? = nil, description: String? = nil, isAssignableToRole: Bool = false
    ) -> DirectoryGroup {
        let id = (id ?? UUID().text).lowercased()
        let record = TrackedObject(
            [
                "displayName": .string(displayName), "description": .init(description), "securityEnabled": true,
                "mailEnabled": false, "mailNickname": .string(displayName.lowercased().replacing(" ", with: "-")),
                "groupTypes": [], "isAssignableToRole": .bool(isAssignableToRole), "createdDateTime": .init(now),
            ], at: nextMoment())
        let group = DirectoryGroup(id: id, record: record)
        state.groups[id] = group
        state.groupOrder.insert(id, at: state.groupOrder.firstPosition(notBefore: id))
        return group
    }

    /// Finds a group by id or display name. Throws ``DirectoryProblem``.
    package func groupID(_ idOrName: String) throws -> String {
        let wanted = idOrName.lowercased()
        guard let group = groups.first(where: { $0.id == wanted || $0.displayName.lowercased() == wanted }) else {
            throw DirectoryProblem(
                "no group '\(idOrName)'; there are: \(groups.map(\.displayName).sorted().joined(separator: ", "))")
        }
        return group.id
    }

    func roleTemplateID(_ name: String) throws -> String {
        guard let role = DirectoryRole.named(name) else {
            throw DirectoryProblem("no directory role '\(name)'; there are: \(DirectoryRole.names)")
        }
        return role.templateID
    }

    func addMember(_ id: String, kind: DirectoryGroup.MemberKind, to group: String) {
        guard state.groups[group]?.contains(id) == false else { return }
        let moment = nextMoment()
        state.groups[group]?.add(id, kind, at: moment)
    }

    func removeMember(_ id: String, from group: String) {
        guard state.groups[group]?.contains(id) == true else { return }
        let moment = nextMoment()
        state.groups[group]?.remove(id, at: moment)
    }

    /// Makes the person a direct member of exactly these groups. Throws ``DirectoryProblem``.
    package func setGroups(_ names: [String], of user: String) throws {
        let wanted = Set(try names.map { try groupID($0) })
        for group in groups where group.contains(user) && !wanted.contains(group.id) {
            removeMember(user, from: group.id)
        }
        for group in wanted { addMember(user, kind: .user, to: group) }
    }

    /// Gives the person exactly these directory roles. Throws ``DirectoryProblem``.
    package func setRoles(_ names: [String], of user: String) throws {
        let wanted = Set(try names.map { try roleTemplateID($0) })
        for role in DirectoryRole.all {
            if wanted.contains(role.templateID) {
                state.roleHolders[role.templateID, default: []].insert(user)
            } else {
                state.roleHolders[role.templateID]?.remove(user)
            }
        }
    }

    /// Every group the object is in, directly or through other groups.
    func transitiveGroups(of id: String) -> [DirectoryGroup] {
        var found: [String: DirectoryGroup] = [:]
        var waiting = [id]
        while let next = waiting.popLast() {
            for group in groups where group.contains(next) && found[group.id] == nil {
                found[group.id] = group
                waiting.append(group.id)
            }
        }
        return found.values.sorted { $0.id < $1.id }
    }

    /// Roles held directly or through a group.
    func roles(of id: String) -> [DirectoryRole] {
        let holders = Set([id] + transitiveGroups(of: id).map(\.id))
        return DirectoryRole.all.filter { !(state.roleHolders[$0.templateID] ?? []).isDisjoint(with: holders) }
    }
}
