import Foundation
import HTTPTypes
import Hummingbird
import Logging
import OpenIDProvider
import Proofing

/// `POST /authorize`: Entra sends somebody over, with a form that their browser posts from Microsoft's page
/// (entra-contract A.6). The only address that takes a form from elsewhere; what it is worth is in the signed hint.
struct AuthorizeRoute: Sendable {
    static let path = "/authorize"

    let desk: any SignInServing
    let signIn: SignInDependencies
    let pages: SignInPages
    let bodies: BodyReader
    let logger: Logger

    func addRoutes(to router: Router<WebContext>) {
        router.post("\(Self.path)", use: receive)
    }

    @Sendable private func receive(_ request: Request, _ context: WebContext) async throws -> Response {
        let body = try await body(request)
        let asked: AuthorizationRequest
        do throws(Refusal) {
            asked = try await signIn.receive(body)
        } catch {
            logger.notice(
                "sign-in refused",
                metadata: [
                    "code": "\(error.code.rawValue)", "detail": "\(error.detail ?? "none")", "request": "\(context.id)",
                ])
            return try pages.refused(error, requestID: context.id)
        }
        let start = try await desk.startSignIn(
            SignInRequest(
                person: asked.person, deadline: asked.deadline, request: try KeptRequest.encode(asked),
                correlation: asked.correlation, deviceName: DeviceName(request).text))
        switch start {
        case .obstacle(let obstacle):
            let answer = signIn.decline(asked, obstacle.decline)
            return try pages.turnedAway(obstacle, answer, correlation: asked.correlation ?? context.id)
        case .started(let started):
            var response = Response.seeOther(ClaimantDoor.signIn.path)
            started.setCookie(on: &response, HostCookie.signIn)
            return response
        }
    }

    /// One byte more than the form may have, so that the protocol's own judge says that it is too long.
    private func body(_ request: Request) async throws -> Data {
        do {
            let bytes = try await bodies.bytes(request, upTo: AuthorizationForm.limit + 1)
            return Data(bytes.readableBytesView)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            return Data(repeating: 0, count: AuthorizationForm.limit + 1)
        }
    }
}

extension SignInObstacle {
    var decline: Decline {
        switch self {
        case .notEnrolled: .notEnrolled
        case .notAllowed, .attemptsSpent: .notAllowed
        case .tooLate: .tooLate
        }
    }
}
