import Foundation

@testable import Proofing

/// Everything that storage keeps, with its compare-and-set and its all-or-nothing commits.
actor InMemoryStore: Ledger {
    var sessions: [SessionID: ProofingSession] = [:]
    var issuances: [SessionID: Issuance] = [:]
    var cases: [CaseID: ReviewCase] = [:]
    var policies: [Int: PolicyVersion] = [:]
    var bases: [DecisionBasis] = []
    var decisions: [SessionID: [SealedDecision]] = [:]
    var messages: [OutboxMessage] = []
    var attempts: [(key: String, at: Date)] = []
    var references: [PersonID: FaceReference] = [:]
    /// What a directory would say of those who are not simply there.
    var due: [DueReference] = []
    var returnLinks: [CapabilityDigest: (session: SessionID, expiresAt: Date)] = [:]
    var bindings: [DocumentBinding] = []
    var aliases: [NameAlias] = []
    var alerts: [SecurityAlert] = []
    var audit: [AuditEvent] = []
    /// As committed, in order: what became true together.
    var commits: [UnitOfWork] = []
    var leases: [String: Lease] = [:]
    var fence = 0
    private var suddenBinding: DocumentBinding?
    /// Happens once, right before a lease is granted.
    nonisolated let beforeLease = Interruption()

    init(sessions: [ProofingSession] = [], issuances: [Issuance] = [], cases: [ReviewCase] = []) {
        for session in sessions { self.sessions[session.id] = session }
        for issuance in issuances { self.issuances[issuance.session] = issuance }
        for reviewCase in cases { self.cases[reviewCase.id] = reviewCase }
    }

    /// As if another account were approved with the document between a decision and its commit.
    func bindDuringNextCommit(_ mark: DocumentMark, to person: PersonID) {
        suddenBinding = DocumentBinding(mark: mark, person: person, boundAt: Sample.now, keepUntil: .distantFuture)
    }

    func commit(_ work: UnitOfWork) throws {
        if let suddenBinding { bindings.append(suddenBinding) }
        suddenBinding = nil
        guard work.changes.allSatisfy(fits) else { throw CommitError.conflict }
        for change in work.changes { write(change) }
        audit += work.audit
        commits.append(work)
    }

    private func fits(_ change: UnitOfWork.Change) -> Bool {
        switch change {
        case .session(let session, let expected): sessions[session.id]?.version == expected
        case .issuance(let issuance, let expected): issuances[issuance.session]?.version == expected
        case .reviewCase(let reviewCase, let expected): cases[reviewCase.id]?.version == expected
        case .policies(let version, let expected): policies[version.number]?.version == expected
        case .documentBound(let binding, let others):
            bindings.count { $0.mark == binding.mark && $0.person != binding.person } == others
        case .aliasRemoved(let id): aliases.contains { $0.id == id }
        case .decision, .basis, .message, .attempt, .returnLink, .reference, .referenceErased, .alert, .alias: true
        }
    }

    private func write(_ change: UnitOfWork.Change) {
        switch change {
        case .session(let session, _): sessions[session.id] = session
        case .issuance(let issuance, _): issuances[issuance.session] = issuance
        case .reviewCase(let reviewCase, _): cases[reviewCase.id] = reviewCase
        case .policies(let version, _): policies[version.number] = version
        case .decision(let decision): decisions[decision.session, default: []].append(decision)
        case .basis(let basis): bases.append(basis)
        case .message(let message): messages.append(message)
        case .reference(let reference): references[reference.person] = reference
        case .referenceErased(let person): references[person] = nil
        case .attempt(let key, let moment): attempts.append((key, moment))
        case .documentBound(let binding, _): bindings.append(binding)
        case .alert(let alert): alerts.append(alert)
        case .alias(let alias): aliases.append(alias)
        case .aliasRemoved(let id): aliases.removeAll { $0.id == id }
        case .returnLink(let link, let session, let expiresAt): returnLinks[link] = (session, expiresAt)
        }
    }

    /// Every row as text: what a copied database would tell.
    func rows() throws -> String {
        let encoder = JSONEncoder()
        var rows = try [
            encoder.encode(Array(sessions.values)), encoder.encode(Array(issuances.values)),
            encoder.encode(Array(cases.values)), encoder.encode(messages), encoder.encode(audit),
            encoder.encode(Array(returnLinks.keys)), encoder.encode(attempts.map(\.key)),
        ]
        rows += decisions.values.flatMap { $0.map(\.bytes) }
        return rows.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }

    func kinds() -> [AuditEvent.Kind] { audit.map(\.kind) }
}

extension InMemoryStore: SessionStore {
    func session(_ id: SessionID) -> ProofingSession? { sessions[id] }

    func session(handover code: CapabilityDigest) -> ProofingSession? {
        sessions.values.first { $0.handover?.code == code }
    }

    func session(returnLink link: CapabilityDigest, at moment: Date) -> ProofingSession? {
        guard let found = returnLinks[link], moment < found.expiresAt else { return nil }
        return sessions[found.session]
    }

