import Foundation
import Proofing

/// Verdicts on both sides, and between them a band for each stream, as wide as it has decisions. Units of the drawing.
struct FlowDrawing {
    struct Node {
        let x: Double
        let y: Double
        let height: Double
        let kind: String
        let textX: Double
        let textY: Double
        /// `text-anchor`.
        let anchor: String
        let text: String
    }

    struct Band {
        let path: String
        /// "good", "warn" or "bad" with "moved" where the verdict changes.
        let kind: String
    }

    static let width = 360.0
    private static let bar = 10.0
    /// Room for the words above each bar.
    private static let head = 20.0
    private static let gap = 8.0
    /// All bars of one side together.
    private static let full = 130.0
    /// A single decision among thousands is still seen.
    private static let least = 3.0

    let nodes: [Node]
    let bands: [Band]
    let height: Double
    let label: String

    init(_ streams: [SimulationReport.Stream], label: String, _ text: Catalogue) {
        self.label = label
        let total = Double(max(1, streams.reduce(0) { $0 + $1.count }))
        let left = Side(streams, \.before, total)
        let right = Side(streams, \.after, total)
        nodes =
            left.nodes(x: 0, textX: 0, anchor: "start", text)
            + right.nodes(x: Self.width - Self.bar, textX: Self.width, anchor: "end", text)
        height = max(left.height, right.height)
        var (used, filled) = (left.starts, right.starts)
        bands = streams.map { stream in
            let (from, to) = (left.share(of: stream, \.before), right.share(of: stream, \.after))
            let (y1, y2) = (used[stream.before] ?? 0, filled[stream.after] ?? 0)
            used[stream.before] = y1 + from
            filled[stream.after] = y2 + to
            return Band(
                path: Self.path(y1, from, y2, to),
                kind: stream.after.kind + (stream.before == stream.after ? "" : " moved"))
        }
    }

    private static func path(_ y1: Double, _ from: Double, _ y2: Double, _ to: Double) -> String {
        let (x1, x2, middle) = (bar, width - bar, width / 2)
        func curve(_ y: Double, _ x: Double, _ end: Double) -> String {
            "C\(number(middle)) \(number(y)) \(number(middle)) \(number(end)) \(number(x)) \(number(end))"
        }
        return "M\(number(x1)) \(number(y1))" + curve(y1, x2, y2)
            + "L\(number(x2)) \(number(y2 + to))" + curve(y2 + to, x1, y1 + from) + "Z"
    }

    private static func number(_ value: Double) -> String { String(format: "%.1f", value) }

    /// The bars of one side, from above.
    private struct Side {
        private var counts: [Decision.Verdict: Int] = [:]
        private var heights: [Decision.Verdict: Double] = [:]
        private(set) var starts: [Decision.Verdict: Double] = [:]
        private(set) var height = 0.0

        init(
            _ streams: [SimulationReport.Stream], _ side: KeyPath<SimulationReport.Stream, Decision.Verdict>,
            _ total: Double
        ) {
            for stream in streams { counts[stream[keyPath: side], default: 0] += stream.count }
            for verdict in Decision.Verdict.allCases {
                guard let count = counts[verdict] else { continue }
                let bar = max(FlowDrawing.least, Double(count) / total * FlowDrawing.full)
                starts[verdict] = height + FlowDrawing.head
                heights[verdict] = bar
                height += FlowDrawing.head + bar + FlowDrawing.gap
            }
        }

        func share(
            of stream: SimulationReport.Stream, _ side: KeyPath<SimulationReport.Stream, Decision.Verdict>
        ) -> Double {
            let verdict = stream[keyPath: side]
            return (heights[verdict] ?? 0) * Double(stream.count) / Double(max(1, counts[verdict] ?? 1))
        }

        func nodes(x: Double, textX: Double, anchor: String, _ text: Catalogue) -> [Node] {
            Decision.Verdict.allCases.compactMap { verdict in
                guard let y = starts[verdict], let height = heights[verdict], let count = counts[verdict] else {
                    return nil
                }
                return Node(
                    x: x, y: y, height: height, kind: verdict.kind, textX: textX, textY: y - 6, anchor: anchor,
                    text: "\(text("policy.verdict.\(verdict.rawValue)")) \(count)")
            }
        }
    }
}
