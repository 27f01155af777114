import Foundation
import Hummingbird
import Logging
import OpenIDProvider
import Proofing

/// `/sign-in`: the way of somebody whom Entra sent over. Looking at it changes nothing; what goes back to Entra leaves as the
/// answer to a POST from our own page, and an approval does so once.
struct EntraSignInRoutes: Sendable {
    let desk: any SessionServing & SignInServing & EnrolmentServing
    let signIn: SignInDependencies
    let pages: SignInPages
    let time: any TimeSource
    let logger: Logger

    private static let door = ClaimantDoor.signIn

    func addRoutes(to router: Router<WebContext>) {
        router.get("/sign-in", use: show)
        router.post("/sign-in/answer") { request, _ in
            try await answer(try await desk.takeSignInOutcome(try Self.door.access(request)))
        }
        router.post("/sign-in/leave") { request, _ in
            var response = try await answer(try await desk.leaveSignIn(try Self.door.access(request)))
            Self.door.cookie.clear(on: &response)
            return response
        }
        router.post("/sign-in/help") { request, _ in
            try await desk.askForHelp(try Self.door.access(request))
            return Response.seeOther(Self.door.path)
        }
        router.post("/sign-in/cancel") { request, _ in
            try await desk.cancel(try Self.door.access(request))
            return Response.seeOther(Self.door.path)
        }
        router.post("/sign-in/withdraw") { request, _ in
            try await desk.withdrawReference(try Self.door.access(request))
            return try pages.withdrawn()
        }
    }

    @Sendable private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        do {
            let view = try await desk.view(try Self.door.access(request))
            return try pages.page(view, device: DeviceName(request), now: time.now)
        } catch ClaimantError.notFound {
            return try pages.over()
        }
    }

    private func answer(_ outcome: SignInOutcome) async throws -> Response {
        switch outcome {
        case .declined(let request):
            return try pages.answer(signIn.decline(try KeptRequest.decode(request), .notRecognised))
        case .cancelled(let request):
            return try pages.answer(signIn.decline(try KeptRequest.decode(request), .cancelled))
        case .approved(let decision, let request):
            let asked = try KeptRequest.decode(request)
            let approval: FormAnswer
            do throws(AnswerFault) {
                approval = try await signIn.approve(asked, decision)
            } catch {
                logger.error(
                    "sign-in not answered",
                    metadata: ["fault": "\(error.rawValue)", "correlation": "\(asked.correlation ?? "none")"])
                if error == .tooLate { return try pages.over() }
                return try pages.answer(signIn.decline(asked, .unavailable))
            }
            return try pages.answer(approval)
        }
    }
}
