import ClaimsMatching

/// Decides stored questions again. Pure: the same basis, policies and tables always give the same outcome.
package struct Replay: Sendable {
    let tables: NameTables

    package init(tables: NameTables) { self.tables = tables }

    /// A basis whose claims are prepared, to be judged by several policies.
    func prepared(_ basis: DecisionBasis) -> PreparedBasis {
        PreparedBasis(basis: basis, match: basis.match?.prepared(tables))
    }

    struct PreparedBasis {
        let basis: DecisionBasis
        fileprivate let match: PreparedSnapshot?

        /// Under the policy that would cover the person, which need not be the one that did.
        func outcome(under policies: PolicySet) -> DecisionBasis.Outcome {
            guard let policy = policies.policy(for: basis.session.purpose, groups: basis.groups),
                policy.excludedGroups.isDisjoint(with: basis.groups)
            else { return DecisionBasis.Outcome(verdict: .refused, reasons: [.policyNotCovering]) }
            return outcome(under: policy, of: policies)
        }

        /// Under the policy of the same name, as it was decided. - Returns: nil when these policies have none.
        func outcomeAsDecided(under policies: PolicySet) -> DecisionBasis.Outcome? {
            policies.policy(named: basis.session.policyName).map { outcome(under: $0, of: policies) }
        }

        private func outcome(under policy: Policy, of policies: PolicySet) -> DecisionBasis.Outcome {
            var session = basis.session
            session.findings.claims = match?.match(under: policy.claims)
            return DecisionBasis.Outcome(
                Evaluator(policy: policy, policyVersion: policies.version).decide(
                    session, account: basis.account, isBudgetSpent: basis.failures >= policy.attempts.failuresPerDay,
                    at: basis.decidedAt))
        }
    }

    /// Whether the policies a decision was made under still give it.
    ///
    /// - Parameter policies: of the version the decision names; nil when nobody knows it any more.
    func check(_ prepared: PreparedBasis, under policies: PolicySet?) -> ReplayCheck {
        guard let outcome = policies.flatMap(prepared.outcomeAsDecided) else { return .policyUnknown }
        if outcome == prepared.basis.outcome { return .same }
        if prepared.basis.matcherVersion != ClaimsMatcher.version { return .otherMatcher }
        return prepared.basis.tablesVersion != tables.version ? .otherTables : .unexplained
    }
}

/// What making a stored decision again under its own policies gave.
package enum ReplayCheck: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    case same
    /// It differs, and other rules of matching, or other lists of names, made it.
    case otherMatcher, otherTables
    /// The version of the policies is not in the store.
    case policyUnknown
    /// It differs though everything that should matter is the same: a fault of this program.
    case unexplained
}
