import Hummingbird
import Proofing

/// By which addresses and which cookie a browser acts for its session. Somebody who gets back into an account in one tab
/// and signs in with their face in another has two sessions, and they do not meet.
struct ClaimantDoor: Sendable {
    let path: String
    let cookie: HostCookie

    static let portal = ClaimantDoor(path: "/session", cookie: .claimant)
    static let signIn = ClaimantDoor(path: "/sign-in", cookie: .signIn)

    /// - Throws: `ClaimantError.notFound`, the same as for a cookie of nobody's session.
    func access(_ request: Request) throws(ClaimantError) -> ClaimantAccess {
        guard let access = ClaimantAccess(request, cookie) else { throw .notFound }
        return access
    }
}
