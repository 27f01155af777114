import Foundation

/// Why a sign-in with an external method ended, with Microsoft's number (contract A.11).
struct SignInFailure: Error, Sendable, Equatable {
    let code: Int
    let message: String
    /// For the simulator's reader only: Entra never says which check it was.
    var detail: String?

    var text: String { "AADSTS\(code): \(message)" + (detail.map { " [\($0)]" } ?? "") }

    // MARK: Before anybody is sent away

    static func unusableProvider(_ detail: String) -> Self {
        .init(
            code: 5_001_255, message: "Failed to validate the authorization url of the external claims provider.",
            detail: detail)
    }
    static func weakKey(_ kid: String) -> Self {
        .init(code: 50032, message: "Weak RSA key. RSA keys have at least 2048 bits.", detail: "kid '\(kid)'")
    }
    static func replyURLNotRegistered(_ url: String, app: String) -> Self {
        .init(
            code: 50161, message: "Failed to validate authorization url of external claims provider.",
            detail: "authorization_endpoint '\(url)' is no reply URL of application \(app)")
    }
    static func noServicePrincipal(_ app: String, missing: String = "service principal or consent") -> Self {
        .init(code: 900_491, message: "Service principal \(app) not found.", detail: "missing: \(missing)")
    }
    static func notOffered(_ method: String) -> Self {
        .init(
            code: 501_581,
            message: "External authentication method '\(method)' is missing or not enabled for the user.")
    }

    // MARK: When the answer comes

    static let notPosted = Self(
        code: 900_561, message: "The endpoint only accepts POST requests. Received a GET request.")
    static func unknownAttempt(_ detail: String) -> Self {
        .init(
            code: 165_000, message: "Invalid Request: The request tokens do not match the user context.",
            detail: detail)
    }
    static let tooLate = Self(
        code: 50089, message: "Authentication failed due to flow token expired.",
        detail: "the attempt is older than five minutes")
    static func notSatisfied(_ detail: String) -> Self {
        .init(code: 50158, message: "External security challenge not satisfied.", detail: detail)
    }
    static func badSignature(issuer: String, kid: String, _ detail: String) -> Self {
        .init(
            code: 500_126,
            message:
                "External ID token from issuer '\(issuer)' failed signature verification. KeyID of token is '\(kid)'",
            detail: detail)
    }
    static func malformedToken(_ detail: String) -> Self {
        .init(code: 50027, message: "JWT token is invalid or malformed.", detail: detail)
    }
    static func amrNotArray(_ detail: String) -> Self {
        .init(
            code: 5_001_256, message: "Failed to validate external id_token: 'amr' claim is missing or not an array.",
            detail: detail)
    }
    static func unexpectedAMR(_ detail: String) -> Self {
        .init(
            code: 5_001_257, message: "Failed to validate external id_token: 'amr' claim has unexpected value.",
            detail: detail)
    }
    static func unexpectedACR(_ detail: String) -> Self {
        .init(
            code: 5_001_258, message: "Failed to validate external id_token: 'acr' claim has unexpected value.",
            detail: detail)
    }
}
