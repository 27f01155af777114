import Foundation
import Proofing

/// Judges what arrives at the authorization endpoint. Every check of the contract is made here, cheap ones first, and
/// the hint is used up last: a request that fails leaves it unused.
///
/// ```
/// body → AuthorizationForm → client, redirect → what is asked → CompactToken → VerifiedPayload → Hint → once
/// ```
package struct AuthorizationEndpoint: Sendable {
    /// In characters. The contract sets no limits; Entra's states are long and not ours to read.
    private static let stateLimit = 8 * 1024
    private static let nonceLimit = 1024

    private let connection: Connection
    private let keys: TenantKeys
    private let seen: any SeenHints
    private let time: any TimeSource
    private let onRefusal: @Sendable (Refusal) -> Void

    /// - Parameter onRefusal: sees each refused request, for counting.
    package init(
        connection: Connection, keys: TenantKeys, seen: any SeenHints, time: any TimeSource,
        onRefusal: @escaping @Sendable (Refusal) -> Void = { _ in }
    ) {
        self.connection = connection
        self.keys = keys
        self.seen = seen
        self.time = time
        self.onRefusal = onRefusal
    }

    /// - Parameter body: of the POST, up to ``AuthorizationForm/limit`` bytes.
    /// - Throws: a ``Refusal`` with its answer for Entra, where one may be given.
    package func receive(_ body: Data) async throws(Refusal) -> AuthorizationRequest {
        let form: AuthorizationForm
        do throws(Refusal) { form = try AuthorizationForm(body: body) } catch {
            onRefusal(error)
            throw error
        }
        return try await receive(form)
    }

    package func receive(_ form: AuthorizationForm) async throws(Refusal) -> AuthorizationRequest {
        do throws(Refusal) {
            return try await answerable(form)
        } catch {
            onRefusal(error)
            throw error
        }
    }

    /// Refuses with an answer for Entra, where one may be given.
    private func answerable(_ form: AuthorizationForm) async throws(Refusal) -> AuthorizationRequest {
        try checkReturn(form)
        do throws(Refusal) {
            return try await judge(form)
        } catch {
            var refusal = error
            refusal.answer = .refusal(error.code.error, state: try? state(form), to: connection)
            throw refusal
        }
    }

    /// A hint without the request around it, for support cases. Uses it up, as the request would.
    package func receive(hint text: String) async throws(Refusal) -> Hint {
        try await use(check(text))
    }

    /// Until these two are right, nothing is sent anywhere (RFC 6749 section 4.2.2.1; RFC 9700 section 2.1).
    private func checkReturn(_ form: AuthorizationForm) throws(Refusal) {
        guard let client = form[.clientID], client.hasBytes(of: connection.clientID) else {
            throw Refusal(.clientUnknown, found: form[.clientID], expected: connection.clientID)
        }
        guard let address = form[.redirectAddress], address.hasBytes(of: connection.redirectAddress) else {
            throw Refusal(.redirectNotAllowed, found: form[.redirectAddress], expected: connection.redirectAddress)
        }
    }

    private func judge(_ form: AuthorizationForm) async throws(Refusal) -> AuthorizationRequest {
        let state = try state(form)
        try checkKind(form)
        let nonce = try nonce(form)
        guard let claims = form[.claims] else { throw Refusal(.claimsMissing) }
        let factor = Factor.face
        let context = try ClaimsRequest(parsing: claims).context(satisfiedBy: factor)
        guard let text = form[.hint] else { throw Refusal(.hintMissing) }
        let hint = try await use(check(text))
        return AuthorizationRequest(
            person: hint.person, subject: hint.subject, nonce: nonce, state: state, context: context, factor: factor,
            receivedAt: time.now, deadline: hint.deadline, shownName: hint.shownName,
            correlation: form[.clientRequestID].flatMap(ObjectID.init(rawValue:))?.rawValue)
    }

    private func checkKind(_ form: AuthorizationForm) throws(Refusal) {
        // Microsoft's own page prints it as `Id_token`.
        guard form[.responseType]?.lowercased().hasBytes(of: "id_token") == true else {
            throw Refusal(.responseTypeUnsupported, found: form[.responseType], expected: "id_token")
        }
        guard form[.responseMode]?.hasBytes(of: "form_post") == true else {
            throw Refusal(.responseModeUnsupported, found: form[.responseMode], expected: "form_post")
        }
        guard form[.scope]?.split(separator: " ").contains(where: { String($0).hasBytes(of: "openid") }) == true else {
            throw Refusal(.scopeUnsupported, found: form[.scope], expected: "openid")
        }
    }

    /// Goes back as it came, so it has to survive a form: no line ends, which browsers rewrite, and nothing beyond ASCII
    /// (RFC 6749 appendix A.5). Markup is welcome; whoever writes the page escapes it.
    private func state(_ form: AuthorizationForm) throws(Refusal) -> String? {
        guard let state = form[.state] else { return nil }
        guard state.isVisible(upTo: Self.stateLimit) else { throw Refusal(.stateMalformed) }
        return state
    }

    private func nonce(_ form: AuthorizationForm) throws(Refusal) -> String {
        guard let nonce = form[.nonce] else { throw Refusal(.nonceMissing) }
        guard nonce.isVisible(upTo: Self.nonceLimit) else { throw Refusal(.nonceMalformed) }
        return nonce
    }

    private func check(_ text: String) async throws(Refusal) -> Hint {
        let token = try CompactToken(parsing: text)
        guard let type = token.type, type.hasBytes(of: "JWT") else {
            throw Refusal(.hintType, found: token.type, expected: "JWT")
        }
        let payload = try await keys.key(token.kid).verify(token)
        return try HintCheck(connection: connection).hint(payload, at: time.now)
    }

    /// A hint opens one sign-in (requirements T4). It is forgotten when it would be refused as stale anyway.
    private func use(_ hint: Hint) async throws(Refusal) -> Hint {
        let forgettable = hint.deadline.addingTimeInterval(Hint.skew)
        let isNew: Bool
        do { isNew = try await seen.claim(hint.digest, until: forgettable, at: time.now) } catch {
            throw Refusal(.replayStoreUnavailable)
        }
        guard isNew else { throw Refusal(.hintReplayed) }
        return hint
    }
}
