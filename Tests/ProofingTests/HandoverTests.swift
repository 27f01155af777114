import Foundation
import Testing

@testable import Proofing

struct HandoverTests {
    let accepted = SessionEvent.handoverAccepted(code: SessionEvent.code, device: SessionEvent.phone)

    private func offered() -> ProofingSession {
        var session = Sample.session(.document)
        _ = session.receive(.handoverOffered(code: SessionEvent.code), at: Sample.now, under: Sample.policy)
        return session
    }

    @Test func `another code than the one on the screen is refused`() {
        var session = offered()
        let wrong = SessionEvent.handoverAccepted(code: CapabilityDigest(rawValue: "guess"), device: SessionEvent.phone)
        #expect(session.receive(wrong, at: Sample.now + 1, under: Sample.policy) == .ignore(.usedCode))
        #expect(session == offered())
    }

    @Test func `a code that was never offered is refused`() {
        var session = Sample.session(.document)
        #expect(session.receive(accepted, at: Sample.now, under: Sample.policy) == .ignore(.usedCode))
        #expect(session.capturingDevice == nil)
    }

    @Test func `a code is good for ten minutes and not a second longer`() {
        var late = offered()
        #expect(late.receive(accepted, at: Sample.now + 600, under: Sample.policy) == .ignore(.usedCode))
        #expect(late.capturingDevice == nil)
        var inTime = offered()
        #expect(inTime.receive(accepted, at: Sample.now + 599, under: Sample.policy) == .askForDocument)
        #expect(inTime.capturingDevice == SessionEvent.phone)
    }

    @Test func `a code works once`() {
        var session = offered()
        _ = session.receive(accepted, at: Sample.now + 1, under: Sample.policy)
        let taken = session
        let again = SessionEvent.handoverAccepted(code: SessionEvent.code, device: Sample.device("Thief"))
        #expect(session.receive(again, at: Sample.now + 2, under: Sample.policy) == .ignore(.usedCode))
        #expect(session == taken)
    }

    @Test func `a fresh code makes the older one void`() {
        var session = offered()
        _ = session.receive(
            .handoverOffered(code: CapabilityDigest(rawValue: "fresh")), at: Sample.now + 5, under: Sample.policy)
        #expect(session.receive(accepted, at: Sample.now + 6, under: Sample.policy) == .ignore(.usedCode))
    }

    @Test(arguments: [
        SessionEvent.handoverOffered(code: SessionEvent.code), .capturingHere,
        .handoverAccepted(code: SessionEvent.code, device: SessionEvent.phone),
        .returned(device: Sample.device("Thief")),
    ])
    func `nobody takes over from a device that captures`(_ event: SessionEvent) {
        for phase in [ProofingSession.Phase.document, .face, .deciding, .approved, .returnFace] {
            var session = Sample.session(phase)
            session.capturingDevice = Sample.device("Firefox on Linux")
            session.handover = .init(code: SessionEvent.code, expiresAt: Sample.now + 60)
            let before = session
            #expect(session.receive(event, at: Sample.now + 1, under: Sample.policy).isIgnored)
            #expect(session == before)
        }
    }

    @Test func `going on here makes an offered code void`() {
        var session = offered()
        _ = session.receive(.capturingHere, at: Sample.now + 1, under: Sample.policy)
        #expect(session.handover == nil)
        #expect(session.receive(accepted, at: Sample.now + 2, under: Sample.policy) == .ignore(.usedCode))
    }
}
