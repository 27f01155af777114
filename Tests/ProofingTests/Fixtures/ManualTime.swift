import Foundation
import Synchronization

@testable import Proofing

/// Time that only the test moves. Pausing moves it too, so nothing ever sleeps.
final class ManualTime: TimeSource {
    private let moment = Mutex(Sample.now)

    var now: Date { moment.withLock { $0 } }
    func advance(_ seconds: Double) { moment.withLock { $0 += seconds } }
    func pause(seconds: Double) async { if seconds > 0 { advance(seconds) } }
}

/// The same bytes for the same seed (SplitMix64, Steele and others 2014).
final class SeededRandom: RandomSource {
    private let state: Mutex<UInt64>

    init(seed: UInt64 = 1) { state = Mutex(seed) }

    func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 32) } }

    private func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }
}

/// A piece of work that a fake does once, in the middle of a call: how a test puts two things at the same moment.
final class Interruption: Sendable {
    private let work = Mutex<(@Sendable () async -> Void)?>(nil)

    func once(_ work: @escaping @Sendable () async -> Void) { self.work.withLock { $0 = work } }

    func happen() async {
        let work = work.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        await work?()
    }
}
