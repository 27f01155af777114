/// What each measure weighs in the score: log-odds of two names being one person's.
///
/// Estimated by logistic regression on labelled public pairs (`docs/claims-matching.md`, "Weights"), held to the signs
/// and the order that sense demands: a conflict never helps, and a nearer word never hurts. Rounded; a measure without a
/// weight says nothing beyond the others.
enum ScoreWeights {
    static let bias: Float = -2.32

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
            .identical: 2.12, .printed: 0.13, .nickname: 2.39, .siblings: 0.15, .sameSound: 1.15, .initial: 2.54,
            .shortForm: 2.08, .conflict: -4.67, .near30: -1.12, .near45: -1.12, .near60: 0.27, .near70: 1.43,
            .near80: 1.9, .near90: 2.65, .nearListed: -1.67, .nearOtherStart: -3.02, .variantCloseness: -0.51,
        ],
        .given: [
            .nickname: 2.88, .variant: 0.8, .siblings: 0.68, .sameSound: 1.6, .initial: 1.74, .shortForm: -0.19,
            .near30: -0.12, .near45: -0.12, .near60: 0.42, .near70: 0.42, .near80: 0.42, .near90: 0.87,
            .nearSound: 0.98, .nearListed: -0.07, .nearOtherStart: -0.74, .variantCloseness: 0.45,
        ],
        .surname: [
            .printed: 1.51, .sameSound: 0.93, .initial: 0.51, .shortForm: 0.71, .near30: -1.18, .near45: -1.18,
            .near60: -1.18, .near70: -1.18, .near80: -0.11, .near90: 1.64, .nearListed: -1.99,
            .nearOtherStart: -0.21, .variantCloseness: -0.04,
        ],
    ]

    /// By `Measure.crossKnots`.
    private static let acrossScripts: [WordLikeness.Crossing: [Float]] = [
        .cyrillic: [-2.23, -2.23, -2.23, -2.23, -1.88, -1.86, -1.34],
        .arabic: [-1.96, -1.96, -1.96, -1.96, -1.96, -1.47, -0.61],
        .hebrew: [-2.05, -2.05, -2.05, -1.75, -1.07, -1.07, 0.22],
        .hangul: [-0.77, -0.64, -0.16, 0.34, 0.76, 1.17, 1.76],
        .han: [-0.12, -0.12, 0.14, 0.32, 0.49, 0.62, 0.98],
        // Too few pairs to estimate from: between the others.
        .other: [-2, -2, -2, -2, -1.7, -1.5, -1],
    ]

    private static let ofNames: [Measure.OfName: Float] = [
        .spareDocument: -0.93, .swapped: -1.04, .disorder: -0.3, .missingGiven: 3.47, .missingSurname: 3.12,
        .whole: 0.97, .weakest: 4.01, .listedAcross: 3.66, .allIdentical: 3.1, .allCommon: -1.16,
    ]
}
