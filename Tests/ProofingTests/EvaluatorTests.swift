import ClaimsMatching
import Foundation
import IdentityDocuments
import Testing

@testable import Proofing

struct EvaluatorTests {
    static let evaluator = Evaluator(policy: Sample.policy, policyVersion: "1")

    /// One thing that is missing or bad, and what must follow.
    struct Fault: Sendable, CustomTestStringConvertible {
        var name: String
        var verdict: Decision.Verdict
        var code: String
        var spoil: @Sendable (inout ProofingSession) -> Void
        var testDescription: String { name }

        init(
            _ name: String, _ verdict: Decision.Verdict, _ code: String,
            _ spoil: @escaping @Sendable (inout ProofingSession) -> Void
        ) {
            (self.name, self.verdict, self.code, self.spoil) = (name, verdict, code, spoil)
        }
    }

    static let faults: [Fault] = [
        Fault("nobody", .refused, "subject.unknown") { $0 = Sample.session(.deciding, subject: .nobody(.unknown)) },
        Fault("help asked", .referred, "help.asked") { $0.askedForHelp = true },
        Fault("no document", .referred, "document.missing") { $0.findings.document = nil },
        Fault("no fields", .referred, "document.missing") { $0.findings.document?.fields = nil },
        Fault("contradiction", .referred, "document.contradicts") {
            $0.findings.document?.contradictions = ["number"]
        },
        Fault("uncertain reading", .referred, "document.uncertain") {
            $0.findings.document?.isReadingAccepted = false
        },
        Fault("visa", .referred, "document.kind") { $0.findings.document?.fields?.type = .visa },
        Fault("other kind", .referred, "document.kind") { $0.findings.document?.fields?.type = .other },
        Fault("specimen issuer", .refused, "document.issuer") {
            $0.findings.document?.fields?.issuingState = "UTO"
        },
        Fault("no expiry", .referred, "document.expiryUnknown") { $0.findings.document?.fields?.dateOfExpiry = nil },
        Fault("expired within grace", .referred, "document.expired") {
            $0.findings.document?.fields?.dateOfExpiry = CalendarDate(dayOf: Sample.now).adding(days: -90)
        },
        Fault("expired for longer", .refused, "document.expired") {
            $0.findings.document?.fields?.dateOfExpiry = CalendarDate(dayOf: Sample.now).adding(days: -91)
        },
        Fault("issued tomorrow", .referred, "document.contradicts") {
            $0.findings.document?.fields?.dateOfIssue = CalendarDate(dayOf: Sample.now).adding(days: 1)
        },
        Fault("no liveness", .referred, "liveness.missing") { $0.findings.liveness = nil },
        Fault("incomplete liveness", .refused, "liveness.failed") { $0.findings.liveness?.isComplete = false },
        Fault("small span", .refused, "liveness.failed") { $0.findings.liveness?.turnSpan = 0.115 },
        Fault("small turn", .refused, "liveness.failed") { $0.findings.liveness?.smallestTurn = 0.06 },
        Fault("too few steps", .refused, "liveness.failed") { $0.findings.liveness?.steps = 4 },
        Fault("no drift", .refused, "liveness.failed") { $0.findings.liveness?.identityDrift = nil },
        Fault("large drift", .refused, "liveness.failed") { $0.findings.liveness?.identityDrift = 0.46 },
        Fault("unmeasurable drift", .refused, "liveness.failed") { $0.findings.liveness?.identityDrift = .nan },
        Fault("no comparison", .referred, "face.missing") { $0.findings.face = nil },
        Fault("another network", .referred, "face.model") { $0.findings.face?.modelID = "other" },
        Fault("uncertain face", .referred, "face.uncertain") { $0.findings.face?.distance = 0.371 },
        Fault("different face", .refused, "face.differs") { $0.findings.face?.distance = 0.551 },
        Fault("unmeasurable face", .refused, "face.differs") { $0.findings.face?.distance = .nan },
        Fault("small portrait", .referred, "face.portraitSmall") { $0.findings.face?.portraitWidth = 149 },
        Fault("unmeasured portrait", .referred, "face.portraitSmall") { $0.findings.face?.portraitWidth = .nan },
        Fault("no claims", .referred, "claims.missing") { $0.findings.claims = nil },
    ]

