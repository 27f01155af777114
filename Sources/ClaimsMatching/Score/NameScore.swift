import Foundation

/// How likely two names are one person's, from the names alone: for ranking and for finding candidates.
///
/// A score never decides. Decisions follow from the levels of the claims and the guards over them (`ClaimsMatcher`).
/// Values hold scratch space and are not shared between tasks; making one is cheap.
package struct NameScorer {
    private var likeness = NameLikeness()
    private let weights = ScoreWeights.all

    package init() {}

    /// Log-odds; above 0 the names speak for one person. The better of the recorded names and the display name counts;
    /// a middle name that only the display name has still speaks against a document with another.
    mutating func logOdds(_ document: borrowing PackedName, _ person: borrowing PackedPerson) -> Float {
        var best: Float = -20
        if let recorded = person.recorded { best = logOdds(document, recorded) }
        if let display = person.display {
            best = max(best, logOdds(document, display))
            if person.showsMore { best += beside(.shown) }
        }
        if document.generation != person.generation {
            likeness.measureGenerations(document.generation, person.generation)
            best += beside(.generations)
        }
        return best
    }

    /// What stands beside the words of a name, and is weighed once for all readings of them.
    private enum Beside {
        case shown, generations

        var measures: [Measure.OfName] {
            switch self {
            case .shown: [.shownMore, .shownOther]
            case .generations: [.generations, .oneGeneration]
            }
        }
    }

    private mutating func beside(_ what: Beside) -> Float {
        if what == .shown { likeness.measureShown() }
        return what.measures.reduce(0) { $0 + likeness[$1] * weights[Measure.place($1)] }
    }

    mutating func logOdds(_ document: borrowing PackedName, _ directory: borrowing PackedName) -> Float {
        guard !document.words.isEmpty, !directory.words.isEmpty else { return -20 }
        likeness.compare(document, directory)
        return likeness.measures.withUnsafeBytes { measures in
            weights.withUnsafeBytes { weights in
                var sums = SIMD16<Float>(repeating: 0)
                for start in stride(from: 0, to: measures.count, by: MemoryLayout<SIMD16<Float>>.size) {
                    sums +=
                        measures.loadUnaligned(fromByteOffset: start, as: SIMD16<Float>.self)
                        * weights.loadUnaligned(fromByteOffset: start, as: SIMD16<Float>.self)
                }
                return ScoreWeights.bias + sums.sum()
            }
        }
    }

    /// What the score is made of, for whoever estimates the weights: the measures of each reading of the person's names.
    package mutating func measures(of document: PreparedDocument, _ person: PreparedPerson) -> [[Float]] {
        document.measures(person, using: &self)
    }

    /// The places of `measures` by name.
    package static var measureNames: [String] { Measure.names }

    mutating func measures(_ document: borrowing PackedName, _ person: borrowing PackedPerson) -> [[Float]] {
        var readings: [[Float]] = []
        if let recorded = person.recorded, logOdds(document, recorded) > -20 { readings.append(used) }
        if let display = person.display, logOdds(document, display) > -20 {
            readings.append(used)
            if person.showsMore { likeness.measureShown() }
        }
        likeness.measureGenerations(document.generation, person.generation)
        for measure in Beside.shown.measures + Beside.generations.measures {
            for index in readings.indices { readings[index][Measure.place(measure)] = likeness[measure] }
        }
        return readings
    }

    private var used: [Float] { Array(likeness.measures.prefix(Measure.count)) }

    /// Log-odds as a number from 0 to 1 that keeps their order.
    static func share(_ logOdds: Float) -> Double { 1 / (1 + exp(-Double(logOdds) / 2)) }
}
