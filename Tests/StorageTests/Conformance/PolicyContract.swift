import Foundation
import Testing

@testable import Proofing
@testable import Storage

/// What every store promises about versions of the policies.
enum PolicyContract {
    private static func text(_ distance: Double) throws -> String {
        var policy = Policy.standard(modelID: "dlib")
        policy.face.matchDistance = distance
        return String(decoding: try JSONEncoder().encode(["policies": [policy]]), as: UTF8.self)
    }

    private static func save(_ version: PolicyVersion, _ expecting: Int?, in database: Database) async throws {
        try await database.ledger.commit(
            UnitOfWork(tenant: version.tenant, changes: [.policies(version, expecting: expecting)]))
    }

    static func givesTheOneInForce(_ database: Database) async throws {
        let first = try PolicyVersion.first(try text(0.37), tenant: Fixture.tenant, at: Fixture.start)
        #expect(try await database.policies.activePolicies(tenant: Fixture.tenant) == nil)
        try await save(first, nil, in: database)
        // Names of allowed letters as written.
        let (pia, omar) = (ReviewerID(rawValue: "pia")!, ReviewerID(rawValue: "omar")!)
        let proposal = try PolicyVersion.propose(
            try text(0.3), reason: "Fewer lookalikes.", by: pia, number: 2, over: first, at: Fixture.start + 1)
        try await save(proposal, nil, in: database)
        #expect(try await database.policies.activePolicies(tenant: Fixture.tenant) == first)
        let (next, retired) = try proposal.agreed(by: omar, replacing: first, at: Fixture.start + 2)
        try await database.ledger.commit(
            UnitOfWork(
                tenant: Fixture.tenant, changes: [.policies(retired, expecting: 0), .policies(next, expecting: 0)]))
        #expect(try await database.policies.activePolicies(tenant: Fixture.tenant) == next)
        #expect(try await database.policies.policyVersions(tenant: Fixture.tenant, limit: 9) == [next, retired])
        #expect(try await database.policies.policyVersion(1, tenant: Fixture.tenant) == retired)
    }

    static func refusesATakenNumberAndASecondInForce(_ database: Database) async throws {
        let first = try PolicyVersion.first(try text(0.37), tenant: Fixture.tenant, at: Fixture.start)
        try await save(first, nil, in: database)
        await #expect(throws: CommitError.conflict) { try await save(first, nil, in: database) }
        var stale = first
        stale.version = 5
        await #expect(throws: CommitError.conflict) { try await save(stale, 4, in: database) }
        let proposal = try PolicyVersion.propose(
            try text(0.3), reason: "x", by: ReviewerID(rawValue: "pia")!, number: 2, over: first, at: Fixture.start)
        try await save(proposal, nil, in: database)
        // Nobody retired the first: the schema itself refuses two in force.
        let (next, _) = try proposal.agreed(
            by: ReviewerID(rawValue: "omar")!, replacing: first, at: Fixture.start)
        await #expect(throws: (any Error).self) { try await save(next, 0, in: database) }
        #expect(try await database.policies.activePolicies(tenant: Fixture.tenant) == first)
    }
}

/// What every store promises about what decisions rested on.
enum DecisionBasisContract {
    private static func basis(_ number: Int, _ session: ProofingSession) -> DecisionBasis {
        let decision = Decision(
            verdict: .referred, reasons: [.faceUncertain], session: session.id, subject: session.person,
            policyName: "staff", policyVersion: "1", matcherVersion: "1",
            decidedAt: Fixture.start.addingTimeInterval(Double(number) + 0.123), reviewer: nil)
        return DecisionBasis(
            decision, of: session, account: .unavailable, groups: [Fixture.object(5)], failures: number, match: nil)
    }

    private static func save(_ count: Int, in database: Database) async throws -> [DecisionBasis] {
        var saved: [DecisionBasis] = []
        for number in 0..<count {
            let session = Fixture.session()
            saved.append(basis(number, session))
            try await database.ledger.commit(
                UnitOfWork(
                    tenant: Fixture.tenant,
                    changes: [.session(session, expecting: nil), .basis(basis(number, session))]))
        }
        return saved
    }

    static func givesThemNewestFirstPageByPage(_ database: Database) async throws {
        let saved = try await save(5, in: database)
        var found: [DecisionBasis] = []
        var end: DecisionBasisPage.End?
        repeat {
            let page = try await database.bases.bases(tenant: Fixture.tenant, after: end, limit: 2)
            found += page.bases
            end = page.end
        } while end != nil
        #expect(found == saved.reversed())
        let other = try await database.bases.bases(tenant: Fixture.otherTenant, after: nil, limit: 9)
        #expect(other == DecisionBasisPage(bases: [], unreadable: 0, end: nil))
    }

    static func refusesThoseOfNobodyAndOfAnotherTenant(_ database: Database) async throws {
        let stranger = Fixture.session()
        await #expect(throws: StorageError.unknownSession) {
            try await database.ledger.commit(
                UnitOfWork(tenant: Fixture.tenant, changes: [.basis(basis(1, stranger))]))
        }
        await #expect(throws: StorageError.wrongTenant) {
            try await database.ledger.commit(
                UnitOfWork(tenant: Fixture.otherTenant, changes: [.basis(basis(1, stranger))]))
        }
    }

    static func forgetsThemWithTheSession(_ database: Database) async throws {
        let session = Fixture.session(phase: .finished)
        try await database.ledger.commit(
            UnitOfWork(
                tenant: Fixture.tenant,
                changes: [.session(session, expecting: nil), .basis(basis(1, session))]))
        let kept = try await database.bases.bases(tenant: Fixture.tenant, after: nil, limit: 9)
        #expect(kept.bases.count == 1)
        let forgotten = try await database.housekeeping.forgetSessions(
            endedBefore: session.expiresAt.addingTimeInterval(1), limit: 9)
        #expect(forgotten == [session.id])
        let left = try await database.bases.bases(tenant: Fixture.tenant, after: nil, limit: 9)
        #expect(left.bases.isEmpty && left.unreadable == 0)
    }
}
