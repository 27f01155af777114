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
    let isOpen: Bool
    let canAgree: Bool
    let agree: String
    let reject: String
    let problem: String?

    init(
        _ version: PolicyVersion, over base: PolicyVersion?, visitor: ReviewerSession, now: Date,
        problem: String? = nil, _ text: Catalogue
    ) throws {
        self.visitor = Visitor(visitor)
        row = PolicyRow(version, now: now, text)
        let found = try base.map { try PolicyDifference.between($0.policies(), version.policies()) } ?? []
        differences = found.map { Difference(place: $0.place, before: $0.before, after: $0.after) }
        isSame = found.isEmpty
        compared = base.map { text("policy.compared", ["number": String($0.number)]) }
        self.text = version.text
        isOpen = version.state == .proposed
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

    let visitor: Visitor
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
