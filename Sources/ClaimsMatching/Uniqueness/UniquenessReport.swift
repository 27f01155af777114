/// Whether the document fits anybody else in the directory.
package enum UniquenessReport: Sendable, Hashable, Codable {
    case clear
    /// So many other accounts fit as well as the claimed one.
    case sameNameColleague(count: Int)
    /// Another account would pass every guard, and the claimed one does not.
    case betterMatchElsewhere
    case notAssessed
}

extension UniquenessReport {
    var reasons: [ReasonCode] {
        switch self {
        case .clear, .notAssessed: []
        case .sameNameColleague(let count): [ReasonCode(.uniquenessSameNameColleague, ["\(count)"])]
        case .betterMatchElsewhere: [ReasonCode(.uniquenessBetterMatchElsewhere)]
        }
    }
}
