/// What each measure weighs in the score: log-odds of two names being one person's.
///
/// Estimated by logistic regression on labelled public pairs (`docs/claims-matching.md`, "Weights"), held to the signs
/// and the order that sense demands: a conflict never helps, and a nearer word never hurts. Rounded; a measure without a
/// weight says nothing beyond the others.
enum ScoreWeights {
    static let bias: Float = -2.18

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
            .identical: 2.02, .printed: 0.13, .nickname: 2.33, .siblings: 0.15, .sameSound: 1.13, .initial: 2.31,
            .shortForm: 1.95, .conflict: -4.71, .near30: -1.16, .near45: -1.16, .near60: 0.18, .near70: 1.35,
            .near80: 1.83, .near90: 2.57, .nearListed: -1.65, .nearOtherStart: -2.96, .variantCloseness: -0.54,
        ],
        .given: [
            .nickname: 2.83, .variant: 0.79, .siblings: 0.62, .sameSound: 1.56, .initial: 1.67, .shortForm: -0.17,
            .conflict: -0.14, .near30: -0.2, .near45: -0.2, .near60: 0.38, .near70: 0.39, .near80: 0.39,
            .near90: 0.82, .nearSound: 1.01, .nearListed: -0.14, .nearOtherStart: -0.74, .variantCloseness: 0.44,
        ],
        .surname: [
            .printed: 1.52, .sameSound: 0.94, .initial: 0.53, .shortForm: 0.72, .near30: -1.19, .near45: -1.19,
            .near60: -1.19, .near70: -1.19, .near80: -0.07, .near90: 1.67, .nearListed: -2.06,
            .nearOtherStart: -0.22, .variantCloseness: -0.04,
        ],
    ]

    /// By `Measure.crossKnots`.
    private static let acrossScripts: [WordLikeness.Crossing: [Float]] = [
        .cyrillic: [-2.3, -2.3, -2.3, -2.3, -1.95, -1.92, -1.38],
        .arabic: [-1.95, -1.95, -1.95, -1.95, -1.95, -1.54, -0.51],
        .hebrew: [-2.25, -2.25, -2.25, -1.98, -1.09, -1.09, 0.05],
        .hangul: [-0.84, -0.75, -0.26, 0.25, 0.69, 1.11, 1.72],
        .han: [-0.23, -0.23, 0.04, 0.23, 0.42, 0.56, 0.92],
        // Too few pairs to estimate from: between the others.
        .other: [-2, -2, -2, -2, -1.7, -1.5, -1],
    ]

    private static let ofNames: [Measure.OfName: Float] = [
        .spareDocument: -0.84, .swapped: -1.09, .disorder: -2.37, .missingGiven: 2, .missingSurname: 2, .whole: 0.93,
        .weakest: 3.89, .listedAcross: 3.66, .allIdentical: 2.97, .allCommon: -0.63,
    ]
}
