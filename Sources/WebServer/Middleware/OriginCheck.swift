import HTTPTypes
import Hummingbird

/// Refuses every changing request that does not come from our own pages (requirements T26).
///
/// Together with `SameSite=Strict` cookies this is the protection against forged requests. It needs no token in the page,
/// so there is none to steal. A request that names no source at all is refused too.
struct OriginCheck: RouterMiddleware {
    typealias Context = WebContext

    let address: PublicAddress

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard Self.isSafe(request.method) || isForMachines(request) || comesFromEntra(request) || comesFromUs(request)
        else {
            throw HTTPError(.forbidden)
        }
        return try await next(request, context)
    }

    /// Callers there bring a token in each request; no cookie of a browser counts for anything.
    private func isForMachines(_ request: Request) -> Bool { request.uri.path.hasPrefix("/api/") }

    /// Microsoft's page posts to this one address. No cookie is read there: a signed hint says who it is about.
    private func comesFromEntra(_ request: Request) -> Bool { request.uri.path == AuthorizeRoute.path }

    private static func isSafe(_ method: HTTPRequest.Method) -> Bool {
        [.get, .head, .options].contains(method)
    }

    /// `Sec-Fetch-Site` comes first: pages can neither set nor forge it, and a same-origin form of a page with
    /// `no-referrer` sends `Origin: null` (Fetch standard, "serializing a request origin").
    private func comesFromUs(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" }
        return request.headers[.origin] == address.origin
    }
}
