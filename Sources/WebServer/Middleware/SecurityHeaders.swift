import HTTPTypes
import Hummingbird

/// Puts the protective headers on every response, refusals and failures included (ASVS 3.4).
///
/// A handler that needs another value (the camera, a picture's own policy) sets it itself; what is there stays.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = WebContext

    private let headers: [(HTTPField.Name, String)]

    /// Nothing inline is allowed, so there is no nonce to leak; Trusted Types closes `innerHTML` and its like.
    ///
    /// - Parameter target: the only address that the page's forms may go to.
    static func contentPolicy(formsTo target: String = "'self'") -> String {
        [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
            "form-action \(target)", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'",
            "require-trusted-types-for 'script'", "trusted-types 'none'",
        ].joined(separator: "; ")
    }

    init(isHTTPS: Bool) {
        var headers: [(HTTPField.Name, String)] = [
            (.contentSecurityPolicy, Self.contentPolicy()),
            (.xContentTypeOptions, "nosniff"),
            (.referrerPolicy, "no-referrer"),
            (.frameOptions, "DENY"),
            (.openerPolicy, "same-origin"),
            (.resourcePolicy, "same-origin"),
            (.permissionsPolicy, PermissionsPolicy.none),
            (.cacheControl, "no-store"),
        ]
        if isHTTPS { headers.append((.strictTransportSecurity, "max-age=63072000; includeSubDomains")) }
        self.headers = headers
    }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in headers where response.headers[name] == nil {
            response.headers[name] = value
        }
        response.headers[.requestID] = context.id
        return response
    }
}

enum PermissionsPolicy {
    static let none = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
    /// Only for the two pages that capture.
    static let camera = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()"
}

extension HTTPField.Name {
    // Literals of the token form of RFC 9110 section 5.1, for which the initialiser never returns nil.
    static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let frameOptions = HTTPField.Name("X-Frame-Options")!
    static let openerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
    static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
    static let requestID = HTTPField.Name("X-Request-Id")!
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let mobileHint = HTTPField.Name("Sec-CH-UA-Mobile")!
}
