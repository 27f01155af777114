import HTTPTypes
import Hummingbird
import Proofing

/// The one place where an error becomes an answer. Anything unknown becomes "something on our side", with the request's id.
struct ErrorPages: RouterMiddleware {
    typealias Context = WebContext

    let renderer: PageRenderer

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let answer = Answer(error)
            if answer.status.kind == .serverError {
                // The type only: an error's text may quote what a person sent.
                context.logger.error(
                    "request failed", metadata: ["error": "\(type(of: error))", "code": "\(answer.code)"])
            }
            return try respond(answer, to: request, context)
        }
    }

    private func respond(_ answer: Answer, to request: Request, _ context: WebContext) throws -> Response {
        var response: Response
        if request.wantsJSON {
            response = try .json(["error": answer.code], status: answer.status)
        } else if answer.code == "outOfStep" {
            let path = request.uri.path
            let door = path.hasPrefix(ClaimantDoor.signIn.path) ? ClaimantDoor.signIn : .portal
            return .seeOther(door.path)
        } else {
            response = try renderer.errorPage(
                answer.code, status: answer.status, requestID: context.id,
                isConsole: request.uri.path.hasPrefix("/console"))
        }
        response.headers[.retryAfter] = answer.retryAfter
        response.headers[.allow] = answer.allow
        // A body after HEAD would be read as the next answer of the connection (RFC 9110 section 9.3.2).
        return request.method == .head ? response.createHeadResponse() : response
    }
}

/// An error seen from outside.
private struct Answer {
    let status: HTTPResponse.Status
    /// Stable; scripts and the catalogue (`error.<code>`) know it.
    let code: String
    var retryAfter: String?
    /// The methods that would do (RFC 9110 section 15.5.6).
    var allow: String?

    init(_ error: any Error) {
        switch error {
        case ClaimantError.notFound: (status, code) = (.notFound, "notFound")
        case ClaimantError.outOfStep: (status, code) = (.conflict, "outOfStep")
        case ClaimantError.unavailable, ReviewError.unavailable:
            (status, code, retryAfter) = (.serviceUnavailable, "unavailable", "5")
        case ReviewError.notFound: (status, code) = (.notFound, "notFound")
        case ReviewError.notAllowed: (status, code) = (.forbidden, "notAllowed")
        case PolicyChangeError.notFound: (status, code) = (.notFound, "notFound")
        case PolicyChangeError.notAllowed: (status, code) = (.forbidden, "notAllowed")
        case is PolicyChangeError: (status, code) = (.conflict, "outOfStep")
        case ReviewError.alreadyDecided: (status, code) = (.conflict, "alreadyDecided")
        case ReviewError.noteMissing: (status, code) = (.unprocessableContent, "noteMissing")
        case let error as HTTPError:
            (status, code) = (error.status, Self.code(of: error.status))
            retryAfter = error.headers[.retryAfter]
            allow = error.headers[.allow]
        case let error as any HTTPResponseError: (status, code) = (error.status, Self.code(of: error.status))
        default: (status, code) = (.internalServerError, "unexpected")
        }
    }

    private static func code(of status: HTTPResponse.Status) -> String {
        switch status {
        case .notFound: "notFound"
        case .forbidden: "forbidden"
        case .unauthorized: "signInNeeded"
        case .tooManyRequests: "tooMany"
        case .contentTooLarge: "tooLarge"
        case .requestTimeout: "tooSlow"
        case .serviceUnavailable: "unavailable"
        default: status.kind == .serverError ? "unexpected" : "notUnderstood"
        }
    }
}
