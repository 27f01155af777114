import Foundation

/// A head-turn challenge: look ahead, turn to a side, look ahead, and so on, in an order drawn by the server and told one
/// step at a time (capture-engine, part two, sections 3.3 and 3.5).
///
/// A picture that is turned as a plane hardly moves the nose between the eyes; a head does. A recording made before
/// cannot know the order. Scores only: `Evaluator` judges the finding.
package struct HeadTurnChallenge: Sendable {
    package let steps: [Pose]
    private let policy: LivenessPolicy
    private var answered = 0
    private var revealedAt: Date
    private var wrongSideFrames = 0
    private var turnedFrames = 0
    private var seenFrames: Set<Data> = []
    private var repeatedFrames = 0
    private var straight: Double?
    private var deviations: [Double] = []
    private var reference: FaceDescriptor?
    private var drift: Double = 0

    /// Nothing a person does after reading a step reaches the server sooner; what does was on its way before.
    static let fastestReaction: TimeInterval = 0.2
    /// Byte-identical frames a challenge may hold before it counts as a recording. Sensors have noise; files do not.
    static let toleratedRepeats = 8
    static let toleratedWrongSideFrames = 2
    /// Frames in a row that must show the turn: one alone may be noise in the landmarks.
    static let framesPerTurn = 2

    /// - Parameter random: draws the order; every order contains both sides.
    package init(policy: LivenessPolicy, random: any RandomSource, now: Date) {
        self.policy = policy
        revealedAt = now
        var turns: [Pose]
        repeat {
            turns = (0..<policy.turns).map { _ in random.number(below: 2) == 0 ? Pose.left : .right }
        } while Set(turns).count < 2
        steps = turns.flatMap { [.ahead, $0] }
    }

    /// What one frame led to.
    package enum Progress: Sendable, Equatable {
        /// The step stands; the hint says what keeps it from being answered.
        case holding(CaptureHint?)
        /// This frame answered a step and the next one is revealed. `isReference`: it is the frame to be compared.
        case answered(isReference: Bool)
        case completed
        case failed(ChallengeFailure)
    }

    package var pose: Pose { steps[min(answered, steps.count - 1)] }
    package var done: Int { answered }

    /// - Parameters:
    ///   - receivedAt: when the frame arrived; the person's time is counted up to here.
    ///   - now: after the analysis, when the next step is told; its time counts from here.
    package mutating func receive(_ scan: FaceScan, frameDigest: Data, receivedAt: Date, now: Date) -> Progress {
        guard answered < steps.count else { return .completed }
        let reaction = receivedAt.timeIntervalSince(revealedAt)
        guard reaction <= policy.secondsPerStep else { return .failed(.outOfTime) }
        guard seenFrames.insert(frameDigest).inserted else {
            repeatedFrames += 1
            return repeatedFrames > Self.toleratedRepeats ? .failed(.repeatedFrame) : .holding(.holdStill)
        }
        guard reaction >= Self.fastestReaction else { return .holding(nil) }
        guard let observation = scan.observation, let descriptor = scan.descriptor else { return .holding(.noFace) }
        guard observation.count == 1 else { return .holding(.severalFaces) }
        if let hint = observation.framingHint(closest: pose == .ahead) { return .holding(hint) }
        if let reference {
            guard let distance = reference.distance(to: descriptor) else { return .failed(.anotherFace) }
            guard distance <= policy.maximumIdentityDrift else { return .failed(.anotherFace) }
            drift = max(drift, distance)
        }
        return pose == .ahead ? receiveAhead(observation, descriptor, now) : receiveTurn(observation, now)
    }

    private mutating func receiveAhead(
        _ observation: FaceObservation, _ descriptor: FaceDescriptor, _ now: Date
    ) -> Progress {
        if let hint = observation.straightLookHint { return .holding(hint) }
        if let hint = observation.quality.hint { return .holding(hint) }
        let isReference = reference == nil
        if isReference {
            reference = descriptor
            straight = observation.turn
        }
        return advance(isReference: isReference, now)
    }

    private mutating func receiveTurn(_ observation: FaceObservation, _ now: Date) -> Progress {
        guard let straight else { return .holding(.lookStraight) }
        let deviation = observation.turn - straight
        // `turn` grows as the head turns to the person's own left.
        let towards = pose == .left ? deviation : -deviation
        if towards <= -policy.minimumTurn {
            wrongSideFrames += 1
            return wrongSideFrames > Self.toleratedWrongSideFrames ? .failed(.wrongSide) : .holding(nil)
        }
        guard towards >= policy.minimumTurn else {
            turnedFrames = 0
            return .holding(nil)
        }
        turnedFrames += 1
        guard turnedFrames >= Self.framesPerTurn else { return .holding(nil) }
        deviations.append(deviation)
        return advance(isReference: false, now)
    }

    private mutating func advance(isReference: Bool, _ now: Date) -> Progress {
        answered += 1
        revealedAt = now
        wrongSideFrames = 0
        turnedFrames = 0
        return answered == steps.count ? .completed : .answered(isReference: isReference)
    }

    /// - Parameter failure: what ended the challenge early, or nil.
    package func finding(failure: ChallengeFailure?) -> LivenessFinding {
        let left = deviations.filter { $0 > 0 }.max()
        let right = deviations.filter { $0 < 0 }.min()
        return LivenessFinding(
            isComplete: answered == steps.count && failure == nil,
            turnSpan: left.flatMap { left in right.map { left - $0 } } ?? 0,
            smallestTurn: deviations.map(abs).min() ?? 0,
            identityDrift: reference == nil ? nil : drift,
            steps: answered, failure: failure)
    }
}

extension FaceObservation {
    /// Limits of capture-engine, part two, section 4 (names after ISO/IEC 29794-5: InterEyeDistance, HeadSize).
    ///
    /// - Parameter closest: the frame may be the one that is compared. A turned head's eyes stand closer together in the
    ///   picture, and turning must not end in "move closer".
    fileprivate func framingHint(closest: Bool) -> CaptureHint? {
        if !isInsideFrame { return .faceCutOff }
        if interEye < (closest ? 60 : 40) { return .moveCloser }
        if widthShare > 0.85 { return .moveBack }
        return nil
    }

    fileprivate var straightLookHint: CaptureHint? {
        abs(turn - 0.5) <= 0.08 && abs(roll) <= 15 ? nil : .lookStraight
    }
}

extension FaceQuality {
    /// Blur refuses the worst only: good and blurred pictures overlap above this (same section).
    fileprivate var hint: CaptureHint? {
        if sharpness < 12 { return .holdStill }
        if brightness < 50 || contrast < 15 { return .tooDark }
        if brightness > 215 || clipped > 0.25 { return .glare }
        return nil
    }
}
