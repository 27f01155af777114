import ClaimsMatching

extension AccountComparison {
    /// More than one person fits, and nothing tells who it is.
    var isAmbiguous: Bool { result().reasons.contains { $0.code == .uniquenessSameNameColleague } }

    /// Those who fit as well as the claimed account.
    var rivals: [DirectoryPerson] {
        let matcher = ClaimsMatcher(policy: policy, tables: tables)
        let (printed, claimed) = (matcher.prepare(document), matcher.prepare(person.claims))
        return others.filter { other in
            let report = matcher.uniqueness(
                of: printed, claimed: claimed, others: [matcher.prepare(other.claims)], frequencies: frequencies)
            return report != .clear && report != .notAssessed
        }
    }

    func adding(_ answer: ClaimAnswer) -> AccountComparison {
        var more = self
        more.document = document.adding(answer)
        return more
    }

    /// Whether the answer is the claimed account's, by E4 or better, and leaves nobody else: clearly none of the rivals'.
    /// A rival without such a claim on file stays a rival.
    func settles(_ answer: ClaimAnswer) -> Bool {
        let more = adding(answer)
        return more.result().level(of: answer.claim.claim).reaches(.equivalent) && !more.isAmbiguous
    }
}
