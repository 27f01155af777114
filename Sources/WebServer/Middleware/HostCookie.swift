import Hummingbird

/// A cookie bound to this host and to TLS: the `__Host-` prefix makes browsers refuse it with a domain, without `Secure`
/// or under another path (RFC 6265bis section 4.1.3.2). Browsers treat `http://localhost` as secure.
///
/// `SameSite=Strict` fits both flows: each begins with a form on a page of ours.
struct HostCookie: Sendable {
    let name: String

    static let claimant = HostCookie(name: "__Host-countersign")
    static let console = HostCookie(name: "__Host-console")

    func value(in request: Request) -> String? { request.cookies[name]?.value }

    func set(_ value: String, on response: inout Response) {
        response.headers[values: .setCookie].append("\(name)=\(value); \(Self.attributes)")
    }

    func clear(on response: inout Response) {
        response.headers[values: .setCookie].append("\(name)=; Max-Age=0; \(Self.attributes)")
    }

    private static let attributes = "Path=/; Secure; HttpOnly; SameSite=Strict"
}
