import Logging
import Proofing

/// What everything in this module needs from outside: connections, time, chance, waiting, and a place for log lines.
///
/// Log lines hold ids and codes only; never a token, a secret, a pass, a name or an address.
package struct Surroundings: Sendable {
    package var transport: HTTPTransport
    package var time: any TimeSource
    package var random: any RandomSource
    package var sleep: any Sleeping
    package var logger: Logger

    package init(
        transport: HTTPTransport, time: any TimeSource = SystemTime(), random: any RandomSource = SystemRandom(),
        sleep: any Sleeping = SystemSleep(), logger: Logger
    ) {
        self.transport = transport
        self.time = time
        self.random = random
        self.sleep = sleep
        self.logger = logger
    }
}
