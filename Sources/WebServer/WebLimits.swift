import Foundation

/// How much of everything is taken. The defaults fit one company on one machine.
package struct WebLimits: Sendable {
    /// Requests of any kind from one network.
    package var perNetwork = RateRule(count: 900, seconds: 60)
    /// Sessions started from one network: an office behind one address still gets through.
    package var startsPerNetwork = RateRule(count: 30, seconds: 600)
    /// Sessions started for one typed address, known or not, from one network.
    package var startsPerAddress = RateRule(count: 5, seconds: 900)
    package var startsTogether = RateRule(count: 600, seconds: 60)
    /// Handover codes, return links and console links tried from one network.
    package var codesPerNetwork = RateRule(count: 30, seconds: 600)
    /// Pictures and frames of one browser.
    package var picturesPerSession = RateRule(count: 600, seconds: 60)

    /// Bytes of one photograph of a document.
    package var documentBytes = 12 << 20
    /// Bytes of one frame of the face challenge.
    package var frameBytes = 2 << 20
    /// Bytes of a form or a small JSON body.
    package var formBytes = 16 << 10
    /// Seconds in which a body must have arrived (requirements T27).
    package var bodySeconds = 60.0

    /// Seconds between two signs of life on an event stream; below the idle time-outs of usual proxies.
    package var heartbeatSeconds = 15.0
    /// Seconds after which an event stream ends; browsers open it again by themselves.
    package var streamSeconds = 600.0

    /// Proxies whose `X-Forwarded-For` is believed (ASVS 4.1.3).
    package var trustedProxies: [NetworkRange] = []

    package init() {}
}

/// At most `count` in `seconds`.
package struct RateRule: Sendable, Equatable {
    package var count: Int
    package var seconds: Double
    package init(count: Int, seconds: Double) {
        self.count = count
        self.seconds = seconds
    }
}
