import ClaimsMatching

extension AccountComparison {
    /// More than one person fits, and nothing tells who it is.
    var isAmbiguous: Bool { if case .sameNameColleague = uniqueness { true } else { false } }

    private var uniqueness: UniquenessReport { report(others) }

    private func report(_ others: [DirectoryPerson]) -> UniquenessReport {
        ClaimsMatcher(policy: policy, tables: tables)
            .uniqueness(of: document, claimed: person.claims, others: others.map(\.claims))
    }

    /// Those who fit as well as the claimed account.
    var rivals: [DirectoryPerson] { others.filter { report([$0]) != .clear } }

    /// The match with one more claim. An answer changes who fits only where it is the claimed account's, by E4 or better,
    /// and clearly none of the rivals'. A rival without such a claim on file stays a rival.
    func result(adding answer: ClaimAnswer) -> MatchResult {
        let matcher = ClaimsMatcher(policy: policy, tables: tables)
        let claims = document.adding(answer)
        return matcher.match(
            document: claims, directory: person.claims,
            uniqueness: settles(answer) ? .clear : uniqueness, frequencies: frequencies)
    }

    func settles(_ answer: ClaimAnswer) -> Bool {
        guard isAmbiguous, level(of: answer, for: person).reaches(.equivalent) else { return false }
        return rivals.allSatisfy { rival in
            guard let rank = level(of: answer, for: rival).rank else { return false }
            return rank <= 1
        }
    }

    private func level(of answer: ClaimAnswer, for person: DirectoryPerson) -> EvidenceLevel {
        ClaimsMatcher(policy: policy, tables: tables)
            .match(document: document.adding(answer), directory: person.claims).level(of: answer.claim.claim)
    }
}
