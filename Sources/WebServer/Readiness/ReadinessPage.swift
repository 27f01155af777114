import Foundation
import Proofing

/// Who could not be verified today, drawn: a bar for each obstacle, a bar for each group, and the people.
struct ReadinessPage {
    /// A bar of whole percents; `label` says in words what is drawn.
    struct Bar {
        let name: String
        let hint: String?
        let count: String
        let percent: Int
        let kind: String
        let label: String
    }

    struct Row {
        let account: String
        let name: String
        let obstacles: [Chip]
    }

    struct Chip {
        let text: String
        let kind: String
    }

    /// Rows on the page; the file for spreadsheets has them all.
    static let shown = 200

    let visitor: Visitor
    let headline: String
    let summary: String
    let obstacles: [Bar]
    let groups: [Bar]
    let hasGroups: Bool
    let rows: [Row]
    let hasRows: Bool
    /// "The first 200 of 340 people"; nil when all are shown.
    let cut: String?

    init(_ report: ReadinessReport, visitor: ReviewerSession, now: Date, _ text: Catalogue) {
        self.visitor = Visitor(visitor)
        let all = report.everybody
        headline = text("readiness.headline", ["ready": String(all.ready), "people": String(all.people)])
        summary = text("readiness.summary", ["date": Moment.exact(report.at)])
        obstacles = ReadinessObstacle.allCases.compactMap { obstacle in
            guard let count = all.obstacles[obstacle], count > 0 else { return nil }
            return Bar(
                name: text("readiness.obstacle.\(obstacle.rawValue)"),
                hint: text("readiness.mend.\(obstacle.rawValue)"),
                count: text.count("readiness.people", count), percent: Self.percent(count, of: all.people),
                kind: obstacle.blocks ? "bad" : "warn", label: text.count("readiness.people", count))
        }
        groups = report.groups.map { group in
            Bar(
                name: group.name, hint: nil,
                count: text("readiness.ratio", ["ready": String(group.ready), "people": String(group.people)]),
                percent: Self.percent(group.ready, of: group.people), kind: "good",
                label: text("readiness.ratio", ["ready": String(group.ready), "people": String(group.people)]))
        }
        hasGroups = !groups.isEmpty
        rows = report.people.prefix(Self.shown).map { person in
            Row(
                account: person.account, name: person.name ?? "",
                obstacles: person.obstacles.map {
                    Chip(text: text("readiness.obstacle.\($0.rawValue)"), kind: $0.blocks ? "bad" : "warn")
                })
        }
        hasRows = !rows.isEmpty
        cut =
            report.people.count > Self.shown
            ? text("readiness.cut", ["shown": String(Self.shown), "people": String(report.people.count)]) : nil
    }

    /// Something is never drawn as nothing, nor nearly all as all.
    private static func percent(_ part: Int, of whole: Int) -> Int {
        guard whole > 0, part > 0 else { return 0 }
        return part == whole ? 100 : min(99, max(1, part * 100 / whole))
    }
}
