import ClaimsMatching
import Foundation
import Proofing

/// One line of the list of versions.
struct PolicyRow {
    let number: String
    let link: String
    let state: String
    let kind: String
    let proposer: String
    let proposed: Moment
    let judge: String?
    let reason: String

    init(_ version: PolicyVersion, now: Date, _ text: Catalogue) {
        number = String(version.number)
        link = "/console/policies/\(version.number)"
        state = text("policy.state.\(version.state.rawValue)")
        kind = version.state.chip
        proposer = version.proposer?.rawValue ?? text("policy.fromFile")
        proposed = Moment(version.proposedAt, now: now, text)
        judge = version.judge?.rawValue
        reason = version.reason
    }
}

struct PolicyListPage {
    let visitor: Visitor
    let rows: [PolicyRow]
    let summary: String

    init(_ versions: [PolicyVersion], visitor: ReviewerSession, now: Date, _ text: Catalogue) {
        self.visitor = Visitor(visitor)
        rows = versions.map { PolicyRow($0, now: now, text) }
        summary = text.count("policy.list.summary", versions.count)
    }
}

/// One version: what it changes, its story, and the buttons of whoever may judge it.
struct PolicyVersionPage {
    struct Difference {
        let place: String
        let before: String?
        let after: String?
    }

    let visitor: Visitor
    let row: PolicyRow
    let differences: [Difference]
    let isSame: Bool
    /// "Compared with version 3".
    let compared: String?
    let text: String
    let warnings: [PolicyWarningLine]
    let hasWarnings: Bool
    let isOpen: Bool
    let trial: String
    let canAgree: Bool
    let agree: String
    let reject: String
    let problem: String?

    init(
        _ version: PolicyVersion, over base: PolicyVersion?, warnings: [PolicyWarning], visitor: ReviewerSession,
        now: Date,
        problem: String? = nil, _ text: Catalogue
    ) throws {
        self.visitor = Visitor(visitor)
        row = PolicyRow(version, now: now, text)
        let found = try base.map { try PolicyDifference.between($0.policies(), version.policies()) } ?? []
        differences = found.map { Difference(place: $0.place, before: $0.before, after: $0.after) }
        isSame = found.isEmpty
        compared = base.map { text("policy.compared", ["number": String($0.number)]) }
        self.text = version.text
        self.warnings = warnings.map { PolicyWarningLine($0, text) }
        hasWarnings = !warnings.isEmpty
        isOpen = version.state == .proposed
        trial = "\(row.link)/trial"
        canAgree = isOpen && version.proposer != visitor.reviewer
        agree = "\(row.link)/agree"
        reject = "\(row.link)/reject"
        self.problem = problem
    }
}

/// The text of the policies to write in, with everything that is wrong with it.
struct PolicyEditPage {
    struct Fault {
        let place: String
        let sentence: String
    }

    struct Preset {
        let value: String
        let name: String
        let asks: String
    }

    let visitor: Visitor
    /// Names of the policies in the text, to give one over to a preset. Empty while the text is faulty.
    let policies: [String]
    let presets: [Preset]
    let hasPresets: Bool
    let text: String
    let reason: String
    let problem: String?
    let faults: [Fault]

    init(
        text: String, reason: String = "", visitor: ReviewerSession, problem: String? = nil, faults: [PolicyFault] = [],
        _ catalogue: Catalogue
    ) {
        self.visitor = Visitor(visitor)
        self.text = text
        policies = problem == nil ? (try? PolicySet(stored: Data(text.utf8)).policies.map(\.name)) ?? [] : []
        hasPresets = !policies.isEmpty
        presets = MatchPreset.allCases.map { preset in
            Preset(
                value: preset.rawValue, name: catalogue("policy.preset.name.\(preset.rawValue)"),
                asks: catalogue("policy.preset.asks.\(preset.rawValue)"))
        }
        self.reason = reason
        self.problem = problem
        self.faults = faults.map { fault in
            Fault(
                place: fault.place,
                sentence: catalogue("policy.fault", ["found": fault.found, "allowed": fault.allowed]))
        }
    }
}

extension PolicyVersion.State {
    fileprivate var chip: String {
        switch self {
        case .proposed: "warn"
        case .active: "good"
        case .retired: ""
        case .rejected: "bad"
        }
    }
}
