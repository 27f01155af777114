import Foundation
import Proofing

/// One number drawn against its limits: coloured zones and a mark, in units of an SVG that is 200 wide.
struct Gauge {
    struct Zone {
        let x: String
        let width: String
        /// A class of the style sheet: good, warn, bad.
        let kind: String
    }

    let zones: [Zone]
    let mark: String
    /// What the picture says, for people who do not see it.
    let label: String
    let caption: String

    static let width = 200.0

    /// - Parameter limits: upper ends of the zones, ascending; the last zone reaches to `end`.
    init(
        value: Double, end: Double, limits: [(upTo: Double, kind: String)], last: String, label: String, caption: String
    ) {
        func position(_ value: Double) -> Double { min(max(value / end, 0), 1) * Self.width }
        func text(_ value: Double) -> String { String(format: "%.1f", value) }
        var start = 0.0
        var zones: [Zone] = []
        for limit in limits + [(upTo: end, kind: last)] {
            let next = position(limit.upTo)
            zones.append(Zone(x: text(start), width: text(max(0, next - start)), kind: limit.kind))
            start = next
        }
        self.zones = zones
        mark = text(position(value))
        self.label = label
        self.caption = caption
    }

    static func face(_ comparison: FaceComparison, _ policy: FacePolicy, _ text: Catalogue) -> Gauge {
        let numbers = [
            "value": decimal(comparison.distance), "match": decimal(policy.matchDistance),
            "review": decimal(policy.reviewDistance),
        ]
        return Gauge(
            value: comparison.distance, end: max(policy.reviewDistance * 1.5, comparison.distance * 1.05),
            limits: [(policy.matchDistance, "good"), (policy.reviewDistance, "warn")], last: "bad",
            label: text("console.face.label", numbers), caption: text("console.face.caption", numbers))
    }

    static func turn(_ liveness: LivenessFinding, _ policy: LivenessPolicy, _ text: Catalogue) -> Gauge {
        let numbers = ["value": decimal(liveness.turnSpan), "least": decimal(policy.minimumTurnSpan)]
        return Gauge(
            value: liveness.turnSpan, end: max(policy.minimumTurnSpan * 2.5, liveness.turnSpan * 1.05),
            limits: [(policy.minimumTurnSpan, "bad")], last: "good",
            label: text("console.turn.label", numbers), caption: text("console.turn.caption", numbers))
    }

    private static func decimal(_ value: Double) -> String { String(format: "%.2f", value) }
}
