import Foundation
import IdentityDocuments
import Proofing

/// One case with everything that explains it, the reason for the question first.
struct CasePage {
    struct Picture {
        let label: String
        /// nil when there is none, or when it has been erased.
        let link: String?
    }

    struct Event {
        let at: Moment
        let text: String
        let details: String?
    }

    /// Present only while the case is open.
    struct Question {
        let action: String
        /// Why nobody can approve; nil when the button is there.
        let obstacle: String?
        let problem: String?
        let note: String
    }

    struct Outcome {
        let verdict: String
        let kind: String
        /// nil when nobody decided in time.
        let by: String?
        let at: Moment
        let note: String?
    }

    let visitor: Visitor
    let name: String
    let account: String
    let reference: String
    let opened: Moment
    let policy: String
    let reasons: [String]
    let pictures: [Picture]
    let keptUntil: String?
    let claims: [ClaimRow]
    let document: DocumentRow?
    let face: Measure?
    let liveness: Measure?
    let colleagues: Colleagues
    /// What all claims weigh together, in words; nil where nothing was weighed.
    let total: String?
    /// A document that was somebody else's.
    let alerts: [String]
    let events: [Event]
    let question: Question?
    let outcome: Outcome?
    let isPrivileged: Bool

    /// A number, its chip and its drawing.
    struct Measure {
        let gauge: Gauge
        let level: String
        let kind: String
        let sentence: String
    }

    init(
        _ file: CaseFile, reviewer: ReviewerSession, now: Date, problem: String? = nil, note: String = "",
        _ text: Catalogue
    ) {
        let reviewCase = file.reviewCase
        visitor = Visitor(reviewer)
        name = text.name(of: file.person)
        account = file.person?.userPrincipalName ?? ""
        reference = reviewCase.reference
        opened = Moment(reviewCase.openedAt, now: now, text)
        policy = file.policy.name
        reasons = reviewCase.reasons.map(\.sentence)
        pictures = [EvidenceKind.document, .portrait, .selfie].map { kind in
            Picture(
                label: text("console.picture.\(kind.rawValue)"),
                link: file.pictures.contains(kind)
                    ? "/console/cases/\(reviewCase.id.rawValue)/pictures/\(kind.rawValue)" : nil)
        }
        keptUntil =
            file.pictures.isEmpty
            ? nil : file.retainedUntil.map { text("console.keptUntil", ["date": Moment.exact($0)]) }
        claims =
            file.findings.claims?.evidence.map {
                ClaimRow($0, needed: file.policy.claims.rule(for: $0.claim).minLevel, text)
            } ?? []
        document = file.findings.document.map { DocumentRow($0, at: now, text) }
        face = file.findings.face.map { Measure.face($0, file.policy.face, text) }
        liveness = file.findings.liveness.map { Measure.liveness($0, file.policy.liveness, text) }
        colleagues = Colleagues(file.colleagues, text)
        total = file.findings.claims.flatMap { claims in
            claims.totalBits.map { _ in
                let isTooLittle = claims.reasons.contains {
                    [.weightsBelowApproval, .weightsBelowReview].contains($0.code)
                }
                return text(isTooLittle ? "console.total.little" : "console.total.enough")
            }
        }
        alerts = SecurityAlert.Code.all(in: reviewCase.reasons).map { text("alerts.code.\($0.rawValue)") }
        events = file.timeline.map { Event($0, now: now, text) }
        isPrivileged = reviewCase.isPrivileged
        question =
            reviewCase.state != .open
            ? nil
            : Question(
                action: "/console/cases/\(reviewCase.id.rawValue)/confirm",
                obstacle: file.obstacle.map { text("console.obstacle.\($0.rawValue)") }, problem: problem, note: note)
        outcome = Outcome(reviewCase, now: now, text)
    }
}

extension CasePage.Measure {
    static func face(_ comparison: FaceComparison, _ policy: FacePolicy, _ text: Catalogue) -> Self {
        let state =
            comparison.modelID != policy.modelID
            ? "unknown"
            : comparison.distance <= policy.matchDistance
                ? "match" : comparison.distance <= policy.reviewDistance ? "near" : "differs"
        let width = String(Int(comparison.portraitWidth.rounded()))
        let isSmall = comparison.portraitWidth < policy.minimumPortraitWidth
        return Self(
            gauge: .face(comparison, policy, text), level: text("console.face.\(state)"),
            kind: state == "match" ? "good" : state == "differs" ? "bad" : "warn",
            sentence: text(isSmall ? "console.face.small" : "console.face.width", ["width": width]))
    }

    static func liveness(_ finding: LivenessFinding, _ policy: LivenessPolicy, _ text: Catalogue) -> Self {
        let isGood = finding.isComplete && finding.turnSpan >= policy.minimumTurnSpan
        let sentence =
            finding.failure.map { text("console.turn.failure.\($0.rawValue)") }
            ?? text.count("console.turn.steps", finding.steps)
        return Self(
            gauge: .turn(finding, policy, text), level: text(isGood ? "console.turn.live" : "console.turn.doubtful"),
            kind: isGood ? "good" : "bad", sentence: sentence)
    }
}

extension CasePage.Event {
    init(_ event: AuditEvent, now: Date, _ text: Catalogue) {
        at = Moment(event.at, now: now, text)
        self.text = text("event.\(event.kind.rawValue)")
        // Codes and numbers only, but stored ones: the template escapes them like everything else.
        let shown = event.details.sorted { $0.key < $1.key }.filter { !["case", "message"].contains($0.key) }
        details = shown.isEmpty ? nil : shown.map { "\($0.key) \($0.value)" }.joined(separator: " · ")
    }
}

extension CasePage.Outcome {
    init?(_ reviewCase: ReviewCase, now: Date, _ text: Catalogue) {
        guard reviewCase.state != .open, let decidedAt = reviewCase.decidedAt else { return nil }
        verdict = text("console.state.\(reviewCase.state.rawValue)")
        kind = reviewCase.state.chip
        by = reviewCase.reviewer?.rawValue
        at = Moment(decidedAt, now: now, text)
        note = reviewCase.note
    }
}

extension ReviewCase.State {
    /// The colour of the state's chip.
    var chip: String {
        switch self {
        case .open, .lapsed: "warn"
        case .approved: "good"
        case .refused: "bad"
        }
    }
}
