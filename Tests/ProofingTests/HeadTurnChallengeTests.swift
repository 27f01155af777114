import Foundation
import Testing

@testable import Proofing

struct HeadTurnChallengeTests {
    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `both sides are always asked for, each after a look ahead`(_ seed: UInt64) {
        let steps = challenge(seed: seed).steps
        #expect(steps.count == Sample.policy.liveness.turns * 2)
        #expect(Set(steps) == [.ahead, .left, .right])
        #expect(steps.enumerated().allSatisfy { ($0.offset % 2 == 0) == ($0.element == .ahead) })
    }

    @Test func `the order is another one with another source of chance`() {
        let orders = Set((1...60).map { challenge(seed: $0).steps })
        // Three turns with both sides present have six orders.
        #expect(orders.count == 6)
    }

    @Test func `the pose asked for answers a step, and the first look ahead is the one to be compared`() {
        var run = Run()
        #expect(run.show(.ahead) == .answered(isReference: true))
        #expect(run.challenge.done == 1)
        #expect(run.answer(run.challenge.pose) == .answered(isReference: false))
        #expect(run.show(.ahead) == .answered(isReference: false))
    }

    @Test func `one turned frame alone may be noise, and answers nothing`() {
        var run = Run()
        _ = run.show(.ahead)
        for _ in 0..<6 {
            #expect(run.show(run.challenge.pose) == .holding(nil))
            #expect(run.show(.ahead) == .holding(nil))
        }
        #expect(run.challenge.done == 1)
    }

    @Test func `a completed challenge says so and measures itself`() {
        var run = Run()
        for _ in 1..<run.challenge.steps.count { _ = run.answer(run.challenge.pose) }
        #expect(run.answer(run.challenge.pose) == .completed)
        let finding = run.challenge.finding(failure: nil)
        #expect(finding.isComplete && finding.steps == 6 && finding.failure == nil)
        #expect(abs(finding.turnSpan - 0.24) < 1e-9)
        #expect(abs(finding.smallestTurn - 0.12) < 1e-9)
        #expect(finding.identityDrift == 0)
    }

    @Test func `a finding counts from the person's own straight look, and keeps the largest drift`() {
        var run = Run()
        _ = run.show(.face(turn: 0.53))
        for turn in run.challenge.steps.dropFirst() {
            let offset: Double = turn == .left ? 0.10 : turn == .right ? -0.08 : 0
            _ = run.answer(.face(turn: 0.53 + offset, values: turn == .right ? [0.25, 0] : [0, 0]), to: turn)
        }
        let finding = run.challenge.finding(failure: nil)
        #expect(finding.isComplete)
        #expect(abs(finding.turnSpan - 0.18) < 1e-9)
        #expect(abs(finding.smallestTurn - 0.08) < 1e-9)
        #expect(finding.identityDrift.map { abs($0 - 0.25) < 1e-6 } == true)
    }

    @Test func `one side alone has no span`() {
        var run = Run()
        _ = run.show(.ahead)
        _ = run.answer(run.challenge.pose)
        let finding = run.challenge.finding(failure: .outOfTime)
        #expect(finding.turnSpan == 0 && !finding.isComplete && finding.failure == .outOfTime)
    }

    @Test func `a failure is never complete, and nothing shown has no drift`() {
        let finding = challenge(seed: 1).finding(failure: nil)
        #expect(!finding.isComplete && finding.identityDrift == nil && finding.steps == 0)
    }

    // MARK: Refusals

    @Test func `a plane's small turn never answers a turn`() {
        var run = Run()
        _ = run.show(.ahead)
        let pose = run.challenge.pose
        // The largest span that a plane was measured to reach is 0.115, half of it to either side.
        for _ in 1...20 {
            let turn = pose == .left ? 0.5575 : 0.4425
            #expect(run.show(.face(turn: turn), after: 0.3) == .holding(nil))
        }
        #expect(run.challenge.done == 1)
    }

    @Test func `looking ahead does not answer a turn, nor a turn a look ahead`() {
        var run = Run()
        #expect(run.show(.left) == .holding(.lookStraight))
        #expect(run.show(.right) == .holding(.lookStraight))
        _ = run.show(.ahead)
        #expect(run.show(.ahead) == .holding(nil))
        #expect(run.challenge.done == 1)
    }

    @Test func `the wrong side is forgiven twice, then ends the challenge`() {
        var run = Run()
        _ = run.show(.ahead)
        let wrong: Pose = run.challenge.pose == .left ? .right : .left
        #expect(run.show(wrong) == .holding(nil))
        #expect(run.show(wrong) == .holding(nil))
        #expect(run.show(wrong) == .failed(.wrongSide))
    }

