import Foundation
import Proofing

/// When a message that could not be sent is tried again: the wait doubles with its age.
package struct RetrySchedule: Sendable {
    /// Seconds.
    package var shortest: Double
    package var longest: Double
    /// Seconds after which a message is given up.
    package var givenUpAfter: Double

    package init(shortest: Double = 30, longest: Double = 3_600, givenUpAfter: Double = 2 * 86_400) {
        self.shortest = shortest
        self.longest = longest
        self.givenUpAfter = givenUpAfter
    }

    /// - Returns: nil when there is no use in trying again.
    func next(for message: OutboxMessage, at moment: Date) -> Date? {
        let age = moment.timeIntervalSince(message.createdAt)
        guard age < givenUpAfter else { return nil }
        return moment.addingTimeInterval(min(max(age, shortest), longest))
    }
}
