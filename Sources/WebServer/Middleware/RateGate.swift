import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Proofing

/// Says for every kind of attempt which counters it uses up.
struct RateGate: Sendable {
    private let limiter = RateLimiter()
    private let limits: WebLimits
    private let time: any TimeSource
    /// Lives as long as the process: typed addresses are counted, never kept.
    private let addressKey: SymmetricKey

    init(limits: WebLimits, time: any TimeSource, random: any RandomSource) {
        self.limits = limits
        self.time = time
        addressKey = SymmetricKey(data: random.bytes(32))
    }

    func admitRequest(_ request: Request, _ context: WebContext) throws {
        try admit("request/\(network(request, context))", under: limits.perNetwork)
    }

    func admitStart(_ request: Request, _ context: WebContext) throws {
        try admit("start/\(network(request, context))", under: limits.startsPerNetwork)
    }

    /// Counted before anybody looks whether the address is known (requirements T3), and for each network apart: a
    /// stranger who types an address again and again must not keep its owner out (T37).
    func admitStart(address: String, _ request: Request, _ context: WebContext) throws {
        let folded = address.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        let digest = HMAC<SHA256>.authenticationCode(for: Data(folded.utf8), using: addressKey)
        let place = "address/\(network(request, context))/\(Data(digest).base64EncodedString())"
        try admit(place, under: limits.startsPerAddress)
        try admit("starts", under: limits.startsTogether)
    }

    func admitCode(_ request: Request, _ context: WebContext) throws {
        try admit("code/\(network(request, context))", under: limits.codesPerNetwork)
    }

    func admitPicture(_ access: ClaimantAccess) throws {
        try admit("picture/\(access.device.digest.rawValue)", under: limits.picturesPerSession)
    }

    private func admit(_ key: String, under rule: RateRule) throws {
        guard case .refused(let seconds) = limiter.admit(key, under: rule, at: time.now) else { return }
        throw HTTPError(.tooManyRequests, headers: [.retryAfter: String(seconds)])
    }

    private func network(_ request: Request, _ context: WebContext) -> String {
        ClientNetwork.key(
            peer: context.peerAddress, forwarded: request.headers[values: .forwardedFor], trusted: limits.trustedProxies
        )
    }
}

/// The widest net: every request of one network counts.
struct NetworkRateLimit: RouterMiddleware {
    typealias Context = WebContext
    let gate: RateGate

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        try gate.admitRequest(request, context)
        return try await next(request, context)
    }
}
