import Foundation
import Hummingbird
import Proofing

/// How the queue is sorted, as its address says: `?sort=reference&order=down`.
struct QueueOrder {
    enum Column: String, CaseIterable { case waiting, reference, reason }

    let column: Column
    let isDescending: Bool

    init(column: Column = .waiting, isDescending: Bool = false) {
        self.column = column
        self.isDescending = isDescending
    }

    init(_ query: Parameters) {
        self.init(
            column: query.get("sort").flatMap(Column.init(rawValue:)) ?? .waiting,
            isDescending: query.get("order") == "down")
    }

    func sort(_ cases: [ReviewCase]) -> [ReviewCase] {
        let sorted = cases.sorted { first, second in
            switch column {
            case .waiting: first.openedAt < second.openedAt
            case .reference: first.reference < second.reference
            case .reason: (first.reasons.first?.sentence ?? "") < (second.reasons.first?.sentence ?? "")
            }
        }
        return isDescending ? sorted.reversed() : sorted
    }
}

/// Cases that wait, oldest first unless asked otherwise.
struct QueuePage {
    struct Heading {
        let label: String
        let link: String
        let isSorted: Bool
        /// For `aria-sort`.
        let direction: String
        let arrow: String
    }

    let visitor: Visitor
    let headings: [Heading]
    let rows: [CaseRow]
    let isEmpty: Bool
    let summary: String

    init(_ cases: [ReviewCase], order: QueueOrder, reviewer: ReviewerSession, now: Date, _ text: Catalogue) {
        visitor = Visitor(reviewer)
        headings = QueueOrder.Column.allCases.map { column in
            let isSorted = column == order.column
            let turnsDown = isSorted && !order.isDescending
            return Heading(
                label: text("console.column.\(column.rawValue)"),
                link: "/console?sort=\(column.rawValue)\(turnsDown ? "&order=down" : "")", isSorted: isSorted,
                direction: isSorted ? (order.isDescending ? "descending" : "ascending") : "none",
                arrow: isSorted ? (order.isDescending ? "↓" : "↑") : "")
        }
        rows = order.sort(cases).map { CaseRow($0, now: now, text) }
        isEmpty = cases.isEmpty
        summary = cases.isEmpty ? text("console.queue.empty") : text.count("console.queue.summary", cases.count)
    }
}

/// One line of a list of cases.
struct CaseRow {
    let link: String
    let reference: String
    let reason: String
    /// "and 2 more reasons"; nil when there is one.
    let more: String?
    let isPrivileged: Bool
    let isAlert: Bool
    let opened: Moment
    let verdict: String?
    let verdictClass: String
    let decided: Moment?
    let decidedBy: String?
    let note: String?

    init(_ reviewCase: ReviewCase, now: Date, _ text: Catalogue) {
        link = "/console/cases/\(reviewCase.id.rawValue)"
        reference = reviewCase.reference
        reason = reviewCase.reasons.first?.sentence ?? text("console.reason.none")
        let others = reviewCase.reasons.count - 1
        more = others > 0 ? text.count("console.reason.more", others) : nil
        isPrivileged = reviewCase.isPrivileged
        isAlert = !SecurityAlert.Code.all(in: reviewCase.reasons).isEmpty
        opened = Moment(reviewCase.openedAt, now: now, text)
        verdict = reviewCase.state == .open ? nil : text("console.state.\(reviewCase.state.rawValue)")
        verdictClass = reviewCase.state.chip
        decided = reviewCase.decidedAt.map { Moment($0, now: now, text) }
        decidedBy = reviewCase.reviewer?.rawValue
        note = reviewCase.note
    }
}

struct DecidedPage {
    let visitor: Visitor
    let rows: [CaseRow]
    let isEmpty: Bool
    let summary: String

    init(_ cases: [ReviewCase], reviewer: ReviewerSession, now: Date, _ text: Catalogue) {
        visitor = Visitor(reviewer)
        rows = cases.map { CaseRow($0, now: now, text) }
        isEmpty = cases.isEmpty
        summary = cases.isEmpty ? text("console.decided.empty") : text.count("console.decided.summary", cases.count)
    }
}
