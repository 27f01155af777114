import Crypto
import Foundation

/// A password that was right and still waits for a second factor.
struct FirstFactor: Sendable {
    let userID: String
    let startedAt: Date
    /// How long the page with the choices stays good.
    static let lifetime: TimeInterval = 600
}

/// One request to a provider, from the moment the browser is sent away until its answer.
struct Challenge: Sendable {
    let state: String
    let nonce: String
    let userID: String
    let methodID: String
    /// `sub` of the hint, which the answer has to repeat.
    let subject: String
    let requestedACR: [String]
    let requestedAMR: [String]
    let firstFactor: Factor
    let startedAt: Date
    /// Entra drops the attempt five minutes after the redirect (contract A.7, A.10).
    static let lifetime: TimeInterval = 300

    /// As long as Entra's own, in the standard alphabet, so that nobody gets away with a short field or sloppy encoding.
    static func makeState() -> String { random(1400) }
    static func makeNonce() -> String { random(24) }

    private static func random(_ count: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }).base64EncodedString()
    }
}

/// A form for the browser to post to a provider.
struct AuthorizationForm: Sendable {
    let action: String
    let methodName: String
    let state: String
    let fields: [(name: String, value: String)]
}

extension Tenant {
    /// Begins an attempt: everything that Entra checks before it sends anybody away, then the form (contract A.6, H 6, H 7).
    /// Throws ``SignInFailure``.
    func beginChallenge(
        for userID: String, with methodID: String, origin: String, call: CallIdentity, number: Int
    ) async throws -> AuthorizationForm {
        let (method, user) = try offered(methodID, to: userID)
        if let missing = missingConsent(of: method.appID, for: user.id) {
            throw SignInFailure.noServicePrincipal(method.appID, missing: missing)
        }
        let provider = try await provider(at: method.discoveryURL, call: number)
        let application = appObject(.applications, appID: method.appID)
        let replyURLs = application?.values["web"]?["redirectUris"]?.strings ?? []
        guard replyURLs.contains(provider.authorizationEndpoint) else {
            throw SignInFailure.replyURLNotRegistered(provider.authorizationEndpoint, app: method.appID)
        }
        let rule = settings.secondFactor
        let hint = try await makeHint(for: user, method, origin: origin)
        let challenge = Challenge(
            state: Challenge.makeState(), nonce: Challenge.makeNonce(), userID: user.id, methodID: method.id,
            subject: Hint.subject(of: user.id, app: method.appID), requestedACR: rule.requestedACR,
            requestedAMR: rule.requestedAMR, firstFactor: rule.firstFactor, startedAt: now)
        state.challenges[challenge.state] = challenge
        note(.init(kind: .challengeSent, userID: user.id, detail: method.id), on: number)
        return AuthorizationForm(
            action: provider.authorizationEndpoint, methodName: method.displayName, state: challenge.state,
            fields: challenge.fields(clientID: method.clientID, hint: hint, origin: origin, call: call))
    }

    /// The method and the person, while the one is enabled for the other.
    func offered(_ methodID: String, to userID: String) throws -> (ExternalMethod, DirectoryUser) {
        guard let method = state.externalMethods.first(where: { $0.id == methodID }), let user = user(userID),
            user.accountEnabled, isOffered(method, to: user)
        else { throw SignInFailure.notOffered(methodID) }
        return (method, user)
    }

    static func redirectURI(_ origin: String) -> String { "\(origin)/common/federation/externalauthprovider" }
}

extension Challenge {
    /// All parameters of contract A.6, in an order nobody should rely on, among some that nobody knows.
    fileprivate func fields(clientID: String, hint: String, origin: String, call: CallIdentity)
        -> [(name: String, value: String)]
    {
        [
            ("claims", claimsParameter), ("state", state), ("mkt", "en-GB"), ("client_id", clientID),
            ("id_token_hint", hint), ("response_mode", "form_post"),
            ("sso_nonce", Data(nonce.utf8.reversed()).base64URL),
            ("nonce", nonce), ("client-request-id", call.clientRequestID), ("scope", "openid"),
            ("redirect_uri", Tenant.redirectURI(origin)), ("response_type", "id_token"), ("x-client-ver", ""),
        ]
    }

    private var claimsParameter: String {
        let claims: JSONValue = [
            "id_token": [
                "acr": ["essential": true, "values": .init(requestedACR)],
                "amr": ["essential": true, "values": .init(requestedAMR)],
            ]
        ]
        // A value that is JSON already always encodes.
        let data = try? JSONEncoder().encode(claims)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
