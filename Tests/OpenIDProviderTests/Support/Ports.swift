import Foundation
import Proofing
import Synchronization

@testable import OpenIDProvider

/// A clock that a test sets.
final class ManualTime: TimeSource {
    private let moment: Mutex<Date>

    init(_ now: Date = Forge.now) { moment = Mutex(now) }

    var now: Date { moment.withLock { $0 } }
    func advance(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }
    func set(_ date: Date) { moment.withLock { $0 = date } }
}

/// Publishes what a test puts there, counts who asks, and fails on demand.
actor PublishedKeys: KeySetFetching {
    struct Unreachable: Error {}

    var content: Data?
    private(set) var fetches = 0

    init(_ content: Data? = TestKey.keySet) { self.content = content }

    func publish(_ content: Data?) { self.content = content }

    func keySet() async throws -> Data {
        fetches += 1
        // Others get the chance to ask as well while this one is under way.
        await Task.yield()
        guard let content else { throw Unreachable() }
        return content
    }
}

/// A memory that cannot be reached.
struct LostMemory: SeenHints {
    struct Lost: Error {}
    func claim(_ hint: HintDigest, until forgettable: Date, at now: Date) throws -> Bool { throw Lost() }
}

/// Bytes that count up: different each time, the same in each run.
final class CountingRandom: RandomSource {
    private let count = Mutex(UInt8(0))
    func bytes(_ count: Int) -> [UInt8] {
        self.count.withLock { next in
            next &+= 1
            return Array(repeating: next, count: count)
        }
    }
}

extension AuthorizationEndpoint {
    /// An endpoint of the test tenant that has seen nothing yet.
    static func fresh(
        _ connection: Connection = Forge.connection, keys: PublishedKeys = PublishedKeys(),
        seen: any SeenHints = HintsInMemory(), time: ManualTime = ManualTime()
    ) -> AuthorizationEndpoint {
        AuthorizationEndpoint(
            connection: connection, keys: TenantKeys(connection: connection, source: keys, time: time), seen: seen,
            time: time)
    }

    /// The refusal that a body meets; nil when it is taken.
    func refusal(of body: Data) async -> Refusal? {
        do throws(Refusal) {
            _ = try await receive(body)
            return nil
        } catch { return error }
    }
}
