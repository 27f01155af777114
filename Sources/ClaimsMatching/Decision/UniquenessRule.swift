extension MatchPolicy {
    /// What something that stands against approval leads to. There is no third: a policy cannot approve what a guard stops.
    package enum Consequence: String, Sendable, Hashable, Codable, CaseIterable { case review, reject }

    /// How a tenant looks for other people whom the document may belong to.
    package struct UniquenessRule: Sendable, Hashable, Codable {
        /// Without it nobody else is looked for: the date of birth alone stands against a colleague's document.
        package var enabled: Bool
        /// Somebody whose evidence is weaker than the claimed person's by less than this fits as well. Bits, 0...30.
        package var marginBits: Double
        /// Somebody else fits as well.
        package var onTie: Consequence
        /// Somebody else fits clearly better.
        package var onBetter: Consequence

        package init(
            enabled: Bool = true, marginBits: Double = 10, onTie: Consequence = .review, onBetter: Consequence = .reject
        ) {
            self.enabled = enabled
            self.marginBits = marginBits
            self.onTie = onTie
            self.onBetter = onBetter
        }

        package static let marginRange: ClosedRange<Double> = 0...30

        /// nil: nothing stands against approval.
        func consequence(of report: UniquenessReport) -> Consequence? {
            switch report {
            case .clear, .notAssessed: nil
            case .sameNameColleague: onTie
            case .betterMatchElsewhere: onBetter
            }
        }
    }
}
