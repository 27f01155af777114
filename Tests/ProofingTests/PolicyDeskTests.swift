import Foundation
import Testing

@testable import Proofing

struct PolicyDeskTests {
    private let store = InMemoryStore()
    private let time = ManualTime()
    private let active: ActivePolicies
    private let desk: PolicyDesk
    private let pia = editor("pia")
    private let omar = editor("omar")

    init() throws {
        active = ActivePolicies(try PolicySet(json: Data(try Self.text().utf8)))
        desk = PolicyDesk(tenant: Sample.tenant, ledger: store, store: store, active: active, time: time)
    }

    private static func editor(_ name: String, _ role: ConsoleRole = .policyAdministrator) -> ReviewerSession {
        // A name of allowed letters as written.
        ReviewerSession(reviewer: ReviewerID(rawValue: name)!, role: role, account: nil, expiresAt: .distantFuture)
    }

    private static func text(_ change: (inout Policy) -> Void = { _ in }) throws -> String {
        var policy = Sample.policy
        change(&policy)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(["policies": [policy]]), as: UTF8.self)
    }

    private func stricter() throws -> String { try Self.text { $0.face.matchDistance = 0.3 } }

    @Test func `the policy file is adopted once, and never again over what was agreed to`() async throws {
        #expect(try await desk.load(orAdopt: try Self.text()).number == 1)
        let proposal = try await desk.propose(try stricter(), reason: "Fewer lookalikes.", by: pia)
        try await desk.agree(to: proposal.number, by: omar)
        let restarted = ActivePolicies(try PolicySet(json: Data(try Self.text().utf8)))
        let after = PolicyDesk(tenant: Sample.tenant, ledger: store, store: store, active: restarted, time: time)
        #expect(try await after.load(orAdopt: try Self.text()).number == 2)
        #expect(restarted.set.policies[0].face.matchDistance == 0.3)
    }

    @Test func `a version in force that lacks the keys of a later release is still read`() async throws {
        let text = try Self.text()
        var file = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [[String: Any]]])
        var claims = try #require(file["policies"]?[0]["claims"] as? [String: Any])
        claims["bits"] = nil
        claims["others"] = nil
        file["policies"]?[0]["claims"] = claims
        let old = String(decoding: try JSONSerialization.data(withJSONObject: file), as: UTF8.self)
        let first = try PolicyVersion.first(text, tenant: Sample.tenant, at: time.now)
        let stored = PolicyVersion(
            tenant: first.tenant, number: 1, text: old, base: nil, proposer: nil, proposedAt: time.now, reason: "",
            state: .active, judge: nil, judgedAt: nil, version: 0)
        try await store.commit(UnitOfWork(tenant: Sample.tenant, changes: [.policies(stored, expecting: nil)]))
        #expect(try await desk.load(orAdopt: text).text == old)
        // Written anew, all keys are asked for.
        await #expect(throws: PolicyChangeError.self) { try await desk.propose(old, reason: "x", by: pia) }
    }

    @Test func `a proposal changes nothing until a second person agrees`() async throws {
        try await desk.load(orAdopt: try Self.text())
        let proposal = try await desk.propose(try stricter(), reason: "Fewer lookalikes.", by: pia)
        #expect(active.set.policies[0].face.matchDistance == 0.37)
        await #expect(throws: PolicyChangeError.ownProposal) { try await desk.agree(to: proposal.number, by: pia) }
        #expect(active.set.policies[0].face.matchDistance == 0.37)
        try await desk.agree(to: proposal.number, by: omar)
        #expect(active.set.policies[0].face.matchDistance == 0.3)
        #expect(await store.policies[1]?.state == .retired)
        #expect(await store.kinds() == [.policyAdopted, .policyProposed, .policyAgreed])
        #expect(await store.audit.last?.reviewer == omar.reviewer)
    }

    @Test func `whoever decides cases changes no policy, and the other way round`() async throws {
        try await desk.load(orAdopt: try Self.text())
        let mira = Self.editor("mira", .reviewer)
        await #expect(throws: PolicyChangeError.notAllowed) {
            try await desk.propose(try stricter(), reason: "Because.", by: mira)
        }
        let proposal = try await desk.propose(try stricter(), reason: "Because.", by: pia)
        await #expect(throws: PolicyChangeError.notAllowed) { try await desk.agree(to: proposal.number, by: mira) }
        await #expect(throws: PolicyChangeError.notAllowed) { try await desk.versions(mira) }
        let office = try Office(store: InMemoryStore(cases: [Sample.reviewCase()]))
        await #expect(throws: ReviewError.notAllowed(.otherRole)) { try await office.reviews.queue(pia) }
        await #expect(throws: ReviewError.notAllowed(.otherRole)) {
            try await office.reviews.file(Sample.caseID, for: pia)
        }
    }

    @Test func `a proposal that was overtaken is not agreed to blindly`() async throws {
        try await desk.load(orAdopt: try Self.text())
        let slow = try await desk.propose(try stricter(), reason: "Fewer lookalikes.", by: pia)
        let quick = try await desk.propose(
            try Self.text { $0.attempts.failuresPerDay = 3 }, reason: "Fewer guesses.", by: pia)
        try await desk.agree(to: quick.number, by: omar)
        await #expect(throws: PolicyChangeError.overtaken) { try await desk.agree(to: slow.number, by: omar) }
        #expect(active.set.policies[0].attempts.failuresPerDay == 3)
    }

    @Test func `a rejected proposal stays rejected`() async throws {
        try await desk.load(orAdopt: try Self.text())
        let proposal = try await desk.propose(try stricter(), reason: "Fewer lookalikes.", by: pia)
        try await desk.reject(proposal.number, by: pia)
        await #expect(throws: PolicyChangeError.alreadyJudged) { try await desk.agree(to: proposal.number, by: omar) }
        await #expect(throws: PolicyChangeError.alreadyJudged) { try await desk.reject(proposal.number, by: omar) }
        await #expect(throws: PolicyChangeError.notFound) { try await desk.agree(to: 7, by: omar) }
    }

    @Test func `what cannot be used, says nothing new or has no reason is not even proposed`() async throws {
        try await desk.load(orAdopt: try Self.text())
        await #expect(throws: PolicyChangeError.unchanged) {
            try await desk.propose(try Self.text(), reason: "Again.", by: pia)
        }
        await #expect(throws: PolicyChangeError.reasonMissing) {
            try await desk.propose(try stricter(), reason: " \n", by: pia)
        }
        let unsafe = try Self.text { $0.claims.dateOfBirth.required = false }
        let error = await #expect(throws: PolicyChangeError.self) {
            try await desk.propose(unsafe, reason: "Easier.", by: pia)
        }
        guard case .faulty(let errors) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!errors.faults.isEmpty)
        #expect(await store.policies.count == 1)
    }

    @Test func `differences are told by place, and an order of lists is none`() throws {
        let before = try PolicySet(json: Data(try Self.text { $0.groups = [Sample.object(1), Sample.object(2)] }.utf8))
        let after = try PolicySet(
            json: Data(
                try Self.text {
                    $0.groups = [Sample.object(2), Sample.object(1)]
                    $0.face.matchDistance = 0.3
                    $0.documents.kinds = [.passport]
                }.utf8))
        let differences = try PolicyDifference.between(before, after)
        #expect(differences.map(\.place) == ["default.documents.kinds", "default.face.matchDistance"])
        #expect(differences.last?.before == "0.37" && differences.last?.after == "0.3")
        #expect(try PolicyDifference.between(before, before).isEmpty)
    }
}
