import AsyncHTTPClient
import Foundation
import Logging
import Proofing

/// Gives Graph calls their bearer token.
protocol TokenSource: Sendable {
    /// A token with some life left.
    func current() async throws(TokenError) -> AccessToken
    /// A token other than the one Graph just refused.
    func replacement(for refused: AccessToken) async throws(TokenError) -> AccessToken
}

/// Keeps one access token fresh for everybody who talks to Graph.
///
/// However many callers find it missing or old, one request is made and all of them get its answer.
package actor AccessTokens: TokenSource {
    /// A token answer has about 2 KiB; a proxy's error page may be longer.
    private static let answerLimit = 64 * 1024

    private let configuration: EntraConfiguration
    private let surroundings: Surroundings
    private var token: AccessToken?
    private var renewal: Task<Result<AccessToken, TokenError>, Never>?
    private var issued = 0

    package init(configuration: EntraConfiguration, surroundings: Surroundings) {
        self.configuration = configuration
        self.surroundings = surroundings
    }

    /// A token with some life left.
    /// - Throws: `TokenError` when Entra refuses, or cannot be reached in the time a person would wait.
    func current() async throws(TokenError) -> AccessToken {
        if let token, surroundings.time.now < token.renewAt { return token }
        return try await renew()
    }

    /// A token other than the one Graph just refused. If somebody has renewed in the meantime, theirs is good.
    func replacement(for refused: AccessToken) async throws(TokenError) -> AccessToken {
        if let token, token.number > refused.number { return token }
        token = nil
        return try await renew()
    }

    private func renew() async throws(TokenError) -> AccessToken {
        if let renewal { return try await renewal.value.get() }
        // A task of its own: a caller that gives up must not take the token away from the others.
        let task = Task { () -> Result<AccessToken, TokenError> in
            do throws(TokenError) { return .success(try await self.request()) } catch { return .failure(error) }
        }
        renewal = task
        let result = await task.value
        renewal = nil
        if case .success(let fresh) = result { token = fresh }
        return try result.get()
    }

    /// Asks until an answer comes or patience ends. Repeating is harmless: the endpoint keeps no state.
    private func request() async throws(TokenError) -> AccessToken {
        var count = RetryCount(.interactive, now: surroundings.time.now)
        while true {
            switch try await attempt() {
            case .token(let fresh): return fresh
            case .busy(let trouble, let retryAfter):
                guard
                    let seconds = count.pause(
                        retryAfter: retryAfter, now: surroundings.time.now, random: surroundings.random)
                else { throw trouble }
                surroundings.logger.notice("token endpoint busy", metadata: ["pause_seconds": "\(seconds)"])
                do { try await surroundings.sleep.sleep(seconds: seconds) } catch { throw trouble }
            }
        }
    }

    private enum Attempt {
        case token(AccessToken)
        case busy(TokenError, retryAfter: Double?)
    }

    private func attempt() async throws(TokenError) -> Attempt {
        let askedAt = surroundings.time.now
        let request = try await tokenRequest()
        let answer: HTTPAnswer
        do throws(ExchangeFailure) {
            answer = try await surroundings.transport.exchange(request, upTo: Self.answerLimit)
        } catch {
            return .busy(
                TokenError(.unavailable, advice: "Entra's token endpoint gave no answer (\(error.reason))."),
                retryAfter: nil)
        }
        if answer.status == 429 || answer.status >= 500 {
            let trouble = TokenError(.unavailable, advice: "Entra's token endpoint answered \(answer.status).")
            return .busy(trouble, retryAfter: answer.retryAfter)
        }
        return .token(try read(answer, askedAt: askedAt))
    }

    private func tokenRequest() async throws(TokenError) -> HTTPClientRequest {
        var assertion: String?
        if case .certificate(let certificate) = configuration.credential {
            let claims = ClientAssertion(
                client: configuration.client, endpoint: configuration.tokenEndpoint, now: surroundings.time.now,
                random: surroundings.random)
            do { assertion = try await claims.signed(by: certificate) } catch {
                throw TokenError(.malformed, advice: "The assertion could not be signed with the app's private key.")
            }
        }
        var request = HTTPClientRequest(url: configuration.tokenEndpoint)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "accept", value: "application/json")
        request.body = .bytes(TokenForm.body(for: configuration, assertion: assertion))
        return request
    }

    private func read(_ answer: HTTPAnswer, askedAt: Date) throws(TokenError) -> AccessToken {
        let decoder = JSONDecoder()
        guard answer.status == 200 else {
            let refusal = try? decoder.decode(TokenRefusal.self, from: answer.body)
            guard (400...401).contains(answer.status), let refusal else {
                throw TokenError(
                    .malformed,
                    advice: "The token endpoint answered \(answer.status) in an unknown form. Check the login host.")
            }
            surroundings.logger.error("token refused", metadata: ["aadsts": "\(refusal.code ?? 0)"])
            throw TokenError.refused(refusal.code)
        }
        guard let granted = try? decoder.decode(TokenAnswer.self, from: answer.body), granted.expires_in > 0,
            granted.access_token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), !granted.access_token.isEmpty
        else {
            throw TokenError(.malformed, advice: "The token endpoint's answer holds no token. Check the login host.")
        }
        issued += 1
        surroundings.logger.debug("token received", metadata: ["lifetime_seconds": "\(Int(granted.expires_in))"])
        return AccessToken(
            value: Secret(granted.access_token), lifetime: granted.expires_in, receivedAt: askedAt, number: issued)
    }
}
