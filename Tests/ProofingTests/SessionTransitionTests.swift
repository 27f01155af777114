import Foundation
import Testing

@testable import Proofing

struct SessionTransitionTests {
    @Test func `the table of these tests and the diagram have the same arrows`() throws {
        let diagram = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Proofing/Session/ProofingSession.md").standardizedFileURL
        let lines = try String(contentsOf: diagram, encoding: .utf8).split(separator: "\n")
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { $0.contains("-->") && !$0.contains("[*]") }
        #expect(lines == Arrow.all.map(\.line))
    }

    @Test(arguments: Arrow.all)
    func `every arrow of the diagram leads where it points`(_ arrow: Arrow) {
        for step in arrow.steps {
            var session = Sample.session(arrow.from)
            step.prepare(&session)
            #expect(session.receive(step.event, at: Sample.now + 1, under: Sample.policy) == step.action)
            #expect(session.phase == arrow.to)
        }
    }

    @Test(arguments: ProofingSession.Phase.allCases)
    func `an event without an arrow is ignored and changes nothing`(_ phase: ProofingSession.Phase) {
        let drawn = Set(Arrow.all.filter { $0.from == phase }.flatMap { $0.steps.map(\.event.name) })
        let stray = SessionEvent.all.filter { !drawn.contains($0.name) && ($0 != .timePassed || phase.isFinal) }
        #expect(!stray.isEmpty)
        for event in stray {
            for device in [nil, Sample.device("Firefox on Linux")] {
                var session = Sample.session(phase)
                session.capturingDevice = device
                session.handover = .init(code: SessionEvent.code, expiresAt: Sample.now + 60)
                session.passShownAt = Sample.now
                let before = session
                let action = session.receive(event, at: Sample.now + 1, under: Sample.policy)
                guard case .ignore = action else {
                    Issue.record("\(event.name) in \(phase) led to \(action)")
                    continue
                }
                #expect(session == before)
            }
        }
    }

    @Test func `the events of these tests are all that exist`() {
        #expect(Set(SessionEvent.all.map(\.name)).count == 20)
        #expect(Set(Arrow.all.flatMap { $0.steps.map(\.event.name) }).union(["timePassed"]).count == 20)
    }

    @Test(arguments: ProofingSession.Phase.allCases.filter { !$0.isFinal })
    func `every phase that is not final ends when its time is over`(_ phase: ProofingSession.Phase) {
        for event in SessionEvent.all {
            var session = Sample.session(phase)
            session.handover = .init(code: SessionEvent.code, expiresAt: .distantFuture)
            let action = session.receive(event, at: session.expiresAt, under: Sample.policy)
            #expect(action == (event == .timePassed ? .end : .ignore(.expired)))
            #expect(session.phase == .expired)
            #expect(session.handover == nil)
        }
    }

    @Test(arguments: ProofingSession.Phase.allCases.filter { !$0.isFinal })
    func `a second before its time is over a session waits`(_ phase: ProofingSession.Phase) {
        var session = Sample.session(phase)
        let before = session
        #expect(session.receive(.timePassed, at: session.expiresAt - 1, under: Sample.policy) == .wait)
        #expect(session == before)
    }

    @Test(arguments: [ProofingSession.Phase.finished, .refused, .expired])
    func `a final phase stays what it is after its time`(_ phase: ProofingSession.Phase) {
        var session = Sample.session(phase)
        let before = session
        #expect(session.receive(.timePassed, at: .distantFuture, under: Sample.policy) == .ignore(.wrongPhase))
        #expect(session == before)
    }

    // MARK: Decisions

    @Test func `a decision about another session is ignored`() {
        let other = Sample.decision(session: SessionID(unchecked: String(repeating: "0b", count: 16)))
        var deciding = Sample.session(.deciding)
        #expect(deciding.receive(.decided(other, caseID: nil), at: Sample.now, under: Sample.policy).isIgnored)
        var reviewed = Sample.decision(
            session: SessionID(unchecked: String(repeating: "0b", count: 16)), reviewer: Sample.reviewer.reviewer)
        var underReview = Sample.session(.underReview)
        #expect(underReview.receive(.reviewed(reviewed), at: Sample.now, under: Sample.policy).isIgnored)
        reviewed = Sample.decision()
        #expect(underReview.receive(.reviewed(reviewed), at: Sample.now, under: Sample.policy).isIgnored)
        #expect(deciding == Sample.session(.deciding) && underReview == Sample.session(.underReview))
    }

    @Test func `nobody has a pass that was not shown`() {
        var session = Sample.session(.approved)
        #expect(session.receive(.acknowledged, at: Sample.now, under: Sample.policy) == .ignore(.wrongPhase))
        #expect(session.phase == .approved)
    }

    @Test func `a case gives a reviewer as many days as the policy says`() {
        var session = Sample.session(.deciding)
        _ = session.receive(
            .decided(Sample.decision(.referred), caseID: Sample.caseID), at: Sample.now, under: Sample.policy)
        #expect(session.caseID == Sample.caseID)
        #expect(session.expiresAt == Sample.now + 7 * 86_400)
    }

    @Test func `whoever returns has one visit and all challenges again`() {
        var session = Sample.session(.awaitingReturn)
        session.faceChallenges = 3
        _ = session.receive(.returned(device: SessionEvent.phone), at: Sample.now, under: Sample.policy)
        #expect(session.isReturning && session.faceChallenges == 0)
        #expect(session.capturingDevice == SessionEvent.phone)
        #expect(session.expiresAt == Sample.now + ProofingSession.visit)
    }
}

extension SessionAction {
    var isIgnored: Bool { if case .ignore = self { true } else { false } }
}