    @Test func `a step that takes too long ends the challenge`() {
        var run = Run()
        #expect(run.show(.face(turn: 0.5), after: 8.01) == .failed(.outOfTime))
    }

    @Test func `each step has its own time, counted from when it was told`() {
        var run = Run()
        for done in 0..<5 {
            #expect(run.answer(run.challenge.pose, after: 7.9) == .answered(isReference: done == 0))
        }
        #expect(run.answer(run.challenge.pose, after: 7.9) == .completed)
    }

    @Test func `what arrives faster than a person reacts answers nothing`() {
        var run = Run()
        #expect(run.show(.face(turn: 0.5), after: 0.19) == .holding(nil))
        #expect(run.challenge.done == 0)
    }

    @Test func `the same frame over and over ends the challenge, and answers nothing before`() {
        var run = Run()
        let frame = Data("still".utf8)
        _ = run.show(.face(turn: 0.7), frame: frame, after: 0.3)
        for _ in 1...8 { #expect(run.show(.face(), frame: frame, after: 0.3) == .holding(.holdStill)) }
        #expect(run.show(.face(), frame: frame, after: 0.3) == .failed(.repeatedFrame))
        #expect(run.challenge.done == 0)
    }

    @Test func `another face ends the challenge at once`() {
        var run = Run()
        _ = run.show(.ahead)
        #expect(run.show(.face(turn: run.challenge.pose.turn, values: [0.46, 0])) == .failed(.anotherFace))
    }

    @Test func `a face measured by another network is another face`() {
        var run = Run()
        _ = run.show(.ahead)
        let scan = FaceScan.face(turn: run.challenge.pose.turn, modelID: "other")
        #expect(run.show(scan) == .failed(.anotherFace))
    }

    @Test func `a face that cannot be measured is another face`() {
        var run = Run()
        _ = run.show(.ahead)
        #expect(run.show(.face(turn: run.challenge.pose.turn, values: [.nan, 0])) == .failed(.anotherFace))
    }

    @Test func `frames that show no one good face hold the step and say why`() {
        let faults: [(FaceScan, CaptureHint)] = [
            (.face(count: 2), .severalFaces), (.face(isInsideFrame: false), .faceCutOff),
            (.face(interEye: 59), .moveCloser), (.face(sharpness: 11), .holdStill),
            (FaceScan(observation: nil, descriptor: nil, facePicture: nil), .noFace),
        ]
        for (scan, hint) in faults {
            var run = Run()
            #expect(run.show(scan) == .holding(hint))
            #expect(run.challenge.done == 0)
        }
    }

    @Test func `two faces do not answer a turn either`() {
        var run = Run()
        _ = run.show(.ahead)
        #expect(run.show(.face(turn: run.challenge.pose.turn, count: 2)) == .holding(.severalFaces))
    }
}

private func challenge(seed: UInt64) -> HeadTurnChallenge {
    HeadTurnChallenge(policy: Sample.policy.liveness, random: SeededRandom(seed: seed), now: Sample.now)
}

/// One challenge with its time: every frame is a new one unless the test says otherwise.
private struct Run {
    var challenge = HeadTurnChallenge(
        policy: Sample.policy.liveness, random: SeededRandom(), now: Sample.now)
    var now = Sample.now
    var frames = 0

    mutating func show(_ pose: Pose, after seconds: Double = 0.5) -> HeadTurnChallenge.Progress {
        show(.face(turn: pose.turn), after: seconds)
    }

    /// Shows a pose for as many frames as answer it: a turn needs two in a row.
    mutating func answer(_ pose: Pose, after seconds: Double = 0.5) -> HeadTurnChallenge.Progress {
        answer(.face(turn: pose.turn), to: pose, after: seconds)
    }

    mutating func answer(
        _ scan: FaceScan, to pose: Pose, after seconds: Double = 0.5
    ) -> HeadTurnChallenge.Progress {
        let first = show(scan, after: seconds)
        return pose == .ahead || first != .holding(nil) ? first : show(scan, after: 0.05)
    }

    mutating func show(
        _ scan: FaceScan, frame: Data? = nil, after seconds: Double = 0.5
    ) -> HeadTurnChallenge.Progress {
        now += seconds
        frames += 1
        return challenge.receive(
            scan, frameDigest: frame ?? Data("frame \(frames)".utf8), receivedAt: now, now: now)
    }
}
