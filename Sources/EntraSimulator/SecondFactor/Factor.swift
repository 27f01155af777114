import Foundation

/// What a way of proving oneself rests on. Entra reads it out of `amr` (contract A.8).
package enum Factor: String, Sendable, CaseIterable {
    case knowledge, possession, inherence

    /// The factor an `amr` value stands for; nil for one Entra does not know. None stands for knowledge.
    init?(amr: String) {
        switch amr {
        case "face", "fpt", "iris", "retina", "vbm": self = .inherence
        case "fido", "hwk", "otp", "pop", "sc", "sms", "swk", "tel": self = .possession
        default: return nil
        }
    }

    static let knownAMR = [
        "face", "fido", "fpt", "hwk", "iris", "otp", "pop", "retina", "sc", "sms", "swk", "tel", "vbm",
    ]

    /// The factors an `acr` value names, such as `possessionorinherence`; empty for one Entra does not define.
    static func named(inACR acr: String) -> Set<Factor> {
        let names = acr.components(separatedBy: "or")
        let factors = names.compactMap(Factor.init(rawValue:))
        return factors.count == names.count ? Set(factors) : []
    }

    /// What is asked for after this first factor: any of the others (contract A.8, H 8).
    var requestedAfterwards: String {
        switch self {
        case .knowledge: "possessionorinherence"
        case .possession: "knowledgeorinherence"
        case .inherence: "knowledgeorpossession"
        }
    }
}

/// Who needs a second factor, and what a provider of one is asked for. In place of Conditional Access.
package struct SecondFactorRule: Sendable, Equatable {
    /// Group ids, or `all_users`. People in the targets of an enabled external method need one in any case.
    package var requiredOf: [String] = []
    /// What the password counts as, so that a test can see a provider asked after another first factor.
    package var firstFactor = Factor.knowledge
    /// `acr` values to ask for, in this order; nil: what fits the first factor.
    package var acr: [String]?
    /// `amr` values to ask for; nil: all that Entra knows.
    package var amr: [String]?

    var requestedACR: [String] { acr ?? [firstFactor.requestedAfterwards] }
    var requestedAMR: [String] { amr ?? Factor.knownAMR }
}