    func overdue(at moment: Date, limit: Int) -> [ProofingSession] {
        Array(sessions.values.filter { $0.expiresAt <= moment && !$0.phase.isFinal }.prefix(limit))
    }

    func decision(session: SessionID) -> SealedDecision? { decisions[session]?.last }

    func attempts(key: String, since: Date) -> Int { attempts.filter { $0.key == key && $0.at >= since }.count }
}

extension InMemoryStore: ReferenceStore {
    func reference(of person: PersonID) -> FaceReference? { references[person] }
    func reference(withdrawal link: CapabilityDigest) -> FaceReference? {
        references.values.first { $0.withdrawal == link }
    }
    func due(at moment: Date, models: Set<String>, disabledSince: Date, limit: Int) -> [DueReference] {
        due
            + references.values.filter { $0.expiresAt <= moment }.map { .init(person: $0.person, reason: .expired) }
            + references.values.filter { !models.contains($0.descriptor.modelID) }
            .map { .init(person: $0.person, reason: .modelChanged) }
    }
    func say(_ due: [DueReference]) { self.due = due }
}

extension InMemoryStore: IssuanceStore {
    func issuance(session: SessionID) -> Issuance? { issuances[session] }

    func unsettled(at moment: Date, unacknowledgedSince: Date, limit: Int) -> [Issuance] {
        let found = issuances.values.filter { issuance in
            switch issuance.state {
            case .posting: issuance.deadline.map { $0 <= moment } ?? false
            case .issued: issuance.issuedAt.map { $0 <= unacknowledgedSince } ?? false
            case .planned, .acknowledged, .closed: false
            }
        }
        return Array(found.sorted { $0.plannedAt < $1.plannedAt }.prefix(limit))
    }

    func open(for person: PersonID) -> [Issuance] {
        issuances.values.filter { $0.person == person && [.posting, .issued, .acknowledged].contains($0.state) }
    }
}

extension InMemoryStore: LeaseStore {
    func acquire(_ name: String, holder: String, seconds: Double) async -> Lease? {
        await beforeLease.happen()
        guard leases[name] == nil else { return nil }
        fence += 1
        let lease = Lease(name: name, holder: holder, fence: fence)
        leases[name] = lease
        return lease
    }

    func release(_ lease: Lease) {
        if leases[lease.name] == lease { leases[lease.name] = nil }
    }
}

extension InMemoryStore: ReviewStore, AuditLog {
    func reviewCase(_ id: CaseID) -> ReviewCase? { cases[id] }
    func openCases(tenant: TenantID, limit: Int) -> [ReviewCase] { cases.values.filter { $0.state == .open } }
    func decidedCases(tenant: TenantID, limit: Int) -> [ReviewCase] { cases.values.filter { $0.state != .open } }
    // Signing in belongs to the storage tests: here the reviewer is given.
    func reviewer(_ session: CapabilityDigest, at moment: Date) -> ReviewerSession? { nil }
    func redeem(
        link: CapabilityDigest, for session: CapabilityDigest, at moment: Date, until: Date
    ) -> ReviewerSession? { nil }
    func addLink(_ link: CapabilityDigest, for session: ReviewerSession) {}
    func endSession(_ session: CapabilityDigest) {}

    func entries(tenant: TenantID, after sequence: Int, limit: Int) -> [AuditEntry] { [] }
    func events(session: SessionID) -> [AuditEvent] { audit.filter { $0.session == session } }
}

extension InMemoryStore: PolicyStore {
    func activePolicies(tenant: TenantID) -> PolicyVersion? { policies.values.first { $0.state == .active } }
    func policyVersion(_ number: Int, tenant: TenantID) -> PolicyVersion? { policies[number] }
    func policyVersions(tenant: TenantID, limit: Int) -> [PolicyVersion] {
        Array(policies.values.sorted { $0.number > $1.number }.prefix(limit))
    }
}

extension InMemoryStore: DecisionBasisStore {
    /// In the order of their making, newest first; the number of the end counts what was given.
    func bases(tenant: TenantID, after last: DecisionBasisPage.End?, limit: Int) -> DecisionBasisPage {
        let given = last?.number ?? 0
        let page = Array(bases.reversed().dropFirst(given).prefix(limit))
        let end = page.last.map {
            DecisionBasisPage.End(decidedAt: $0.decidedAt, session: $0.session.id, number: given + page.count)
        }
        return DecisionBasisPage(bases: page, unreadable: 0, end: page.count == limit ? end : nil)
    }
}

extension InMemoryStore: MatchRecordStore {
    func owners(of mark: DocumentMark, tenant: TenantID) -> Set<PersonID> {
        Set(bindings.filter { $0.mark == mark }.map(\.person))
    }
    func aliases(tenant: TenantID, limit: Int) -> [NameAlias] { aliases }
    func alias(_ id: AliasID, tenant: TenantID) -> NameAlias? { aliases.first { $0.id == id } }
    func alerts(tenant: TenantID, limit: Int) -> [SecurityAlert] { alerts }
}
