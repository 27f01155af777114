/// How many people bear a name, in steps of a factor of two: 1 stands for one in 100,000 and fewer, 11 for one in a hundred.
///
/// From the US Census of 1990. It only ranks names against each other; a tenant's own directory counts for decisions
/// (`NameFrequencies`).
struct Commonness: Sendable, Hashable {
    /// No name on the list is commoner: James, 3.3 % of men.
    static let highest: UInt8 = 13
    static let unlisted = Commonness(step: 0)

    let step: UInt8

    init(step: UInt8) { self.step = min(step, Self.highest) }

    /// 0 for the commonest name, 1 for one that is on no list.
    var rarity: Float { Float(Self.highest - step) * (1 / Float(Self.highest)) }
}
