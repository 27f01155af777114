import Crypto
import Foundation

/// The running challenges, in memory only: a restart means starting the selfie again, and no frame is ever written down.
package actor ChallengeRoom {
    /// What a completed challenge leaves: the finding and the frame that is compared.
    package struct Completion: Sendable {
        package var finding: LivenessFinding
        package var descriptor: FaceDescriptor
        package var facePicture: Data?
    }

    package enum Answer: Sendable {
        case step(Pose, done: Int, total: Int, CaptureHint?)
        case completed(Completion)
        case failed(LivenessFinding)
        /// None is running: the page has to begin one.
        case none
    }

    private struct Running {
        var challenge: HeadTurnChallenge
        var compared: (descriptor: FaceDescriptor, picture: Data?)?
        var startedAt: Date
    }

    /// Longer than every step of the longest challenge together.
    private static let life: TimeInterval = 180
    private var running: [SessionID: Running] = [:]

    package init() {}

    package func begin(_ challenge: HeadTurnChallenge, for session: SessionID, now: Date) -> Answer {
        running = running.filter { now.timeIntervalSince($0.value.startedAt) < Self.life }
        running[session] = Running(challenge: challenge, compared: nil, startedAt: now)
        return .step(challenge.pose, done: 0, total: challenge.steps.count, nil)
    }

    package func isRunning(_ session: SessionID) -> Bool { running[session] != nil }

    package func leave(_ session: SessionID) { running[session] = nil }

    /// - Parameter receivedAt: when the frame arrived, before it was analysed: analysis time is not the person's.
    package func receive(
        _ scan: FaceScan, frame: Data, for session: SessionID, receivedAt: Date, now: Date
    ) -> Answer {
        guard var entry = running[session] else { return .none }
        let digest = Data(SHA256.hash(data: frame))
        let progress = entry.challenge.receive(scan, frameDigest: digest, receivedAt: receivedAt, now: now)
        if case .answered(isReference: true) = progress, let descriptor = scan.descriptor {
            entry.compared = (descriptor, scan.facePicture)
        }
        running[session] = entry
        switch progress {
        case .holding(let hint):
            return step(entry, hint)
        case .answered:
            return step(entry, nil)
        case .failed(let failure):
            running[session] = nil
            return .failed(entry.challenge.finding(failure: failure))
        case .completed:
            running[session] = nil
            let finding = entry.challenge.finding(failure: nil)
            guard let compared = entry.compared else { return .failed(finding) }
            return .completed(
                Completion(finding: finding, descriptor: compared.descriptor, facePicture: compared.picture))
        }
    }

    private func step(_ entry: Running, _ hint: CaptureHint?) -> Answer {
        .step(entry.challenge.pose, done: entry.challenge.done, total: entry.challenge.steps.count, hint)
    }
}
