import Foundation
import Hummingbird

/// A request to the management port that cannot be met; the message says what would be accepted.
struct ManagementError: Error {
    var status = HTTPResponse.Status.badRequest
    let message: String
    var known: [String]?

    init(_ message: String, known: [String]? = nil, status: HTTPResponse.Status = .badRequest) {
        self.message = message
        self.known = known
        self.status = status
    }
}

struct ManagementErrors: RouterMiddleware {
    func handle(
        _ request: Request, context: BasicRequestContext, next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as ManagementError {
            var body: [String: JSONValue] = ["error": .string(error.message)]
            if let known = error.known { body["known"] = .init(known) }
            return .json(.object(body), status: error.status)
        } catch let problem as DirectoryProblem {
            return .json(["error": .string(problem.description)], status: .badRequest)
        }
    }
}

extension Request {
    /// The body as a JSON object with no members but those named; nil allows any.
    func managementObject(allowing names: Set<String>?) async throws -> [String: JSONValue] {
        let data = try await bodyData()
        if data.isEmpty { return [:] }
        guard let object = try? JSONValue(parsing: data).object else {
            throw ManagementError("the body must be a JSON object")
        }
        if let names, let unknown = object.keys.sorted().first(where: { !names.contains($0) }) {
            throw ManagementError("no member '\(unknown)'", known: names.sorted())
        }
        return object
    }
}
