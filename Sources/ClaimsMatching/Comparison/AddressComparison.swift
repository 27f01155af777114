/// Compares postal addresses, from the finest part that both have to the coarsest. People move: a conflict says little.
struct AddressComparison {
    func compare(_ document: PostalAddress?, _ directory: PostalAddress?) -> ClaimEvidence {
        let (level, code) = judged(document, directory)
        return ClaimEvidence(
            claim: .address, level: level, reason: ReasonCode(code), documentValue: document.map(Self.text),
            directoryValue: directory.map(Self.text))
    }

    private func judged(_ one: PostalAddress?, _ other: PostalAddress?) -> (EvidenceLevel, ReasonCode.Code) {
        guard let one, let other else { return (.notAvailable, .addressMissing) }
        func agree(_ part: (PostalAddress) -> String?) -> Bool? {
            guard let first = part(one).map(Self.canonical), let second = part(other).map(Self.canonical),
                !first.isEmpty, !second.isEmpty
            else { return nil }
            return first == second
        }
        // Postcodes repeat from country to country.
        if agree(\.country) == false { return (.conflict, .addressConflict) }
        if agree(\.postcode) == true, agree(\.street) != false {
            if agree(\.number) == true { return (.identical, .addressPostcodeAndNumber) }
            if agree(\.street) == true { return (.equivalent, .addressStreet) }
        }
        if agree(\.city) == true { return (.listed, .addressCity) }
        if agree(\.region) == true { return (.near, .addressRegion) }
        if agree(\.country) == true { return (.weak, .addressCountry) }
        let isComparable = [agree(\.postcode), agree(\.city), agree(\.region)].contains(false)
        return isComparable ? (.conflict, .addressConflict) : (.notAvailable, .addressMissing)
    }

    private static func canonical(_ text: String) -> String {
        NamePart(text, nationality: nil).tokens.map(\.bare).joined()
    }

    private static func text(_ address: PostalAddress) -> String {
        [address.street, address.number, address.postcode, address.city, address.region, address.country]
            .compactMap { $0 }.joined(separator: " ")
    }
}
