import Foundation

/// What a change of the policies would have made of decisions that were taken: counts, and whom it would meet.
///
/// People are told by the reference of their verification: what their documents say stays where it is sealed.
package struct SimulationReport: Sendable, Equatable, Codable {
    /// So many decisions that went from one verdict to another, or stayed.
    package struct Stream: Sendable, Equatable, Codable {
        package var before: Decision.Verdict
        package var after: Decision.Verdict
        package var count: Int
    }

    /// A decision that would fall otherwise.
    package struct Flip: Sendable, Equatable, Codable {
        package var reference: String
        package var decidedAt: Date
        /// What was decided at the time, perhaps under older policies.
        package var decided: Decision.Verdict
        package var before: Decision.Verdict
        package var after: Decision.Verdict
        /// Reasons that stand against it only under the change, and only without it.
        package var added: [DecisionReason]
        package var removed: [DecisionReason]
    }

    /// Versions of the policies as decisions name them.
    package let before: String
    package let after: String
    package private(set) var decisions = 0
    /// Stored in a form that this release does not read.
    package internal(set) var unreadable = 0
    /// There are older decisions that were not looked at.
    package internal(set) var isCut = false
    /// In the order of verdicts; streams of nobody are left out.
    package private(set) var streams: [Stream] = []
    /// Newest decision first.
    package private(set) var flips: [Flip] = []
    /// The same verdict, for other reasons.
    package private(set) var otherReasons = 0
    /// Each decision made again under the policies it was made under.
    package private(set) var checks: [ReplayCheck: Int] = [:]

    package init(before: PolicySet, after: PolicySet) {
        self.before = before.version
        self.after = after.version
    }

    package mutating func add(
        _ basis: DecisionBasis, before: DecisionBasis.Outcome, after: DecisionBasis.Outcome, check: ReplayCheck
    ) {
        decisions += 1
        checks[check, default: 0] += 1
        count(before.verdict, after.verdict)
        guard before != after else { return }
        guard before.verdict != after.verdict else {
            otherReasons += 1
            return
        }
        flips.append(
            Flip(
                reference: basis.session.reference, decidedAt: basis.decidedAt, decided: basis.outcome.verdict,
                before: before.verdict, after: after.verdict,
                added: after.reasons.filter { !before.reasons.contains($0) },
                removed: before.reasons.filter { !after.reasons.contains($0) }))
    }

    private mutating func count(_ before: Decision.Verdict, _ after: Decision.Verdict) {
        if let place = streams.firstIndex(where: { $0.before == before && $0.after == after }) {
            streams[place].count += 1
            return
        }
        streams.append(Stream(before: before, after: after, count: 1))
        let order = Decision.Verdict.allCases
        streams.sort { one, other in
            let places = [one.before, one.after, other.before, other.after].map { order.firstIndex(of: $0) ?? 0 }
            return (places[0], places[1]) < (places[2], places[3])
        }
    }
}
