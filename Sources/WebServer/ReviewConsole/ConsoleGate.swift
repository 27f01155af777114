import Hummingbird
import Proofing

/// Every address of the console but the sign-in needs somebody signed in: a handler gets them or is not called.
struct ConsoleGate: Sendable {
    let desk: any ReviewServing

    typealias Handler = @Sendable (Request, WebContext, ReviewerSession) async throws -> Response
    typealias Route = @Sendable (Request, WebContext) async throws -> Response

    func signedIn(_ handler: @escaping Handler) -> Route {
        { request, context in
            guard let value = HostCookie.console.value(in: request), let session = Capability(received: value),
                let reviewer = try await desk.reviewer(session)
            else { throw HTTPError(.unauthorized) }
            return try await handler(request, context, reviewer)
        }
    }
}
