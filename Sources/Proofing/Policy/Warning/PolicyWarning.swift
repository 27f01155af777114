import ClaimsMatching

/// Something about a policy that can be used as it is, and that somebody may not have meant.
package struct PolicyWarning: Sendable, Equatable, Codable {
    package enum Kind: Sendable, Equatable, Codable {
        /// A required claim of which the directory has too few: everybody else goes to a reviewer, or is rejected.
        /// `filled` of `people` can satisfy it, in the whole of whom the policy covers or in one of its groups.
        case sparseClaim(Claim, filled: Int, people: Int)
        /// Nobody looks whether the document fits a colleague better.
        case uniquenessOff
        /// Fewer bits than chance agreement in a directory of any size calls for.
        case fewBits(Double)
    }

    package var policy: String
    /// The group's name in the directory; nil: all whom the policy covers.
    package var group: String?
    package var kind: Kind

    package init(policy: String, group: String?, kind: Kind) {
        self.policy = policy
        self.group = group
        self.kind = kind
    }

    /// Of the people covered; below it there is a warning (claims-matching, section 5.7 asks for nine tenths).
    static let enough = 0.9
    /// Bits; the standard policy's own.
    static let usualBits = 14.0
}

extension PolicyWarning: CustomStringConvertible {
    package var description: String {
        let place = group.map { "\(policy), group \($0)" } ?? policy
        switch kind {
        case .sparseClaim(let claim, let filled, let people):
            return "\(place): \(claim.rawValue) is required, and the directory has it for \(filled) of \(people) people"
        case .uniquenessOff: return "\(place): nobody looks whether a document fits somebody else better"
        case .fewBits(let bits):
            return "\(place): bits.approval is \(bits); \(Int(Self.usualBits)) keep chance agreement out"
        }
    }
}
