import ClaimsMatching
import Foundation

/// The reviewer's side: the queue, one case with everything that explains it, and the decision.
package struct ReviewDesk: Sendable {
    /// Seconds. ASVS 7.3: a console session ends by itself.
    static let consoleSession: TimeInterval = 8 * 3_600

    let tenant: TenantID
    let ports: ProofingPorts
    let active: ActivePolicies
    /// As they are in force right now.
    var policies: PolicySet { active.set }
    let seal: DecisionSeal
    let signals: SessionSignals
    let colleagues: ColleagueSearch
    let marks: DocumentMarks
    let returnLink: @Sendable (Capability) -> String

    /// - Parameter returnLink: the address that goes into the mail for one capability.
    package init(
        tenant: TenantID, ports: ProofingPorts, policies: ActivePolicies, seal: DecisionSeal, signals: SessionSignals,
        colleagues: ColleagueSearch, marks: DocumentMarks,
        returnLink: @escaping @Sendable (Capability) -> String
    ) {
        self.tenant = tenant
        self.ports = ports
        active = policies
        self.seal = seal
        self.signals = signals
        self.colleagues = colleagues
        self.marks = marks
        self.returnLink = returnLink
    }

    // MARK: Signing in

    /// Uses up a one-time link. Called for a POST only: whatever merely looks at the link does not use it up.
    package func signIn(link: Capability) async throws -> (session: Capability, reviewer: ReviewerSession)? {
        let capability = Capability.random(ports.random)
        let now = ports.time.now
        guard
            let reviewer = try await ports.reviews.redeem(
                link: link.digest, for: capability.digest, at: now, until: now + Self.consoleSession)
        else { return nil }
        try await ports.ledger.commit(
            UnitOfWork(
                tenant: tenant, audit: [AuditEvent(.reviewerSignedIn, at: now, reviewer: reviewer.reviewer)]))
        return (capability, reviewer)
    }

    package func reviewer(_ session: Capability) async throws -> ReviewerSession? {
        try await ports.reviews.reviewer(session.digest, at: ports.time.now)
    }

    package func signOut(_ session: Capability) async throws {
        try await ports.reviews.endSession(session.digest)
    }

    // MARK: Reading

    package func queue(_ reviewer: ReviewerSession) async throws -> [ReviewCase] {
        try permit(reviewer)
        return try await ports.reviews.openCases(tenant: tenant, limit: 200).filter { $0.subject != reviewer.account }
    }

    package func decided(_ reviewer: ReviewerSession) async throws -> [ReviewCase] {
        try permit(reviewer)
        return try await ports.reviews.decidedCases(tenant: tenant, limit: 200).filter {
            $0.subject != reviewer.account
        }
    }

    package func file(_ id: CaseID, for reviewer: ReviewerSession) async throws -> CaseFile {
        let (reviewCase, session) = try await load(id, reviewer)
        guard let policy = policies.policy(named: session.policyName) else { throw ReviewError.unavailable }
        let person = try await ports.people.person(reviewCase.subject)
        let comparison = try await comparison(person, session.findings, policy)
        var pictures: Set<EvidenceKind> = []
        for kind in [EvidenceKind.document, .portrait, .selfie]
        where try await ports.vault.open(kind, of: session.id) != nil {
            pictures.insert(kind)
        }
        return CaseFile(
            reviewCase: reviewCase, person: person, findings: session.findings, policy: policy,
            colleagues: comparison?.considered ?? [],
            nameToKeep: reviewCase.state == .open ? comparison?.nameWorthKeeping(after: session.findings) : nil,
            timeline: try await ports.auditLog.events(session: session.id), retainedUntil: session.expiresAt,
            pictures: pictures, obstacle: reviewCase.obstacle(hasFace: try await ports.vault.hasFace(session.id)))
    }

    /// One picture of a case. Each opening is in the audit log before the picture leaves.
    package func picture(_ kind: EvidenceKind, of id: CaseID, for reviewer: ReviewerSession) async throws -> Data? {
        guard [.document, .portrait, .selfie].contains(kind) else { return nil }
        let (reviewCase, session) = try await load(id, reviewer)
        guard let picture = try await ports.vault.open(kind, of: session.id) else { return nil }
        try await ports.ledger.commit(
            UnitOfWork(
                tenant: session.tenant,
                audit: [
                    AuditEvent(
                        .evidenceOpened, at: ports.time.now, session: session.id, reviewer: reviewer.reviewer,
                        details: ["case": reviewCase.id.rawValue, "kind": kind.rawValue])
                ]))
        return picture
    }

    private func permit(_ reviewer: ReviewerSession) throws {
        guard reviewer.role == .reviewer else { throw ReviewError.notAllowed(.otherRole) }
    }

    /// Nobody sees, let alone decides, a case about themselves.
    func load(_ id: CaseID, _ reviewer: ReviewerSession) async throws -> (ReviewCase, ProofingSession) {
        try permit(reviewer)
        guard let reviewCase = try await ports.reviews.reviewCase(id), reviewCase.subject.tenant == tenant else {
            throw ReviewError.notFound
        }
        guard reviewer.account != reviewCase.subject else { throw ReviewError.notAllowed(.ownCase) }
        guard let session = try await ports.sessions.session(reviewCase.session) else { throw ReviewError.notFound }
        return (reviewCase, session)
    }
}

/// Everything that explains one case.
package struct CaseFile: Sendable {
    package var reviewCase: ReviewCase
    package var person: DirectoryPerson?
    package var findings: Findings
    package var policy: Policy
    /// Whom the document was compared with besides the claimed account, the likest first.
    package var colleagues: [ConsideredColleague]
    /// A name that an approval may keep for this account.
    package var nameToKeep: ConfirmedName?
    package var timeline: [AuditEvent]
    package var retainedUntil: Date?
    package var pictures: Set<EvidenceKind>
    /// Why this case cannot be approved here, by anybody; nil when it can.
    package var obstacle: ReviewRefusal?

    package init(
        reviewCase: ReviewCase, person: DirectoryPerson?, findings: Findings, policy: Policy,
        colleagues: [ConsideredColleague], nameToKeep: ConfirmedName? = nil, timeline: [AuditEvent],
        retainedUntil: Date?, pictures: Set<EvidenceKind>,
        obstacle: ReviewRefusal?
    ) {
        self.reviewCase = reviewCase
        self.person = person
        self.findings = findings
        self.policy = policy
        self.colleagues = colleagues
        self.nameToKeep = nameToKeep
        self.timeline = timeline
        self.retainedUntil = retainedUntil
        self.pictures = pictures
        self.obstacle = obstacle
    }
}
