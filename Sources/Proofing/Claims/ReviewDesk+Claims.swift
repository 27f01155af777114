import ClaimsMatching
import Foundation

/// Somebody else whom the document was compared with.
package struct ConsideredColleague: Sendable, Equatable {
    package var person: DirectoryPerson
    /// How their claims agree with the document's.
    package var evidence: [ClaimEvidence]
    /// The document fits them as well as the claimed account.
    package var isRival: Bool

    package init(person: DirectoryPerson, evidence: [ClaimEvidence], isRival: Bool) {
        self.person = person
        self.evidence = evidence
        self.isRival = isRival
    }
}

extension AccountComparison {
    var considered: [ConsideredColleague] {
        let rivals = Set(rivals.map(\.id))
        let matcher = ClaimsMatcher(policy: policy, tables: tables)
        return others.map { other in
            ConsideredColleague(
                person: other, evidence: matcher.match(document: document, directory: other.claims).evidence,
                isRival: rivals.contains(other.id))
        }
    }

    /// Nothing is kept from a document that was somebody else's before.
    func nameWorthKeeping(after findings: Findings) -> ConfirmedName? {
        (findings.accountsElsewhere ?? 0) == 0 ? nameWorthKeeping : nil
    }
}

extension ReviewDesk {
    func comparison(
        _ person: DirectoryPerson?, _ findings: Findings, _ policy: Policy
    ) async throws -> AccountComparison? {
        guard let person else { return nil }
        let document = findings.document?.fields.map { DocumentClaims($0) }
        return try await colleagues.comparison(of: document ?? person.ownNames, with: person, under: policy.claims)
    }

    func keepName(
        _ work: inout UnitOfWork, of session: ProofingSession, _ policy: Policy, by reviewer: ReviewerSession
    ) async throws {
        guard let id = session.person, let fields = session.findings.document?.fields,
            let comparison = try await comparison(try await ports.people.person(id), session.findings, policy),
            let name = comparison.nameWorthKeeping(after: session.findings)
        else { return }
        let alias = NameAlias(
            id: .random(ports.random), person: id, name: name, document: marks.mark(of: fields),
            reviewer: reviewer.reviewer, keptAt: ports.time.now)
        work.changes.append(.alias(alias))
        work.audit.append(
            audit(.aliasKept, session, reviewer, ["alias": alias.id.rawValue, "part": name.part.rawValue]))
    }

    // MARK: For everybody who is signed in to the console, whatever their role

    /// Latest first, each with the account as the directory has it now.
    package func aliases(_ reviewer: ReviewerSession) async throws -> [(alias: NameAlias, person: DirectoryPerson?)] {
        var found: [(NameAlias, DirectoryPerson?)] = []
        for alias in try await ports.records.aliases(tenant: tenant, limit: 500) where alias.person != reviewer.account
        {
            found.append((alias, try await ports.people.person(alias.person)))
        }
        return found
    }

    /// - Throws: `ReviewError.notFound` when it is not there, or not any more.
    package func removeAlias(_ id: AliasID, by reviewer: ReviewerSession) async throws {
        guard let alias = try await ports.records.alias(id, tenant: tenant) else { throw ReviewError.notFound }
        guard alias.person != reviewer.account else { throw ReviewError.notAllowed(.ownCase) }
        let event = AuditEvent(
            .aliasRemoved, at: ports.time.now, person: alias.person, reviewer: reviewer.reviewer,
            details: ["alias": id.rawValue, "part": alias.name.part.rawValue])
        do {
            try await ports.ledger.commit(UnitOfWork(tenant: tenant, changes: [.aliasRemoved(id)], audit: [event]))
        } catch CommitError.conflict {
            throw ReviewError.notFound
        }
    }

    package func alerts(_ reviewer: ReviewerSession) async throws -> [(alert: SecurityAlert, person: DirectoryPerson?)]
    {
        var found: [(SecurityAlert, DirectoryPerson?)] = []
        for alert in try await ports.records.alerts(tenant: tenant, limit: 200) where alert.person != reviewer.account {
            found.append((alert, try await ports.people.person(alert.person)))
        }
        return found
    }
}

extension DirectoryPerson {
    /// Where there is no document: as if it said what the directory does.
    fileprivate var ownNames: DocumentClaims {
        DocumentClaims(givenNames: givenName ?? "", surname: surname ?? "", dateOfBirth: claims.dateOfBirth)
    }
}
