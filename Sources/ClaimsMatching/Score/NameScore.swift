import Foundation

/// How likely two names are one person's, from the names alone: for ranking and for finding candidates.
///
/// A score never decides. Decisions follow from the levels of the claims and the guards over them (`ClaimsMatcher`).
/// Values hold scratch space and are not shared between tasks; making one is cheap.
package struct NameScorer {
    private var likeness = NameLikeness()
    private let weights = ScoreWeights.all

    package init() {}

    /// Log-odds; above 0 the names speak for one person. The better of the recorded names and the display name counts.
    mutating func logOdds(_ document: borrowing PackedName, _ person: borrowing PackedPerson) -> Float {
        var best: Float = -20
        if let recorded = person.recorded { best = logOdds(document, recorded) }
        if let display = person.display { best = max(best, logOdds(document, display)) }
        return best
    }

    mutating func logOdds(_ document: borrowing PackedName, _ directory: borrowing PackedName) -> Float {
        guard !document.words.isEmpty, !directory.words.isEmpty else { return -20 }
        likeness.compare(document, directory)
        return likeness.measures.withUnsafeBufferPointer { measures in
            weights.withUnsafeBufferPointer { weights in
                var sum = ScoreWeights.bias
                for index in 0..<Measure.count { sum += measures[index] * weights[index] }
                return sum
            }
        }
    }

    /// Log-odds as a number from 0 to 1 that keeps their order.
    static func share(_ logOdds: Float) -> Double { 1 / (1 + exp(-Double(logOdds) / 2)) }
}
