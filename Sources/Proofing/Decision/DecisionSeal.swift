import Crypto
import Foundation

/// A decision as it is stored: canonical bytes and a code over them that only this server can make.
///
/// A row changed by hand in the database does not open, and without a decision no pass is issued (requirements T30).
package struct SealedDecision: Sendable, Equatable, Codable {
    package var session: SessionID
    package var bytes: Data
    /// HMAC-SHA-256 over `bytes`.
    package var code: Data

    package init(session: SessionID, bytes: Data, code: Data) {
        self.session = session
        self.bytes = bytes
        self.code = code
    }
}

package struct DecisionSeal: Sendable {
    package enum Failure: Error, Sendable, Equatable { case sealBroken, unreadable }

    private let key: SymmetricKey

    /// - Parameter key: derived from the root key for this one use.
    package init(key: SymmetricKey) { self.key = key }

    package func seal(_ decision: Decision) throws -> SealedDecision {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.dateEncodingStrategy = .millisecondsSince1970
        let bytes = try encoder.encode(StoredDecision(decision))
        let code = HMAC<SHA256>.authenticationCode(for: bytes, using: key)
        return SealedDecision(session: decision.session, bytes: bytes, code: Data(code))
    }

    package func open(_ sealed: SealedDecision) throws(Failure) -> Decision {
        guard HMAC<SHA256>.isValidAuthenticationCode(sealed.code, authenticating: sealed.bytes, using: key) else {
            throw .sealBroken
        }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        guard let stored = try? decoder.decode(StoredDecision.self, from: sealed.bytes),
            stored.session == sealed.session
        else { throw .unreadable }
        return stored.decision
    }
}

/// The stored form. Private to this file, so that `Decision` itself cannot be decoded from anywhere.
private struct StoredDecision: Codable {
    var verdict: Decision.Verdict
    var reasons: [DecisionReason]
    var session: SessionID
    var subject: PersonID?
    var policyName: String
    var policyVersion: String
    var matcherVersion: String
    var decidedAt: Date
    var reviewer: ReviewerID?

    init(_ decision: Decision) {
        verdict = decision.verdict
        reasons = decision.reasons
        session = decision.session
        subject = decision.subject
        policyName = decision.policyName
        policyVersion = decision.policyVersion
        matcherVersion = decision.matcherVersion
        decidedAt = decision.decidedAt
        reviewer = decision.reviewer
    }

    var decision: Decision {
        Decision(
            verdict: verdict, reasons: reasons, session: session, subject: subject, policyName: policyName,
            policyVersion: policyVersion, matcherVersion: matcherVersion, decidedAt: decidedAt, reviewer: reviewer)
    }
}
