import Foundation
import Proofing

/// Why an approved request is not answered with a token after all.
package enum AnswerFault: String, Error, Sendable, CaseIterable {
    /// The decision is not an approval, is about somebody else, is older than the request, or a reviewer's: inside a sign-in
    /// nobody is let in by hand.
    case notApproved
    /// Entra has given up waiting; only a new sign-in helps.
    case tooLate
    /// There is no key that may sign: none was made, it has expired, or it cannot be unsealed.
    case noKey
}

/// Why a person who came with a good request goes back without a token.
package enum Decline: String, Sendable, CaseIterable {
    case notEnrolled, notRecognised, notAllowed, cancelled, tooLate
    /// Something of ours is out of order.
    case unavailable

    /// entra-contract A.10. Entra is not told more: it fails the sign-in in each case.
    var error: String { self == .unavailable ? "temporarily_unavailable" : "access_denied" }
}

/// Writes the answers to requests that were taken.
package struct AnswerIssuer: Sendable {
    private let connection: Connection
    private let keys: SigningKeys
    private let time: any TimeSource
    private let random: any RandomSource

    package init(connection: Connection, keys: SigningKeys, time: any TimeSource, random: any RandomSource) {
        self.connection = connection
        self.keys = keys
        self.time = time
        self.random = random
    }

    /// The signed answer. The caller sends it once and forgets the request in the same step.
    ///
    /// - Parameter decision: what the evaluator decided for this very request; see ``AnswerFault/notApproved``.
    /// - Throws: ``AnswerFault``; decline the request then.
    package func approve(_ request: AuthorizationRequest, on decision: Decision) async throws(AnswerFault) -> FormAnswer
    {
        guard decision.verdict == .approved, decision.subject == request.person, decision.reviewer == nil,
            request.person.tenant == connection.tenant, decision.decidedAt >= request.receivedAt
        else { throw .notApproved }
        return try await sign(request)
    }

    /// Whether the person may be let in has been decided: by ``approve(_:on:)``, or for nobody, in a ``Rehearsal``.
    func sign(_ request: AuthorizationRequest) async throws(AnswerFault) -> FormAnswer {
        let now = time.now
        guard now < request.deadline else { throw .tooLate }
        let token = IDToken(
            request, from: connection, identifier: random.bytes(16).hexadecimal, at: now)
        let key = try await keys.signingKey(at: now)
        guard let text = try? await offPool({ try token.signed(by: key) }) else { throw .noKey }
        return .token(text, state: request.state, to: connection)
    }

    package func decline(_ request: AuthorizationRequest, because reason: Decline) -> FormAnswer {
        .refusal(reason.error, state: request.state, to: connection)
    }
}
