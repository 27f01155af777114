import Foundation

/// The weight of evidence, in bits: log2 of how much likelier it is about the same person than about a stranger
/// (Fellegi and Sunter 1969, "A Theory for Record Linkage", section 2).
struct Weights {
    let frequencies: NameFrequencies

    /// The evidence with its weights.
    func weigh(_ evidence: [ClaimEvidence], surname: [NameToken], given: [NameToken]) -> [ClaimEvidence] {
        evidence.map { item in
            var item = item
            switch item.claim {
            case .surname: item.weightBits = bits(of: item, surname, Self.sameSurname)
            case .givenName: item.weightBits = bits(of: item, given, Self.sameGivenName)
            default: item.weightBits = Self.fixed(item)
            }
            return item
        }
    }

    /// What approval needs: the claimant chooses the account, so agreement by chance has as many tries as there are people.
    func needed(_ limit: Double) -> Double { log2(Double(max(1, frequencies.people))) + limit }

    private func bits(of item: ClaimEvidence, _ words: [NameToken], _ same: [EvidenceLevel: Double]) -> Double? {
        // A name on file for this one account is no list that strangers are on too.
        let isOnFile = [ReasonCode.Code.surnameFormerName, .givenOtherName].contains(item.reason.code)
        guard let chance = same[isOnFile ? .equivalent : item.level] else { return nil }
        switch item.level {
        case .identical, .equivalent, .listed:
            // Aliases of a name have bearers too: a list makes chance agreement likelier, by about as much again.
            let spread = item.level == .listed && !isOnFile ? 4.0 : 1
            return log2(chance / min(1, frequencies.share(of: words, item.claim) * spread))
        default: return log2(chance / (Self.stranger[item.level] ?? 1))
        }
    }

    /// How often the levels occur between the names of one person, on document and in directory.
    private static let sameSurname: [EvidenceLevel: Double] = [
        .identical: 0.80, .equivalent: 0.13, .listed: 0.02, .near: 0.015, .weak: 0.01, .conflict: 0.025,
    ]
    private static let sameGivenName: [EvidenceLevel: Double] = [
        .identical: 0.62, .equivalent: 0.22, .listed: 0.09, .near: 0.02, .weak: 0.02, .conflict: 0.03,
    ]
    /// How often between strangers, where the value itself plays no part.
    private static let stranger: [EvidenceLevel: Double] = [.near: 0.004, .weak: 0.02, .conflict: 0.97]

    private static func fixed(_ item: ClaimEvidence) -> Double? {
        table[item.claim]?[item.level]
    }

    /// From m and u probabilities of the claims; a birth date is one of some 25,000 days.
    private static let table: [Claim: [EvidenceLevel: Double]] = [
        .dateOfBirth: [.identical: 14, .listed: 8, .near: 3, .weak: 2, .conflict: -8],
        .documentNumber: [.identical: 25, .listed: 12, .near: 8, .conflict: -3],
        .phone: [.identical: 12, .equivalent: 12, .listed: 8, .near: 4, .conflict: -1],
        .mail: [.identical: 12, .equivalent: 12, .conflict: -1],
        .address: [.identical: 8, .equivalent: 7, .listed: 3, .near: 1, .weak: 0.5, .conflict: -0.5],
        .nationality: [.identical: 2, .conflict: -3],
    ]
}
