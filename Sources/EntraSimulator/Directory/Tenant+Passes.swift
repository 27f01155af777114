import Foundation

/// A pass whose creation was asked for and will happen later: the fault "effect later than the answer".
struct PlannedPass: Sendable {
    let userID: String
    let request: PassRequest
    let due: Date
    let call: Int
}

/// The body of a request for a pass, its types already checked.
struct PassRequest: Sendable {
    var lifetimeInMinutes: Int?
    var isUsableOnce: Bool?
    var startDateTime: Date?
}

extension Tenant {
    /// Whether the policy is on and covers the person (contract D.2).
    func passPolicyAllows(_ user: DirectoryUser) -> Bool {
        let policy = settings.passPolicy
        guard policy.state == .enabled else { return false }
        let groups = Set(transitiveGroups(of: user.id).map(\.id))
        func covers(_ targets: [String]) -> Bool { targets.contains { $0 == "all_users" || groups.contains($0) } }
        return covers(policy.includeTargets) && !covers(policy.excludeTargets)
    }

    /// Checks every rule before anything changes, then replaces whatever pass there was. The code leaves this
    /// function once and is kept nowhere.
    func createPass(for user: DirectoryUser, _ request: PassRequest, call: Int) throws -> JSONValue {
        try checkPass(request, for: user)
        let policy = settings.passPolicy
        let code = TemporaryAccessPass.makeCode(length: policy.defaultLength)
        let pass = TemporaryAccessPass(
            id: UUID().text, code: code, createdAt: now, startsAt: request.startDateTime ?? now,
            lifetimeInMinutes: request.lifetimeInMinutes ?? policy.defaultLifetimeInMinutes,
            isUsableOnce: policy.isUsableOnce || request.isUsableOnce ?? false)
        if let replaced = state.users[user.id]?.pass {
            note(.init(kind: .passReplaced, userID: user.id, detail: replaced.id), on: call)
        }
        setPass(pass, of: user.id)
        note(.init(kind: .passCreated, userID: user.id, detail: pass.id), on: call)
        return pass.graphObject(at: now, allowed: true, code: code)
    }

    private func checkPass(_ request: PassRequest, for user: DirectoryUser) throws {
        let policy = settings.passPolicy
        if user.isExternal {
            throw GraphError.badRequest("Temporary Access Pass cannot be added to an external guest user.")
        }
        guard passPolicyAllows(user) else {
            throw GraphError.badRequest(
                "Converged UserCredentialPolicy does not allow creating or updating this authentication method. "
                    + "AuthMethodType [TemporaryAccessPass].")
        }
        let allowed = max(10, policy.minimumLifetimeInMinutes)...min(43200, policy.maximumLifetimeInMinutes)
        if let lifetime = request.lifetimeInMinutes, !allowed.contains(lifetime) {
            throw GraphError.badRequest(
                "The lifetimeInMinutes value \(lifetime) is outside the range allowed by policy, "
                    + "\(allowed.lowerBound) to \(allowed.upperBound).")
        }
        if let start = request.startDateTime, start < now.addingTimeInterval(-300) {
            throw GraphError.badRequest("The startDateTime is in the past.")
        }
        if policy.refusesSecondPass, let pass = user.pass, pass.usability(at: now, allowed: true) == .enabledByPolicy {
            throw GraphError.badRequest("A Temporary Access Pass already exists for this user.")
        }
    }

    /// The pass as readers see it: not always the newest one, when the simulator is told to lag.
    func visiblePass(of user: DirectoryUser) -> TemporaryAccessPass? {
        if let before = user.passBefore, now < before.until { return before.pass }
        return user.pass
    }

    func deletePass(_ id: String, of user: DirectoryUser, call: Int) throws {
        guard let pass = user.pass, pass.id == id else { throw GraphError.methodNotFound(id) }
        let wasUsable = pass.usability(at: now, allowed: passPolicyAllows(user)) == .enabledByPolicy
        setPass(nil, of: user.id)
        note(.init(kind: .passDeleted, userID: user.id, detail: id), on: call)
        // Deleting a pass that still works ends the person's sessions (a draft of the Graph page, 2021; contract D.2).
        if wasUsable { try revokeSessions(of: user.id, call: call) }
    }

    private func setPass(_ pass: TemporaryAccessPass?, of id: String) {
        if let lag = faults.staleTapListSeconds {
            // Read before: the assignment holds on to the state.
            let before = (state.users[id]?.pass, now.addingTimeInterval(lag))
            state.users[id]?.passBefore = before
        }
        state.users[id]?.pass = pass
    }

    /// Puts off a creation the client has been told nothing good about. The rules are checked when it happens.
    func planPass(for user: DirectoryUser, _ request: PassRequest, after seconds: Double, call: Int) {
        state.plannedPasses.append(
            .init(userID: user.id, request: request, due: now.addingTimeInterval(seconds), call: call))
    }

    /// Lets creations that are due happen. Called before anything looks at passes.
    func settlePlannedPasses() {
        let due = state.plannedPasses.filter { $0.due <= now }
        guard !due.isEmpty else { return }
        state.plannedPasses.removeAll { $0.due <= now }
        for plan in due {
            guard let user = state.users[plan.userID], user.isLive else { continue }
            // A creation that is refused after all leaves no trace, as with a real service that gave up.
            _ = try? createPass(for: user, plan.request, call: plan.call)
        }
    }

    /// Ends every session that began before now (contract D.6).
    func revokeSessions(of id: String, call: Int) throws {
        try updateUser(id, ["signInSessionsValidFromDateTime": .init(now)])
        state.signIns = state.signIns.filter { $0.value.userID != id }
        note(.init(kind: .sessionsRevoked, userID: id), on: call)
    }
}
