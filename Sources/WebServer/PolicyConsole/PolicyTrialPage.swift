import ClaimsMatching
import Foundation
import Proofing

/// What a proposal would have made of decisions that were taken, drawn and told.
struct PolicyTrialPage {
    struct Row {
        let reference: String
        let decided: Moment
        let before: VerdictChip
        let after: VerdictChip
        let added: [String]
        let removed: [String]
    }

    struct VerdictChip {
        let text: String
        let kind: String

        init(_ verdict: Decision.Verdict, _ text: Catalogue) {
            self.text = text("policy.verdict.\(verdict.rawValue)")
            kind = verdict.kind
        }
    }

    struct Check {
        let sentence: String
        let kind: String
    }

    /// Rows on the page; `countersign policy simulate` has them all.
    static let shown = 200

    let visitor: Visitor
    let back: String
    let headline: String
    let isEmpty: Bool
    let flow: FlowDrawing?
    /// What the drawing shows, in words.
    let streams: [String]
    let notes: [String]
    let rows: [Row]
    let hasRows: Bool
    let checks: [Check]

    init(_ report: SimulationReport, of number: Int, visitor: ReviewerSession, now: Date, _ text: Catalogue) {
        self.visitor = Visitor(visitor)
        back = "/console/policies/\(number)"
        headline = text.count(
            "policy.trial.headline", report.flips.count, ["decisions": String(report.decisions)])
        isEmpty = report.decisions == 0
        streams = report.streams.map { Self.sentence($0, text) }
        flow = isEmpty ? nil : FlowDrawing(report.streams, label: streams.joined(separator: "; "), text)
        notes = Self.notes(report, text)
        rows = report.flips.prefix(Self.shown).map { flip in
            Row(
                reference: flip.reference, decided: Moment(flip.decidedAt, now: now, text),
                before: VerdictChip(flip.before, text), after: VerdictChip(flip.after, text),
                added: flip.added.map(\.sentence), removed: flip.removed.map(\.sentence))
        }
        hasRows = !rows.isEmpty
        checks = ReplayCheck.allCases.compactMap { check in
            guard let count = report.checks[check], count > 0 else { return nil }
            return Check(
                sentence: text.count("policy.trial.check.\(check.rawValue)", count),
                kind: check == .same ? "good" : check == .unexplained ? "bad" : "warn")
        }
    }

    private static func sentence(_ stream: SimulationReport.Stream, _ text: Catalogue) -> String {
        let values = [
            "before": text("policy.verdict.\(stream.before.rawValue)"),
            "after": text("policy.verdict.\(stream.after.rawValue)"),
        ]
        return text.count(
            stream.before == stream.after ? "policy.trial.stays" : "policy.trial.goes", stream.count, values)
    }

    private static func notes(_ report: SimulationReport, _ text: Catalogue) -> [String] {
        var notes: [String] = []
        if report.isCut { notes.append(text("policy.trial.cut", ["count": String(report.decisions)])) }
        if report.flips.count > shown {
            notes.append(
                text("policy.trial.rowsCut", ["shown": String(shown), "count": String(report.flips.count)]))
        }
        if report.otherReasons > 0 { notes.append(text.count("policy.trial.otherReasons", report.otherReasons)) }
        if report.unreadable > 0 { notes.append(text.count("policy.trial.unreadable", report.unreadable)) }
        return notes
    }
}

/// One line above a policy that says what somebody may not have meant.
struct PolicyWarningLine {
    let place: String
    let sentence: String

    init(_ warning: PolicyWarning, _ text: Catalogue) {
        place = warning.group.map { "\(warning.policy) · \($0)" } ?? warning.policy
        switch warning.kind {
        case .sparseClaim(let claim, let filled, let people):
            // Rounded down: ninety per cent are not reached by rounding.
            sentence = text(
                "policy.warning.sparse",
                [
                    "claim": text("console.claim.\(claim.rawValue)"), "filled": String(filled),
                    "people": String(people), "percent": String(filled * 100 / max(1, people)),
                ])
        case .uniquenessOff: sentence = text("policy.warning.uniquenessOff")
        case .fewBits(let bits): sentence = text("policy.warning.fewBits", ["bits": String(bits)])
        }
    }
}

extension Decision.Verdict {
    /// A class of the style sheet.
    var kind: String {
        switch self {
        case .approved: "good"
        case .referred: "warn"
        case .refused: "bad"
        }
    }
}
