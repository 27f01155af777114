/// What each measure weighs in the score: log-odds of two names being one person's.
///
/// Estimated by logistic regression on labelled public pairs (`docs/claims-matching.md`, "Weights"), held to the signs
/// and the order that sense demands: a conflict never helps, and a nearer word never hurts. Rounded; a measure without a
/// weight says nothing beyond the others.
enum ScoreWeights {
    static let bias: Float = -2.37

    static let all: [Float] = {
        var all = [Float](repeating: 0, count: Measure.count)
        for (slot, weights) in ofWords {
            for (measure, weight) in weights { all[Measure.place(slot, measure)] = weight }
        }
        for (crossing, weights) in acrossScripts {
            for (knot, weight) in weights.enumerated() { all[Measure.place(crossing, knot: knot)] = weight }
        }
        for (measure, weight) in ofNames { all[Measure.place(measure)] = weight }
        return all
    }()

    private static let ofWords: [PackedName.Slot: [Measure.OfWord: Float]] = [
        .unknown: [
            .identical: 2.2, .printed: 0.13, .nickname: 2.29, .siblings: 0.16, .sameSound: 1.07, .initial: 2.42,
            .shortForm: 1.51, .conflict: -5.31, .near30: 0.55, .near45: 0.77, .near60: 0.77, .near70: 1.5,
            .near80: 1.98, .near90: 2.93, .nearListed: -1.94, .nearOtherStart: -1.93, .variantCloseness: -0.53,
        ],
        .given: [
            .nickname: 2.76, .variant: 0.91, .siblings: 0.66, .sameSound: 1.48, .initial: 1.7, .shortForm: -0.22,
            .near30: -0.53, .near45: -0.53, .near60: 0.56, .near70: 0.56, .near80: 0.56, .near90: 0.98,
            .nearSound: 0.62, .nearListed: -0.02, .nearOtherStart: -0.59, .variantCloseness: 0.26,
        ],
        .surname: [
            .printed: 1.51, .sameSound: 0.98, .initial: 0.56, .shortForm: 0.67, .near30: -1.03, .near45: -1.03,
            .near60: -1.03, .near70: -1.03, .near80: 0.13, .near90: 1.78, .nearListed: -2.03, .nearOtherStart: -1.01,
            .variantCloseness: 0.01,
        ],
    ]

    /// By `Measure.crossKnots`.
    private static let acrossScripts: [WordLikeness.Crossing: [Float]] = [
        .cyrillic: [-2.27, -2.27, -2.27, -2.27, -1.97, -1.97, -1.47],
        .arabic: [-1.92, -1.92, -1.92, -1.92, -1.92, -1.59, -0.59],
        .hebrew: [-2.19, -2.19, -2.19, -1.95, -1.13, -1.13, -0.04],
        .hangul: [-0.76, -0.63, -0.18, 0.29, 0.68, 1.05, 1.63],
        .han: [-0.11, -0.11, 0.12, 0.27, 0.41, 0.51, 0.86],
        // Too few pairs to estimate from: between the others.
        .other: [-2, -2, -2, -2, -1.7, -1.5, -1],
    ]

    private static let ofNames: [Measure.OfName: Float] = [
        .spareDocument: -0.82, .swapped: -1.16, .disorder: -1.8, .missingGiven: 2, .missingSurname: 2, .whole: 0.81,
        .weakest: 4.23, .listedAcross: 3.63, .allIdentical: 2.92, .allCommon: -0.64,
    ]
}
