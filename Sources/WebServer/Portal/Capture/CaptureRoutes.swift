import Foundation
import Hummingbird
import Proofing

/// Pictures come as raw JPEG bodies from the camera pages; there is no upload of files anywhere.
struct CaptureRoutes: Sendable {
    let desk: any CaptureServing
    let gate: RateGate
    let bodies: BodyReader
    let limits: WebLimits
    var door = ClaimantDoor.portal

    func addRoutes(to router: Router<WebContext>) {
        router.post("\(door.path)/document") { request, _ in
            let (access, picture) = try await picture(request, upTo: limits.documentBytes)
            return try Response.json(CaptureAnswer(try await desk.submitDocument(access, picture: picture)))
        }
        router.post("\(door.path)/challenge") { request, _ in
            let access = try door.access(request)
            try gate.admitPicture(access)
            return try Response.json(CaptureAnswer(try await desk.beginChallenge(access)))
        }
        router.post("\(door.path)/frame") { request, _ in
            let (access, frame) = try await picture(request, upTo: limits.frameBytes)
            return try Response.json(CaptureAnswer(try await desk.submitFrame(access, frame: frame)))
        }
    }

    private func picture(_ request: Request, upTo limit: Int) async throws -> (ClaimantAccess, Data) {
        let access = try door.access(request)
        try gate.admitPicture(access)
        return (access, try await bodies.jpeg(request, upTo: limit))
    }
}

/// What the camera pages read. `outcome` is one of accepted, again, over, step, passed.
struct CaptureAnswer: Encodable, Equatable {
    let outcome: String
    var hint: CaptureHint?
    var left: Int?
    var pose: Pose?
    var done: Int?
    var total: Int?

    init(_ answer: DocumentAnswer) {
        switch answer {
        case .accepted: outcome = "accepted"
        case .again(let hint, let left): (outcome, self.hint, self.left) = ("again", hint, left)
        case .over: outcome = "over"
        }
    }

    init(_ answer: ChallengeAnswer) {
        switch answer {
        case .step(let pose, let done, let total, let hint):
            (outcome, self.pose, self.done, self.total, self.hint) = ("step", pose, done, total, hint)
        case .passed: outcome = "passed"
        case .again(let hint, let left): (outcome, self.hint, self.left) = ("again", hint, left)
        case .over: outcome = "over"
        }
    }
}
