import Foundation
import Testing

@testable import Proofing

/// An address that is nobody's looks like one whose holder was not recognised, at every step.
struct NobodyTests {
    /// Makes the address one that gets nothing, for one reason.
    struct Reason: Sendable, CustomTestStringConvertible {
        var subject: ProofingSession.Subject.Reason
        var prepare: @Sendable (Office) async throws -> Void
        var testDescription: String { subject.rawValue }
    }

    static let policy: Policy = {
        var policy = Sample.policy
        policy.excludedGroups = [Sample.object(50)]
        return policy
    }()

    static let reasons: [Reason] = [
        Reason(subject: .unknown) { $0.people.set { $0.people = [:] } },
        Reason(subject: .disabled) { $0.people.set { $0.people["ada@contoso.example"]?.accountEnabled = false } },
        Reason(subject: .guest) { $0.people.set { $0.people["ada@contoso.example"]?.isGuest = true } },
        Reason(subject: .excluded) { $0.people.set { $0.groups = [Sample.object(50)] } },
        Reason(subject: .tooManyAttempts) { try await $0.fail(5, as: .face) },
    ]

    /// What the claimant sees on the whole way, the reference left out: it is drawn by chance.
    private func views(_ office: Office) async throws -> [ClaimantView] {
        var views: [ClaimantView] = []
        let access = try await office.start(" Ada@Contoso.example ")
        func look() async throws {
            var view = try await office.desk.view(access)
            view.reference = ""
            views.append(view)
        }
        try await look()
        try await office.desk.consent(access, textDigest: "d1")
        try await look()
        try await office.desk.captureHere(access)
        try await look()
        #expect(try await office.desk.submitDocument(access, picture: Office.picture) == .accepted)
        try await look()
        #expect(try await office.showFace(access, values: [1, 0]) == .passed)
        try await look()
        guard case .unavailable = try await office.desk.showPass(access) else {
            Issue.record("a pass for nobody")
            return views
        }
        return views
    }

    @Test(arguments: reasons)
    func `nobody sees what a person sees who was not recognised`(_ reason: Reason) async throws {
        let known = try Office(policy: Self.policy)
        let expected = try await views(known)
        let office = try Office(policy: Self.policy)
        try await reason.prepare(office)
        #expect(try await views(office) == expected)
        #expect(expected.last?.stage == .noAutomaticAnswer)
        let last = try #require(await office.store.audit.last { $0.kind == .sessionStarted })
        #expect(last.details["subject"] == reason.subject.rawValue)
    }

    @Test(arguments: reasons)
    func `nothing is kept, asked or planned for nobody`(_ reason: Reason) async throws {
        let office = try Office(policy: Self.policy)
        try await reason.prepare(office)
        let access = try await office.prove()
        #expect(await office.stored(access)?.phase == .refused)
        #expect(await office.vault.kept.isEmpty)
        #expect(await office.vault.retained.isEmpty)
        #expect(office.directory.calls.isEmpty)
        #expect(await office.store.issuances.isEmpty)
        #expect(await office.store.cases.isEmpty)
        #expect(await office.store.messages.isEmpty)
    }

    @Test(arguments: reasons)
    func `asking for help opens no case for nobody`(_ reason: Reason) async throws {
        let office = try Office(policy: Self.policy)
        try await reason.prepare(office)
        let access = try await office.startCapturing()
        try await office.desk.askForHelp(access)
        #expect(try await office.desk.view(access).stage == .noAutomaticAnswer)
        #expect(await office.store.cases.isEmpty)
    }

    @Test func `a decision takes its time for everybody`() async throws {
        for address in ["ada@contoso.example", "nobody@contoso.example"] {
            let office = try Office()
            let access = try await office.startCapturing(address)
            let before = office.time.now
            try await office.desk.askForHelp(access)
            #expect(office.time.now.timeIntervalSince(before) >= ClaimantDesk.decisionFloor)
        }
    }
}
