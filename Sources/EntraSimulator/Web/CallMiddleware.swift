import Foundation
import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    // Both names are literal tokens, which is all `init?` checks for.
    static let requestID = HTTPField.Name("request-id")!
    static let clientRequestID = HTTPField.Name("client-request-id")!
}

/// The outermost layer: gives each request its ids and its line in the log, applies faults, and turns errors into answers.
struct CallMiddleware: RouterMiddleware {
    let tenant: Tenant
    let scheme: String

    func handle(
        _ request: Request, context: SimulatorContext,
        next: (Request, SimulatorContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.origin = tenant.configuration.externalBaseURL ?? "\(scheme)://\(request.head.authority ?? "localhost")"
        let requestID = UUID().text
        context.identity = CallIdentity(
            requestID: requestID, clientRequestID: request.headers[.clientRequestID] ?? requestID)
        let method = request.method.rawValue
        let path = request.uri.path.removingPercentEncoding ?? request.uri.path
        context.call = await tenant.beginCall(
            method: method, path: path, query: request.uri.query, requestID: requestID,
            clientRequestID: context.identity.clientRequestID)

        let refusal = await tenant.refusal(method: method, path: path)
        var response: Response
        if let refusal, !refusal.afterEffect {
            response = await answer(to: GraphError.refused(refusal), context)
        } else {
            response = try await serve(request, context, next)
            if let refusal { response = await answer(to: GraphError.refused(refusal), context) }
        }
        response.headers[.requestID] = requestID
        response.headers[.clientRequestID] = context.identity.clientRequestID
        await tenant.endCall(context.call, status: response.status.code)
        return response
    }

    private func serve(
        _ request: Request, _ context: SimulatorContext, _ next: (Request, SimulatorContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let dropped as ConnectionDropped {
            await tenant.note(.init(kind: .connectionDropped), on: context.call)
            throw dropped
        } catch let error as any AnswerableError {
            return await answer(to: error, context)
        } catch let error as any HTTPResponseError {
            return try error.response(from: request, context: context)
        } catch {
            context.logger.error("unexpected error", metadata: ["error": "\(error)"])
            return await answer(to: GraphError(500, "generalException", "An internal server error occurred."), context)
        }
    }

    private func answer(to error: any AnswerableError, _ context: SimulatorContext) async -> Response {
        error.response(for: context.identity, at: await tenant.now)
    }
}