    static let accounts: [(Evaluator.Account, Decision.Verdict, String)] = [
        (.unavailable, .referred, "account.unavailable"), (.missing, .refused, "account.missing"),
        (live { $0.accountEnabled = false }, .refused, "account.disabled"),
        (live { $0.isGuest = true }, .refused, "account.guest"),
        (live { $0.directoryRoles = ["62e90394"] }, .referred, "account.privileged"),
        (live { $0.memberOfRoleAssignableGroup = true }, .referred, "account.privileged"),
        (live { $0.isManagementRestricted = true }, .referred, "account.privileged"),
    ]

    static func live(_ change: (inout LiveAccount) -> Void) -> Evaluator.Account {
        var account = Sample.liveAccount
        change(&account)
        return .live(account)
    }

    private func decide(
        _ session: ProofingSession, _ account: Evaluator.Account = .live(Sample.liveAccount)
    ) -> Decision {
        Self.evaluator.decide(session, account: account, isBudgetSpent: false, at: Sample.now)
    }

    private var good: ProofingSession { Sample.session(.deciding, findings: Sample.findings) }

    @Test func `everything in order approves without remark`() {
        let decision = decide(good)
        #expect(decision.verdict == .approved)
        #expect(decision.reasons.isEmpty)
        #expect(decision.subject == Sample.person && decision.session == Sample.sessionID && decision.reviewer == nil)
    }

    @Test(arguments: faults)
    func `whatever is missing or bad has its verdict and its reason`(_ fault: Fault) {
        var session = good
        fault.spoil(&session)
        let decision = decide(session)
        #expect(decision.verdict == fault.verdict)
        #expect(decision.reasons.map(\.code) == [fault.code])
    }

    @Test(arguments: accounts)
    func `the account as it is now has the last word`(
        _ account: Evaluator.Account, _ verdict: Decision.Verdict, _ code: String
    ) {
        let decision = decide(good, account)
        #expect(decision.verdict == verdict)
        #expect(decision.reasons.map(\.code) == [code])
    }

    @Test func `an account in an excluded group is refused`() {
        var policy = Sample.policy
        policy.excludedGroups = [Sample.object(50)]
        let account = Self.live { $0.groups = [Sample.object(50), Sample.object(51)] }
        let decision = Evaluator(policy: policy, policyVersion: "1").decide(
            good, account: account, isBudgetSpent: false, at: Sample.now)
        #expect(decision.verdict == .refused && decision.reasons == [.accountExcluded])
    }

    @Test func `no two faults together approve, and the harder verdict wins`() {
        for first in Self.faults.dropFirst() {
            for second in Self.faults.dropFirst() {
                var session = good
                first.spoil(&session)
                second.spoil(&session)
                let verdict = decide(session).verdict
                #expect(verdict != .approved, "\(first.name) and \(second.name)")
            }
        }
        var session = good
        session.askedForHelp = true
        session.findings.document?.fields?.issuingState = "UTO"
        #expect(decide(session).verdict == .refused)
    }

    @Test func `nothing at all is referred for every missing part, in a fixed order`() {
        var session = Sample.session(.deciding)
        session.askedForHelp = true
        let decision = decide(session, .unavailable)
        #expect(decision.verdict == .referred)
        #expect(
            decision.reasons.map(\.code) == [
                "account.unavailable", "help.asked", "document.missing", "liveness.missing", "face.missing",
                "claims.missing",
            ])
    }

    @Test func `a document of somebody else is not approved, and no name stands in the reasons`() throws {
        var session = good
        let fields = try #require(Sample.document.fields)
        var other = Sample.directoryPerson
        other.surname = "Schmidt"
        other.displayName = "Ada Schmidt"
        session.findings.claims = Sample.match(DocumentClaims(fields), with: other)
        let decision = decide(session)
        #expect(decision.verdict != .approved)
        #expect(!decision.reasons.isEmpty)
        #expect(decision.reasons.allSatisfy { !$0.sentence.lowercased().contains("schmidt") })
    }

    @Test func `the same findings give the same decision`() {
        #expect(decide(good) == decide(good))
    }
}
