import Foundation
import Synchronization

@testable import Proofing
@testable import WebServer

/// A desk that answers as it was told, and remembers what it was asked.
final class FakeClaimants: ClaimantServing {
    struct Answers: Sendable {
        var view: ClaimantView? = .sample(.consent)
        var preview: HandoverPreview? = HandoverPreview(
            startDeviceName: "Chrome on Windows", startedAt: Fixture.now - 130, reference: "4F7-29K")
        var document = DocumentAnswer.accepted
        var challenge = ChallengeAnswer.passed
        var pass = PassAnswer.unavailable
        var signInStart = SignInStart.started(StartedSession(session: Fixture.session, device: Fixture.device))
        var outcome: SignInOutcome?
        var failure: (any Error)?
    }

    private let state: Mutex<(answers: Answers, asked: [String])>

    init(_ answers: Answers = Answers()) { state = Mutex((answers, [])) }

    var asked: [String] { state.withLock(\.asked) }
    func set(_ change: @Sendable (inout Answers) -> Void) { state.withLock { change(&$0.answers) } }

    private func ask(_ question: String) throws -> Answers {
        try state.withLock { state in
            state.asked.append(question)
            if let failure = state.answers.failure { throw failure }
            return state.answers
        }
    }

    func start(_ request: ProofingRequest) throws -> StartedSession {
        _ = try ask("start \(request.purpose) \(request.address) \(request.deviceName)")
        return StartedSession(session: Fixture.session, device: Fixture.device)
    }

    func view(_ access: ClaimantAccess) throws -> ClaimantView {
        guard let view = try ask("view").view else { throw ClaimantError.notFound }
        return view
    }

    func changes(_ access: ClaimantAccess) -> AsyncStream<Void> {
        AsyncStream { continuation in
            continuation.yield()
            continuation.finish()
        }
    }

    func consent(_ access: ClaimantAccess, textDigest: String, enrolment: String?) throws {
        _ = try ask("consent \(textDigest)" + (enrolment.map { " \($0)" } ?? ""))
    }
    func askForHelp(_ access: ClaimantAccess) throws { _ = try ask("help") }
    func cancel(_ access: ClaimantAccess) throws { _ = try ask("cancel") }
    func offerHandover(_ access: ClaimantAccess) throws -> Capability {
        _ = try ask("offerHandover")
        return Fixture.code
    }
    func previewHandover(_ code: Capability) throws -> HandoverPreview { try preview("previewHandover", code) }
    func previewReturn(_ link: Capability) throws -> HandoverPreview { try preview("previewReturn", link) }
    func acceptHandover(_ code: Capability, deviceName: String) throws -> StartedSession {
        try accept("acceptHandover \(deviceName)", code)
    }
    func acceptReturn(_ link: Capability, deviceName: String) throws -> StartedSession {
        try accept("acceptReturn \(deviceName)", link)
    }
    func captureHere(_ access: ClaimantAccess) throws { _ = try ask("captureHere") }
    func submitDocument(_ access: ClaimantAccess, picture: Data) throws -> DocumentAnswer {
        try ask("document \(picture.count)").document
    }
    func beginChallenge(_ access: ClaimantAccess) throws -> ChallengeAnswer { try ask("beginChallenge").challenge }
    func submitFrame(_ access: ClaimantAccess, frame: Data) throws -> ChallengeAnswer {
        try ask("frame \(frame.count)").challenge
    }
    func showPass(_ access: ClaimantAccess) throws -> PassAnswer { try ask("showPass").pass }
    func answerQuestion(_ access: ClaimantAccess, _ answer: ClaimAnswer) throws -> QuestionAnswer {
        _ = try ask("answer \(answer)")
        return .over
    }
    func acknowledge(_ access: ClaimantAccess) throws { _ = try ask("acknowledge") }

    func startSignIn(_ request: SignInRequest) throws -> SignInStart {
        try ask("startSignIn \(request.person.object) \(request.deviceName)").signInStart
    }
    func takeSignInOutcome(_ access: ClaimantAccess) throws -> SignInOutcome {
        guard let outcome = try ask("takeSignInOutcome").outcome else { throw ClaimantError.outOfStep }
        return outcome
    }
    func leaveSignIn(_ access: ClaimantAccess) throws -> SignInOutcome {
        guard let outcome = try ask("leaveSignIn").outcome else { throw ClaimantError.outOfStep }
        return outcome
    }
    func withdrawReference(_ link: Capability) throws {
        _ = try ask("withdraw by link")
        guard link.digest == Fixture.code.digest else { throw ClaimantError.notFound }
    }
    func withdrawReference(_ access: ClaimantAccess) throws { _ = try ask("withdraw") }

    private func preview(_ question: String, _ code: Capability) throws -> HandoverPreview {
        guard let preview = try ask(question).preview, code.digest == Fixture.code.digest else {
            throw ClaimantError.notFound
        }
        return preview
    }

    private func accept(_ question: String, _ code: Capability) throws -> StartedSession {
        _ = try ask(question)
        guard code.digest == Fixture.code.digest else { throw ClaimantError.notFound }
        return StartedSession(session: Fixture.session, device: Fixture.device)
    }
}

extension ClaimantView {
    static func sample(_ stage: Stage, isCapturing: Bool = false, isFollowing: Bool = false) -> ClaimantView {
        ClaimantView(
            stage: stage, reference: "4F7-29K", expiresAt: Fixture.now + 1_200, isCapturingDevice: isCapturing,
            isFollowing: isFollowing, isReturning: false, documentPicturesLeft: 4, faceChallengesLeft: 3,
            retention: RetentionPolicy(decidedHours: 0, reviewDays: 7), acceptedDocuments: [.passport, .identityCard],
            purpose: .passwordReset)
    }
}
