import Foundation
import Proofing

/// Why a Graph call gave nothing to work with.
enum GraphFailure: Error {
    /// Entra gave no token, so Graph was not asked.
    case noToken(TokenError)
    /// No whole answer came.
    case noAnswer(ExchangeFailure)
    /// Graph, or something on the way, answered with another status than 2xx.
    case refused(GraphRefusal)
    /// A link in an answer leads somewhere else than to the configured Graph; it was not followed.
    case foreignLink
    /// A body that is not what the contract says.
    case malformed(String)
}

/// Graph's error envelope (entra-contract C.5), as far as it may be logged.
struct GraphRefusal: Sendable {
    let status: Int
    /// Graph's `error.code`; nil when the body is no Graph error, so that a proxy may have spoken.
    let code: String?
    let requestID: String?
    let retryAfter: Double?
    let location: String?
    /// What Graph's message amounts to. The message itself stays here: it may quote the directory.
    let meaning: Meaning?
    /// The message as it came, for the terminal of an administrator who sets the tenant up. Never for a log.
    let message: Secret<String>?

    enum Meaning: String {
        case outOfPassPolicy = "the tenant's pass policy is off or does not cover this person"
        case externalGuest = "external guests get no pass"
    }

    init(_ answer: HTTPAnswer) {
        let error = try? JSONDecoder().decode(Envelope.self, from: answer.body).error
        status = answer.status
        code = error.map {
            String($0.code.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }.prefix(64))
        }
        requestID = answer.requestID.flatMap(ObjectID.init(rawValue:))?.rawValue
        retryAfter = answer.retryAfter
        location = answer.location
        meaning = error?.message.flatMap(Self.meaning)
        message = error?.message.map { Secret($0) }
    }

    /// The two refusals that an administrator can do something about come with one general code (entra-contract D.2).
    private static func meaning(of message: String) -> Meaning? {
        if message.contains("UserCredentialPolicy") { return .outOfPassPolicy }
        return message.contains("external guest") ? .externalGuest : nil
    }

    /// Graph itself says that there is no such object. A 404 without its envelope may come from a proxy or a wrong address:
    /// taken for an answer, it would count a living pass as deleted.
    var saysNoSuchObject: Bool { status == 404 && code != nil }

    var detail: String {
        ["graph.\(status)", code, meaning?.rawValue, requestID.map { "request \($0)" }]
            .compactMap { $0 }.joined(separator: " ")
    }

    private struct Envelope: Decodable {
        struct Failure: Decodable {
            let code: String
            let message: String?
        }
        let error: Failure
    }
}

extension DirectoryError {
    init(_ failure: GraphFailure) {
        switch failure {
        case .noToken(let error): self.init(error)
        case .noAnswer(let failure): self.init(.unavailable, detail: "graph gave no answer (\(failure.reason))")
        case .refused(let refusal): self.init(Self.code(of: refusal), detail: refusal.detail)
        case .foreignLink:
            self.init(
                .malformed, detail: "graph sent a link to another host; it was not followed. Check the Graph host")
        case .malformed(let what): self.init(.malformed, detail: "graph: \(what)")
        }
    }

    private static func code(of refusal: GraphRefusal) -> Code {
        switch refusal.status {
        case 401, 403: .forbidden
        case 404: refusal.saysNoSuchObject ? .notFound : .malformed
        case 408, 429, 500...: .unavailable
        case 400..<500: .rejected
        default: .malformed
        }
    }
}
