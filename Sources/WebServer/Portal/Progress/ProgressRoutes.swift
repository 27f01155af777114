import Hummingbird
import Proofing

/// How a page learns that its session moved on: a stream of events, and the same answer to be asked for where no stream comes through.
struct ProgressRoutes: Sendable {
    let desk: any SessionServing
    let limits: WebLimits
    var door = ClaimantDoor.portal

    func addRoutes(to router: Router<WebContext>) {
        router.get("\(door.path)/state") { request, _ in
            try Response.json(try await state(try door.access(request)))
        }
        router.get("\(door.path)/events") { request, _ in
            let access = try door.access(request)
            _ = try await desk.view(access)
            let changes = try await desk.changes(access)
            return Response(
                status: .ok, headers: [.contentType: "text/event-stream", .accelBuffering: "no"],
                body: EventStream(limits: limits).body(changes: changes))
        }
    }

    struct State: Encodable {
        let stage: String
        let role: String
    }

    private func state(_ access: ClaimantAccess) async throws -> State {
        do {
            let view = try await desk.view(access)
            return State(stage: view.stage.rawValue, role: view.role)
        } catch ClaimantError.notFound {
            return State(stage: "expired", role: "alone")
        }
    }
}

extension ClaimantView {
    /// `body[data-role]`.
    var role: String {
        let captures: Set<Stage> = [
            .document, .face, .deciding, .question, .passReady, .passShown, .finished, .answerReady,
        ]
        guard captures.contains(stage) else { return isFollowing ? "following" : "alone" }
        return isCapturingDevice ? "capturing" : "following"
    }
}
