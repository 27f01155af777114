import Foundation
import HTTPTypes
import Hummingbird

/// An error in Graph's envelope (contract C.5).
struct GraphError: Error, Sendable, Equatable {
    let status: Int
    let code: String
    let message: String
    var headers: [String: String] = [:]

    init(_ status: Int, _ code: String, _ message: String, headers: [String: String] = [:]) {
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers
    }

    static func badRequest(_ message: String) -> Self { .init(400, "Request_BadRequest", message) }
    static func unsupportedQuery(_ message: String) -> Self { .init(400, "Request_UnsupportedQuery", message) }
    static func notFound(_ id: String) -> Self {
        .init(
            404, "Request_ResourceNotFound",
            "Resource '\(id)' does not exist or one of its queried reference-property objects are not present.")
    }
    static func methodNotFound(_ id: String) -> Self {
        .init(404, "resourceNotFound", "The authentication method '\(id)' was not found.")
    }
    static func notImplemented(_ message: String) -> Self { .init(501, "NotImplemented", message) }
    static func noSuchSegment(_ segment: String) -> Self {
        .init(400, "BadRequest", "Resource not found for the segment '\(segment)'.")
    }
    static let badToken = Self(
        401, "InvalidAuthenticationToken", "Access token is empty, invalid or expired.",
        headers: ["WWW-Authenticate": #"Bearer realm="", error="invalid_token""#])
    /// The directory's refusal, and the one of the authentication-method calls: they differ (contract H 16).
    static let directoryDenied = Self(
        403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
    static let methodsDenied = Self(403, "accessDenied", "Request Authorization failed")

    static func refused(_ refusal: Faults.Refusal) -> Self {
        let headers = refusal.retryAfterSeconds.map { ["Retry-After": "\($0)"] } ?? [:]
        return switch refusal.status {
        case 429: .init(429, "TooManyRequests", "Too many requests.", headers: headers)
        case 504: .init(504, "UnknownError", "Gateway timeout.", headers: headers)
        default: .init(503, "serviceNotAvailable", "The service is temporarily unavailable.", headers: headers)
        }
    }
}

extension GraphError: AnswerableError {
    func response(for call: CallIdentity, at now: Date) -> Response {
        var response = Response.json(
            [
                "error": [
                    "code": .string(code), "message": .string(message),
                    "innerError": [
                        "date": .string(String(Timestamp.text(now).dropLast())), "request-id": .string(call.requestID),
                        "client-request-id": .string(call.clientRequestID),
                    ],
                ]
            ], status: .init(code: status))
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }
}
