import Foundation

/// A change the directory does not accept, in a sentence for whoever asked.
package struct DirectoryProblem: Error, Equatable, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}

extension Tenant {
    /// Live people in id order.
    package var users: [DirectoryUser] {
        state.userOrder.compactMap { state.users[$0] }.filter(\.isLive)
    }

    /// Finds a live person by object id or user principal name, without regard to case.
    package func user(_ idOrName: String) -> DirectoryUser? {
        let wanted = idOrName.lowercased()
        if let user = state.users[wanted] { return user.isLive ? user : nil }
        return state.userIDsByName[wanted].flatMap { state.users[$0] }
    }

    /// Adds a person. `properties` are Graph properties; `userPrincipalName` and `displayName` are required.
    /// Throws ``DirectoryProblem``.
    @discardableResult
    package func addUser(
        _ properties: [String: JSONValue], id: String? = nil, password: String? = nil,
        groups: [String] = [], roles: [String] = []
    ) throws -> DirectoryUser {
        guard let name = properties["userPrincipalName"]?.string else {
            throw DirectoryProblem("userPrincipalName is required")
        }
        try checkPrincipalName(name)
        guard let display = properties["displayName"]?.string, !display.isEmpty, display.count <= 256 else {
            throw DirectoryProblem("displayName is required and has at most 256 characters")
        }
        let id = (id ?? UUID().text).lowercased()
        guard state.users[id] == nil else { throw DirectoryProblem("an object with id \(id) exists") }
        let groupIDs = try groups.map { try groupID($0) }
        let roleIDs = try roles.map { try roleTemplateID($0) }

        var all = properties
        all["createdDateTime"] = all["createdDateTime"] ?? .init(now)
        all["accountEnabled"] = all["accountEnabled"] ?? true
        all["userType"] = all["userType"] ?? "Member"
        var user = DirectoryUser(
            id: id, record: TrackedObject(all, at: nextMoment()), password: password ?? configuration.initialPassword)
        user.methods = [.password(since: now)]
        state.users[id] = user
        state.userIDsByName[name.lowercased()] = id
        state.userOrder.insert(id, at: state.userOrder.firstPosition(notBefore: id))
        for group in groupIDs { addMember(id, kind: .user, to: group) }
        for role in roleIDs { state.roleHolders[role, default: []].insert(id) }
        return user
    }

    /// Changes properties of a live person; `.null` clears. Throws ``DirectoryProblem``.
    package func updateUser(_ id: String, _ changes: [String: JSONValue]) throws {
        guard var user = state.users[id], user.isLive else { throw DirectoryProblem("no such person: \(id)") }
        if let name = changes["userPrincipalName"] {
            guard let name = name.string else { throw DirectoryProblem("userPrincipalName cannot be cleared") }
            if name.lowercased() != user.userPrincipalName.lowercased() { try checkPrincipalName(name) }
        }
        let moment = nextMoment()
        state.userIDsByName[user.userPrincipalName.lowercased()] = nil
        for (name, value) in changes { user.record.set(name, to: value, at: moment) }
        state.userIDsByName[user.userPrincipalName.lowercased()] = id
        state.users[id] = user
    }

    /// Moves a person to the recycle bin, or for good.
    package func deleteUser(_ id: String, permanently: Bool) throws {
        guard let user = state.users[id] else { throw DirectoryProblem("no such person: \(id)") }
        if user.isLive { state.userIDsByName[user.userPrincipalName.lowercased()] = nil }
        for group in state.groups.values where group.contains(id) { removeMember(id, from: group.id) }
        // Taken before: it changes the state that the next line holds on to.
        let moment = nextMoment()
        state.users[id]?.record.remove(permanently ? .deleted : .changed, at: moment)
        state.signIns = state.signIns.filter { $0.value.userID != id }
    }

    package func restoreUser(_ id: String) throws {
        guard let user = state.users[id], user.record.removal == .changed else {
            throw DirectoryProblem("not in the recycle bin: \(id)")
        }
        guard self.user(user.userPrincipalName) == nil else {
            throw DirectoryProblem("somebody else has the principal name \(user.userPrincipalName) now")
        }
        state.userIDsByName[user.userPrincipalName.lowercased()] = id
        let moment = nextMoment()
        state.users[id]?.record.restore(at: moment)
    }

    private func checkPrincipalName(_ name: String) throws {
        let halves = name.split(separator: "@", omittingEmptySubsequences: false)
        let allowed = CharacterSet(charactersIn: "'.-_!#^~").union(.alphanumerics)
        guard halves.count == 2, (1...64).contains(halves[0].count), (1...48).contains(halves[1].count),
            halves[0].unicodeScalars.allSatisfy({ $0.isASCII && allowed.contains($0) })
        else { throw DirectoryProblem("userPrincipalName '\(name)' is not valid") }
        guard user(name) == nil else {
            throw DirectoryProblem("another object with the same value for property userPrincipalName already exists")
        }
    }
}

extension [String] {
    /// First position in this ascending array whose element is not smaller than `element`.
    func firstPosition(notBefore element: String) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
