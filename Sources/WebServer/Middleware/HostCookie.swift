import Hummingbird

/// A cookie bound to this host and to TLS: the `__Host-` prefix makes browsers refuse it with a domain, without `Secure`
/// or under another path (RFC 6265bis section 4.1.3.2). Browsers treat `http://localhost` as secure.
///
/// `SameSite=Strict` fits flows that begin with a form on a page of ours. A sign-in begins with a form on Microsoft's page: its
/// first page is reached by the redirect after that form, where browsers send `Lax` cookies only. Changing requests are
/// refused from anywhere but our own pages either way (`OriginCheck`).
struct HostCookie: Sendable {
    let name: String
    var sameSite = "Strict"

    static let claimant = HostCookie(name: "__Host-countersign")
    static let console = HostCookie(name: "__Host-console")
    static let signIn = HostCookie(name: "__Host-sign-in", sameSite: "Lax")

    func value(in request: Request) -> String? { request.cookies[name]?.value }

    func set(_ value: String, on response: inout Response) {
        response.headers[values: .setCookie].append("\(name)=\(value); \(attributes)")
    }

    func clear(on response: inout Response) {
        response.headers[values: .setCookie].append("\(name)=; Max-Age=0; \(attributes)")
    }

    private var attributes: String { "Path=/; Secure; HttpOnly; SameSite=\(sameSite)" }
}
