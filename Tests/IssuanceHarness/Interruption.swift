import ArgumentParser
import Foundation
import Synchronization

/// The steps as `PassIssuer` numbers them, and the deletion of a pass that was left behind.
enum Step: String, Sendable {
    case plan = "1"
    case lease = "2"
    case liveChecks = "3"
    case attempt = "4"
    case request = "5"
    case record = "6"
    case answer = "7"
    case deletion = "delete"
}

/// A moment just before or just after one step, written like `4-after`.
struct Moment: Sendable, Equatable, ExpressibleByArgument {
    enum Side: String, Sendable { case before, after }
    let step: Step
    let side: Side

    init(_ step: Step, _ side: Side) {
        self.step = step
        self.side = side
    }

    init?(argument: String) {
        let parts = argument.split(separator: "-").map(String.init)
        guard parts.count == 2, let step = Step(rawValue: parts[0]), let side = Side(rawValue: parts[1]) else {
            return nil
        }
        self.init(step, side)
    }
}

/// What happens when a moment is reached for the first time: the process dies as in a crash, or stands still like a
/// machine that was suspended, until a line comes in.
final class Interruption: Sendable {
    private let abortAt: Moment?
    private let holdAt: Moment?
    private let hasHeld = Mutex(false)

    init(abortAt: Moment?, holdAt: Moment?) {
        self.abortAt = abortAt
        self.holdAt = holdAt
    }

    func reach(_ step: Step?, _ side: Moment.Side) async {
        guard let step else { return }
        let moment = Moment(step, side)
        if moment == abortAt { abort() }
        guard moment == holdAt, isFirstHold() else { return }
        FileHandle.standardOutput.write(Data("held\n".utf8))
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                _ = readLine()
                continuation.resume()
            }
        }
    }

    private func isFirstHold() -> Bool {
        hasHeld.withLock { held in
            defer { held = true }
            return !held
        }
    }
}
