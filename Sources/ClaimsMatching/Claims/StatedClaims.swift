extension PreparedPerson {
    /// Claims that the directory does not make about this person.
    var unstated: Set<Claim> { Set(Claim.allCases.filter { !claims.states($0) }) }
}

extension DirectoryClaims {
    /// Whether the directory says anything about this claim, however well it would serve.
    func states(_ claim: Claim) -> Bool {
        switch claim {
        case .surname: !(surname ?? "").isEmpty
        case .givenName: !(givenName ?? "").isEmpty
        case .dateOfBirth: dateOfBirth != nil
        case .documentNumber: !documentNumbers.isEmpty
        case .nationality: nationality != nil
        case .phone: !phones.isEmpty
        case .mail: !mails.isEmpty
        case .address: address != nil
        }
    }
}

extension ClaimsMatcher {
    /// Whether the directory says enough about this claim for the policy to be satisfied by any document at all.
    package func canSatisfy(_ claim: Claim, with directory: DirectoryClaims) -> Bool {
        let shown = policy.usesDisplayName && !(directory.displayName ?? "").isEmpty
        switch claim {
        case .surname: return shown || survey(directory).hasSurname
        case .givenName: return shown || survey(directory).hasGivenName
        case .dateOfBirth:
            guard let date = directory.dateOfBirth, date.day != nil else { return false }
            return !policy.isPlaceholder(iso: date.iso)
        default: return directory.states(claim)
        }
    }
}
