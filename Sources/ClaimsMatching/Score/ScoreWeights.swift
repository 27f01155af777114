/// What each measure weighs in the score: log-odds of two names being one person's.
///
/// Estimated by logistic regression on labelled public pairs (`docs/claims-matching.md`, "Weights"), held to the signs
/// and the order that sense demands: a conflict never helps, and a nearer word never hurts. A measure without a weight
/// says nothing beyond the others.
enum ScoreWeights {
    /// By the places of `Measure`; nothing in the places that fill the last block.
    static let all: [Float] =
        Measure.names.map { estimated[$0] ?? between[$0] ?? 0 }
        + [Float](repeating: 0, count: Measure.paddedCount - Measure.count)

    /// Scripts of which there are too few pairs to estimate from: between the others.
    private static let between: [String: Float] = [
        "other.0.3": -1.2, "other.0.45": -1.2, "other.0.6": -1.2, "other.0.7": -0.8, "other.0.8": -0.5,
        "other.0.9": -0.2,
        "other.1.0": 0.5,
    ]
}
