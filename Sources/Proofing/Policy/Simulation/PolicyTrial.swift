import ClaimsMatching
import Foundation

/// Tries policies on decisions that were taken, and looks for what somebody may not have meant. Changes nothing.
package struct PolicyTrial: Sendable {
    let desk: PolicyDesk
    let bases: any DecisionBasisStore
    let survey: PolicySurvey
    let tables: NameTables

    package init(
        desk: PolicyDesk, bases: any DecisionBasisStore, people: any DirectoryStore, tables: NameTables
    ) {
        self.desk = desk
        self.bases = bases
        self.tables = tables
        survey = PolicySurvey(tenant: desk.tenant, people: people, tables: tables)
    }

    /// Decisions that a page of the console waits for.
    static let shown = 500

    /// A proposal that waits for agreement, against the version in force.
    ///
    /// - Throws: `PolicyChangeError.alreadyJudged` for any other version.
    package func simulate(_ number: Int, for editor: ReviewerSession) async throws -> SimulationReport {
        let proposal = try await desk.version(number, for: editor)
        guard proposal.state == .proposed else { throw PolicyChangeError.alreadyJudged }
        let report = try await simulate(try proposal.policies(), limit: Self.shown)
        try await desk.ledger.commit(
            UnitOfWork(
                tenant: desk.tenant,
                audit: [report.event(at: desk.time.now, by: editor.reviewer, number: proposal.number)]))
        return report
    }

    /// Policies that are in no store yet, against the version in force.
    package func simulate(unstored policies: PolicySet) async throws -> SimulationReport {
        let report = try await simulate(policies, limit: .max)
        try await desk.ledger.commit(
            UnitOfWork(tenant: desk.tenant, audit: [report.event(at: desk.time.now, by: nil, number: nil)]))
        return report
    }

    package func warnings(about number: Int, for editor: ReviewerSession) async throws -> [PolicyWarning] {
        try await warnings(about: try await desk.version(number, for: editor).policies())
    }

    package func warnings(about policies: PolicySet) async throws -> [PolicyWarning] {
        try await survey.warnings(about: policies)
    }

    private func simulate(_ after: PolicySet, limit: Int) async throws -> SimulationReport {
        let before = try await desk.inForce().policies()
        let known = try await known()
        let replay = Replay(tables: tables)
        var report = SimulationReport(before: before, after: after)
        var end: DecisionBasisPage.End?
        repeat {
            let page = try await bases.bases(
                tenant: desk.tenant, after: end, limit: min(100, limit - report.decisions - report.unreadable))
            for basis in page.bases {
                let prepared = replay.prepared(basis)
                report.add(
                    basis, before: prepared.outcome(under: before), after: prepared.outcome(under: after),
                    check: replay.check(prepared, under: known[basis.policyVersion]))
                // Thousands of comparisons: others get their turn in between.
                await Task.yield()
            }
            report.unreadable += page.unreadable
            end = page.end
        } while end != nil && report.decisions + report.unreadable < limit
        report.isCut = end != nil
        return report
    }

    /// Every version there ever was, by the name that decisions give it.
    private func known() async throws -> [String: PolicySet] {
        let versions = try await desk.store.policyVersions(tenant: desk.tenant, limit: 10_000)
        let sets = versions.compactMap { try? $0.policies() }
        return Dictionary(sets.map { ($0.version, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension SimulationReport {
    /// Sealed claims were opened for it: that is written down as every other opening is.
    fileprivate func event(at now: Date, by editor: ReviewerID?, number: Int?) -> AuditEvent {
        var details = ["policyVersion": after, "decisions": String(decisions), "flips": String(flips.count)]
        if let number { details["number"] = String(number) }
        return AuditEvent(.policySimulated, at: now, reviewer: editor, details: details)
    }
}
