import ClaimsMatching
import Foundation
import IdentityDocuments
import Testing

@testable import Proofing

struct PolicySimulationTests {
    private let pia = ReviewerSession(
        // A name of allowed letters as written.
        reviewer: ReviewerID(rawValue: "pia")!, role: .policyAdministrator, account: nil, expiresAt: .distantFuture)

    private static func set(_ change: (inout Policy) -> Void = { _ in }) throws -> PolicySet {
        try PolicySet(json: Data(try text(change).utf8))
    }

    private static func text(_ change: (inout Policy) -> Void = { _ in }) throws -> String {
        var policy = Sample.policy
        change(&policy)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(["policies": [policy]]), as: UTF8.self)
    }

    /// An office whose policies are in the store, and the trial over the decisions it makes.
    private func trial(_ office: Office) async throws -> (PolicyTrial, PolicyDesk) {
        let desk = PolicyDesk(
            tenant: Sample.tenant, ledger: office.store, store: office.store, active: office.active, time: office.time)
        try await desk.load(orAdopt: try Self.text())
        return (PolicyTrial(desk: desk, bases: office.store, people: office.people, tables: .empty), desk)
    }

    private func proved(_ office: Office) async throws -> DecisionBasis {
        _ = try await office.prove()
        return try #require(await office.store.bases.last)
    }

    // MARK: What is kept

    @Test func `an automatic decision keeps claims and measurements, and neither picture nor face`() async throws {
        let office = try Office()
        let basis = try await proved(office)
        #expect(basis.match?.document.surname == "OKONKWO" && basis.match?.directory.surname == "Okonkwo")
        #expect(basis.outcome.verdict == .approved)
        let json = String(decoding: try JSONEncoder().encode(basis), as: UTF8.self)
        for kept in ["P<NGA", "descriptor", "portrait\"", "Chrome on Windows", "ada@contoso.example"] {
            #expect(!json.contains(kept), "\(kept)")
        }
        #expect(try JSONDecoder().decode(DecisionBasis.self, from: Data(json.utf8)) == basis)
    }

    @Test func `about nobody nothing is kept`() async throws {
        let office = try Office()
        _ = try await office.prove("nobody@contoso.example")
        #expect(await office.store.bases.isEmpty)
    }

    @Test func `decision and basis become true together`() async throws {
        let office = try Office()
        _ = try await office.prove()
        let commit = try #require(
            await office.store.commits.first { $0.audit.contains { $0.kind == .decided } })
        #expect(
            commit.changes.contains { if case .basis = $0 { true } else { false } }
                && commit.changes.contains { if case .decision = $0 { true } else { false } })
    }

    // MARK: Deciding again

    struct Spoilt: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var spoil: @Sendable (Office) -> Void
    }

    static let spoilt: [Spoilt] = [
        Spoilt(testDescription: "all well") { _ in },
        Spoilt(testDescription: "another surname") { office in
            var person = Sample.directoryPerson
            (person.surname, person.displayName) = ("Adeyemi", "Ada Adeyemi")
            office.people.set { [person] in $0.people["ada@contoso.example"] = person }
        },
        Spoilt(testDescription: "no birthday") { office in
            var person = Sample.directoryPerson
            person.dateOfBirth = nil
            office.people.set { [person] in $0.people["ada@contoso.example"] = person }
        },
        Spoilt(testDescription: "a namesake") { office in
            var other = Sample.directoryPerson
            other.id = PersonID(tenant: Sample.tenant, object: Sample.object(7))
            office.people.set { [other] in $0.people["other@contoso.example"] = other }
        },
        Spoilt(testDescription: "a privileged account") { office in
            office.directory.set { $0.account?.directoryRoles = ["62e90394-69f5-4237-9190-012177145e10"] }
        },
        Spoilt(testDescription: "an uncertain face") { office in
            office.engine.show(document: .document(portrait: [0.45, 0]), as: Office.picture)
        },
    ]

    @Test(arguments: spoilt)
    func `under the policies it was made under a decision comes out as it was stored, every time`(_ spoilt: Spoilt)
        async throws
    {
        let office = try Office()
        spoilt.spoil(office)
        let basis = try await proved(office)
        let stored = try JSONDecoder().decode(DecisionBasis.self, from: JSONEncoder().encode(basis))
        let replay = Replay(tables: .empty)
        for _ in 0..<3 {
            let prepared = replay.prepared(stored)
            #expect(prepared.outcomeAsDecided(under: office.active.set) == basis.outcome)
            #expect(prepared.outcome(under: office.active.set) == basis.outcome)
            #expect(replay.check(prepared, under: office.active.set) == .same)
        }
    }

    @Test func `a decision that no longer comes out says why, and is not hidden`() async throws {
        let office = try Office()
        let basis = try await proved(office)
        let changed = try Self.set { $0.face.matchDistance = 0.1 }
        let json = String(decoding: try JSONEncoder().encode(basis), as: UTF8.self)
        func check(_ json: String, tables: NameTables = .empty, under policies: PolicySet?) throws -> ReplayCheck {
            let replay = Replay(tables: tables)
            let basis = try JSONDecoder().decode(DecisionBasis.self, from: Data(json.utf8))
            return replay.check(replay.prepared(basis), under: policies)
        }
        #expect(try check(json, under: nil) == .policyUnknown)
        #expect(try check(json, under: try Self.set { $0.name = "staff" }) == .policyUnknown)
        #expect(try check(json, under: changed) == .unexplained)
        let older = json.replacing(
            "\"matcherVersion\":\"\(ClaimsMatcher.version)\"", with: "\"matcherVersion\":\"0\"")
        #expect(try check(older, under: changed) == .otherMatcher)
        #expect(try check(older, under: office.active.set) == .same)
        let tables = NameTables(version: "other", givenNames: [])
        #expect(try check(json, tables: tables, under: changed) == .otherTables)
    }

    // MARK: Trying a change

    @Test func `who would fall otherwise is found with the reasons, by reference alone`() async throws {
        let office = try Office()
        let (trial, _) = try await trial(office)
        let basis = try await proved(office)
        let report = try await trial.simulate(unstored: try Self.set { $0.approve.never = true })
        #expect(report.decisions == 1 && report.checks == [.same: 1] && report.otherReasons == 0)
        #expect(report.streams == [.init(before: .approved, after: .referred, count: 1)])
        let flip = try #require(report.flips.first)
        #expect(flip.reference == basis.session.reference && flip.decided == .approved)
        #expect(flip.added.map(\.code) == ["policy.reviewOnly"] && flip.removed.isEmpty)
        let json = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
        for name in ["okonkwo", "1984-11-23", "a01234567", Sample.person.object.rawValue] {
            #expect(!json.lowercased().contains(name), "\(name)")
        }
        let audited = try #require(await office.store.audit.last)
        #expect(audited.kind == .policySimulated && audited.details["flips"] == "1")
    }

    @Test func `a milder policy shows whom it would let through, and a stricter one whom it would hold back`()
        async throws
    {
        let office = try Office()
        let (trial, _) = try await trial(office)
        office.engine.show(document: .document(portrait: [0.45, 0]), as: Office.picture)
        _ = try await office.prove()
        let milder = try await trial.simulate(unstored: try Self.set { $0.face.matchDistance = 0.5 })
        #expect(milder.flips.map(\.after) == [.approved] && milder.flips[0].removed.map(\.code) == ["face.uncertain"])
        let stricter = try await trial.simulate(
            unstored: try Self.set {
                $0.face.matchDistance = 0.3
                $0.face.reviewDistance = 0.4
            })
        #expect(stricter.flips.map(\.after) == [.refused])
        let same = try await trial.simulate(unstored: try Self.set { $0.retention.reviewDays = 3 })
        #expect(same.flips.isEmpty && same.streams == [.init(before: .referred, after: .referred, count: 1)])
    }

    @Test func `people whom no policy would cover any more would be refused`() async throws {
        let office = try Office()
        let (trial, _) = try await trial(office)
        _ = try await office.prove()
        let narrow = try await trial.simulate(unstored: try Self.set { $0.groups = [Sample.object(70)] })
        #expect(narrow.flips.first?.after == .refused)
        #expect(narrow.flips.first?.added.map(\.code) == ["policy.notCovering"])
    }

    @Test func `a proposal is tried by those who may change policies, and only while it waits`() async throws {
        let office = try Office()
        let (trial, desk) = try await trial(office)
        _ = try await office.prove()
        let proposal = try await desk.propose(
            try Self.text { $0.mode = .evaluation }, reason: "Try it.", by: pia)
        let report = try await trial.simulate(proposal.number, for: pia)
        #expect(report.flips.first?.added.map(\.code) == ["policy.evaluation"])
        #expect(await office.store.audit.last?.reviewer == pia.reviewer)
        await #expect(throws: PolicyChangeError.notAllowed) {
            try await trial.simulate(proposal.number, for: Sample.reviewer)
        }
        await #expect(throws: PolicyChangeError.notAllowed) {
            try await trial.warnings(about: proposal.number, for: Sample.reviewer)
        }
        await #expect(throws: PolicyChangeError.alreadyJudged) { try await trial.simulate(1, for: pia) }
        await #expect(throws: PolicyChangeError.notFound) { try await trial.simulate(9, for: pia) }
    }

    @Test func `many decisions are read page by page, each once`() async throws {
        let office = try Office()
        let (trial, _) = try await trial(office)
        let basis = try await proved(office)
        for _ in 0..<230 {
            try await office.store.commit(UnitOfWork(tenant: Sample.tenant, changes: [.basis(basis)]))
        }
        let report = try await trial.simulate(unstored: try Self.set { $0.approve.never = true })
        #expect(report.decisions == 231 && report.flips.count == 231 && !report.isCut)
    }
}
