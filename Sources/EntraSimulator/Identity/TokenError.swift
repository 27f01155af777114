import Foundation
import Hummingbird

/// An error of the token endpoint: OAuth's `error` and Microsoft's AADSTS number (contract B.1).
struct TokenError: Error, Sendable, Equatable {
    let status: Int
    let error: String
    let code: Int
    let message: String

    static func unknownTenant(_ name: String) -> Self {
        .init(
            status: 400, error: "invalid_request", code: 90002,
            message:
                "Tenant '\(name)' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud."
        )
    }
    static func missingParameter(_ name: String) -> Self {
        .init(
            status: 400, error: "invalid_request", code: 900144,
            message: "The request body must contain the following parameter: '\(name)'.")
    }
    static func unsupportedGrant(_ grant: String) -> Self {
        .init(
            status: 400, error: "unsupported_grant_type", code: 70003,
            message: "The app requested an unsupported grant type '\(grant)'.")
    }
    static func unknownApplication(_ id: String, tenant: String) -> Self {
        .init(
            status: 400, error: "unauthorized_client", code: 700016,
            message: "Application with identifier '\(id)' was not found in the directory '\(tenant)'.")
    }
    static let noCredential = Self(
        status: 401, error: "invalid_client", code: 7000218,
        message: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
    static func wrongSecret(_ app: String) -> Self {
        .init(
            status: 401, error: "invalid_client", code: 7000215,
            message:
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '\(app)'."
        )
    }
    static func expiredSecret(_ app: String) -> Self {
        .init(
            status: 401, error: "invalid_client", code: 7000222,
            message: "The provided client secret keys for app '\(app)' are expired.")
    }
    static func badScope(_ scope: String) -> Self {
        .init(
            status: 400, error: "invalid_scope", code: 70011,
            message:
                "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope \(scope) is not valid."
        )
    }
    static func unknownResource(_ resource: String) -> Self {
        .init(
            status: 400, error: "invalid_resource", code: 500011,
            message: "The resource principal named \(resource) was not found in the tenant.")
    }
    static func unknownCertificate(_ thumbprint: String) -> Self {
        .init(
            status: 401, error: "invalid_client", code: 700027,
            message:
                "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '\(thumbprint)']"
        )
    }
    static let badSignature = Self(
        status: 401, error: "invalid_client", code: 50012,
        message: "Authentication failed. Client assertion contains an invalid signature.")
    static let subjectMismatch = Self(
        status: 401, error: "invalid_client", code: 50048,
        message: "Subject mismatches Issuer claim in the client assertion.")
    static let applicationMismatch = Self(
        status: 401, error: "invalid_client", code: 700021,
        message: "Client assertion application identifier doesn't match 'client_id' parameter.")
    static func wrongAudience(_ audience: String) -> Self {
        .init(
            status: 401, error: "invalid_client", code: 700023,
            message: "Client assertion audience claim does not match Realm issuer. Audience: '\(audience)'.")
    }
    static let outsideValidity = Self(
        status: 401, error: "invalid_client", code: 700024,
        message: "Client assertion is not within its valid time range.")
    static func malformedAssertion(_ detail: String) -> Self {
        .init(
            status: 401, error: "invalid_client", code: 50027, message: "JWT token is invalid or malformed. \(detail)")
    }
}

extension TokenError: AnswerableError {
    func response(for call: CallIdentity, at now: Date) -> Response {
        let timestamp = Timestamp.tokenEndpointText(now)
        let description =
            "AADSTS\(code): \(message) Trace ID: \(call.requestID) Correlation ID: \(call.clientRequestID) Timestamp: \(timestamp)"
        return .json(
            [
                "error": .string(error), "error_description": .string(description), "error_codes": [.integer(code)],
                "timestamp": .string(timestamp), "trace_id": .string(call.requestID),
                "correlation_id": .string(call.clientRequestID),
                "error_uri": .string("https://login.microsoftonline.com/error?code=\(code)"),
            ], status: .init(code: status))
    }
}
