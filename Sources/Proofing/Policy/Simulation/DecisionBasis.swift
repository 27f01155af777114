import ClaimsMatching
import Foundation

/// What one automatic decision rested on, so that the same question can be asked under other policies: claims and
/// measurements, never pictures or faces. Personal data: kept sealed beside the session's record, and forgotten with it.
package struct DecisionBasis: Sendable, Equatable, Codable {
    package struct Outcome: Sendable, Equatable, Codable {
        package var verdict: Decision.Verdict
        package var reasons: [DecisionReason]

        package init(verdict: Decision.Verdict, reasons: [DecisionReason]) {
            self.verdict = verdict
            self.reasons = reasons
        }

        init(_ decision: Decision) { self.init(verdict: decision.verdict, reasons: decision.reasons) }
    }

    /// As it was judged, but for the comparison of claims, which `match` makes again.
    package let session: ProofingSession
    let account: Evaluator.Account
    /// Of the person in the copy of the directory: they choose the policy.
    package let groups: Set<ObjectID>
    /// Of the account in the day before, in the budget that counted.
    package let failures: Int
    /// nil: no document was read, or the person is not in the copy of the directory.
    package let match: MatchSnapshot?
    package let outcome: Outcome
    package let policyVersion: String
    package let matcherVersion: String
    package let tablesVersion: String
    package let decidedAt: Date

    /// - Parameter session: as the evaluator saw it.
    init(
        _ decision: Decision, of session: ProofingSession, account: Evaluator.Account, groups: Set<ObjectID>,
        failures: Int, match: MatchSnapshot?
    ) {
        self.session = session.forReplay
        self.account = account.forReplay
        self.groups = groups
        self.failures = failures
        self.match = match
        outcome = Outcome(decision)
        policyVersion = decision.policyVersion
        matcherVersion = session.findings.claims?.matcherVersion ?? ClaimsMatcher.version
        tablesVersion = session.findings.claims?.tablesVersion ?? "none"
        decidedAt = decision.decidedAt
    }
}

extension ProofingSession {
    /// Without what judges nobody: the zone's lines, devices, the code between them.
    fileprivate var forReplay: ProofingSession {
        var session = self
        session.findings.claims = nil
        session.findings.document?.printedLines = []
        session.findings.document?.repairedLines = []
        session.startDevice.name = ""
        session.capturingDevice = nil
        session.handover = nil
        return session
    }
}

extension Evaluator.Account {
    fileprivate var forReplay: Evaluator.Account {
        guard case .live(var account) = self else { return self }
        account.userPrincipalName = ""
        return .live(account)
    }
}

package protocol DecisionBasisStore: Sendable {
    /// Newest first.
    /// - Parameter last: where the page before ended; nil for the first.
    func bases(tenant: TenantID, after last: DecisionBasisPage.End?, limit: Int) async throws -> DecisionBasisPage
}

package struct DecisionBasisPage: Sendable, Equatable {
    package struct End: Sendable, Equatable {
        package var decidedAt: Date
        package var session: SessionID
        package var number: Int

        package init(decidedAt: Date, session: SessionID, number: Int) {
            self.decidedAt = decidedAt
            self.session = session
            self.number = number
        }
    }

    package var bases: [DecisionBasis]
    /// Rows of this page that a release from before or after this one wrote in another form.
    package var unreadable: Int
    /// nil: nothing is older.
    package var end: End?

    package init(bases: [DecisionBasis], unreadable: Int, end: End?) {
        self.bases = bases
        self.unreadable = unreadable
        self.end = end
    }
}
