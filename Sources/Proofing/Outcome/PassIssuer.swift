import Foundation

/// Hands one pass to one approved person. The order of the steps is the whole point:
///
///     1  the decision is committed with a planned issuance            (ClaimantDesk)
///     2  one worker takes the account's lease
///     3  the account is read live; passes that exist are listed and removed
///     4  "about to issue" is committed, with a deadline
///     5  the request is sent, once
///     6  the pass's id is committed, and only then
///     7  the code leaves in the one response
///
/// Graph has no idempotency key and shows a code only when it is made. So an attempt whose outcome is unknown is waited
/// out to its deadline, what it left is deleted, and another attempt begins: at most three for one approval.
/// Invariants I1 to I4 are stated at `Issuance`.
package struct PassIssuer: Sendable {
    /// The request's own limit is 20 s (see `PassRequest`'s client); after it nothing of it can still be sent.
    package static let requestSeconds: Double = 20
    /// Graph may list a new pass late; waiting this long after the deadline makes the list trustworthy.
    package static let graceSeconds: Double = 40
    package static let leaseSeconds: Double = 90
    package static let attempts = 3

    let ledger: any Ledger
    let issuances: any IssuanceStore
    let leases: any LeaseStore
    let directory: any DirectoryActing
    let time: any TimeSource
    let random: any RandomSource

    package init(
        ledger: any Ledger, issuances: any IssuanceStore, leases: any LeaseStore, directory: any DirectoryActing,
        time: any TimeSource, random: any RandomSource
    ) {
        self.ledger = ledger
        self.issuances = issuances
        self.leases = leases
        self.directory = directory
        self.time = time
        self.random = random
    }

    package enum Answer: Sendable {
        case pass(IssuedPass, signInName: String)
        case wait(seconds: Int)
        case unavailable
    }

    /// Step 1's record, to be committed together with the decision.
    package func plan(_ decision: Decision) -> Issuance? {
        guard decision.verdict == .approved, let person = decision.subject else { return nil }
        return Issuance(
            id: .random(random), session: decision.session, person: person, plannedAt: time.now, state: .planned,
            attempt: 0, postedAt: nil, deadline: nil, pass: nil, issuedAt: nil, fence: 0, version: 0)
    }

    /// - Parameter decision: as opened by `DecisionSeal`; a row changed by hand never gets here.
    /// - Throws: `DirectoryError` or `CommitError` when something we need is down; nothing was issued then, or it will
    ///   be found and removed before the next attempt.
    package func issue(_ decision: Decision, under policy: Policy) async throws -> Answer {
        guard decision.verdict == .approved, let person = decision.subject else { return .unavailable }
        let holder = random.bytes(8).hexadecimal
        guard let lease = try await leases.acquire("pass:\(person)", holder: holder, seconds: Self.leaseSeconds)
        else { return .wait(seconds: 5) }
        do {
            let answer = try await issue(decision, person, under: policy, lease: lease)
            try await leases.release(lease)
            return answer
        } catch {
            try? await leases.release(lease)
            throw error
        }
    }

    private func issue(
        _ decision: Decision, _ person: PersonID, under policy: Policy, lease: Lease
    ) async throws -> Answer {
        guard var issuance = try await issuances.issuance(session: decision.session), issuance.person == person
        else { return .unavailable }
        for open in try await issuances.open(for: person) {
            if let seconds = secondsUntilSettled(open) { return .wait(seconds: seconds) }
        }
        guard issuance.state != .closed, issuance.state != .acknowledged else { return .unavailable }
        guard issuance.attempt < Self.attempts else { return try await giveUp(issuance, code: "attemptsUsedUp") }

        let account = try await directory.liveAccount(person)
        if let refusal = refusal(account, person, policy) { return try await giveUp(issuance, code: refusal) }
        guard let account else { return .unavailable }
        let rules = try await directory.passPolicy(person.tenant)
        guard rules.isEnabled else { return try await giveUp(issuance, code: "passPolicyOff") }
        try await removePasses(of: person, knownTo: issuance)

        issuance = try await commitAttempt(issuance, lease)
        // A process that stood still since then finds that others have gone on: what it sent now would replace their pass.
        if let deadline = issuance.deadline, time.now >= deadline { return .wait(seconds: 5) }
        let request = PassRequest(
            person: person,
            lifetimeInMinutes: min(
                max(policy.outcome.passLifetimeMinutes, rules.minimumLifetime), rules.maximumLifetime),
            isUsableOnce: policy.outcome.passIsUsableOnce || rules.isOneTimeOnly)
        do throws(PassCreationError) {
            let pass = try await directory.createPass(request)
            return try await receive(pass, issuance, account.userPrincipalName)
        } catch {
            return try await receive(error, issuance)
        }
    }

    /// Why this account gets no pass now, whatever was decided before (requirements T9, T10).
    private func refusal(_ account: LiveAccount?, _ person: PersonID, _ policy: Policy) -> String? {
        guard let account, account.id == person else { return "accountMissing" }
        if !account.accountEnabled { return "accountDisabled" }
        if account.isGuest { return "accountGuest" }
        if account.isPrivileged { return "accountPrivileged" }
        if !policy.excludedGroups.isDisjoint(with: account.groups) { return "accountExcluded" }
        if let leave = account.employeeLeaveDate, leave <= time.now { return "accountLeft" }
        return nil
    }

    /// Seconds until nothing of this attempt can land any more; nil when it is settled.
    private func secondsUntilSettled(_ issuance: Issuance) -> Int? {
        guard issuance.state == .posting, let deadline = issuance.deadline else { return nil }
        let left = deadline.addingTimeInterval(Self.graceSeconds).timeIntervalSince(time.now)
        return left > 0 ? Int(left.rounded(.up)) : nil
    }

    /// Deleting first matters: it closes the window in which a pass that nobody saw is alive.
    private func removePasses(of person: PersonID, knownTo issuance: Issuance) async throws {
        for pass in try await directory.passes(of: person) {
            try await directory.deletePass(pass.id, of: person)
            let kind: AuditEvent.Kind =
                pass.id == issuance.pass || issuance.attempt > 0 ? .passDeleted : .foreignPassFound
            try await ledger.commit(
                UnitOfWork(
                    tenant: person.tenant,
                    audit: [
                        AuditEvent(
                            kind, at: time.now, session: issuance.session, person: person,
                            details: ["pass": pass.id.rawValue])
                    ]))
        }
    }

    private func commitAttempt(_ issuance: Issuance, _ lease: Lease) async throws -> Issuance {
        var next = issuance
        next.state = .posting
        next.attempt += 1
        next.pass = nil
        next.issuedAt = nil
        next.postedAt = time.now
        next.deadline = time.now.addingTimeInterval(Self.requestSeconds)
        next.fence = lease.fence
        return try await commit(next, after: issuance, .passAboutToBeIssued)
    }

    private func receive(
        _ pass: IssuedPass, _ issuance: Issuance, _ signInName: String
    ) async throws(PassCreationError) -> Answer {
        do {
            var next = issuance
            next.state = .issued
            next.pass = pass.id
            next.issuedAt = time.now
            _ = try await commit(next, after: issuance, .passIssued, ["pass": pass.id.rawValue])
            // Somebody else may have replaced ours in between; a late list shows nothing, which is no contradiction.
            let listed = try await directory.passes(of: issuance.person).filter(\.isUsable)
            guard listed.allSatisfy({ $0.id == pass.id }) else { return .wait(seconds: 5) }
            return .pass(pass, signInName: signInName)
        } catch {
            // Nobody will see this code. Where somebody else has gone on, no record names the pass: only here can it be
            // deleted at once. When that fails, the next attempt or the reconciler removes it.
            try? await directory.deletePass(pass.id, of: issuance.person)
            throw .outcomeUnknown(detail: "notRecorded")
        }
    }

    private func receive(_ error: PassCreationError, _ issuance: Issuance) async throws -> Answer {
        switch error {
        case .notCreated(let reason):
            var next = issuance
            next.state = .planned
            _ = try await commit(
                next, after: issuance, .passNotIssued, ["code": reason.code.rawValue, "detail": reason.detail])
            return reason.code == .unavailable ? .wait(seconds: 10) : .unavailable
        case .outcomeUnknown(let detail):
            try await ledger.commit(
                UnitOfWork(
                    tenant: issuance.person.tenant,
                    audit: [
                        event(.passOutcomeUnknown, issuance, ["detail": detail])
                    ]))
            return .wait(seconds: secondsUntilSettled(issuance) ?? 5)
        }
    }

    /// Closed means that nothing of ours is alive, so what the last attempt may have left goes first.
    private func giveUp(_ issuance: Issuance, code: String) async throws -> Answer {
        if [.posting, .issued].contains(issuance.state) {
            do {
                try await removePasses(of: issuance.person, knownTo: issuance)
                // A list may lag behind; the id does not.
                if let pass = issuance.pass { try await directory.deletePass(pass, of: issuance.person) }
            } catch let error as DirectoryError {
                // An account that is gone has no passes.
                guard error.code == .notFound else { throw error }
            }
        }
        var next = issuance
        next.state = .closed
        _ = try await commit(next, after: issuance, .accountRefused, ["code": code])
        return .unavailable
    }

    private func commit(
        _ next: Issuance, after previous: Issuance, _ kind: AuditEvent.Kind, _ details: [String: String] = [:]
    ) async throws -> Issuance {
        var next = next
        next.version = previous.version + 1
        try await ledger.commit(
            UnitOfWork(
                tenant: next.person.tenant, changes: [.issuance(next, expecting: previous.version)],
                audit: [event(kind, next, details)]))
        return next
    }

    private func event(_ kind: AuditEvent.Kind, _ issuance: Issuance, _ details: [String: String]) -> AuditEvent {
        AuditEvent(
            kind, at: time.now, session: issuance.session, person: issuance.person,
            details: details.merging(["attempt": String(issuance.attempt)]) { given, _ in given })
    }
}
