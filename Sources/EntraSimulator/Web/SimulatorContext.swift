import Foundation
import Hummingbird
import NIOCore

/// What travels with one request: where it came in, its two ids, its line in the call log and who sent it.
struct SimulatorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel
    /// Scheme and authority the client used, or the configured outside address; never ends in a slash.
    var origin = ""
    var identity = CallIdentity(requestID: "", clientRequestID: "")
    /// Number in the call log.
    var call = 0
    var caller: Caller?

    init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    var authority: String { origin.split(separator: "/").last.map(String.init) ?? "" }

    /// A captured path segment, percent-decoded; a user principal name may hold `#` and `%`.
    func segment(_ name: String) -> String {
        let raw = parameters.get(name) ?? ""
        return raw.removingPercentEncoding ?? raw
    }

    /// Ends the connection without an answer.
    func dropConnection() { channel.close(mode: .all, promise: nil) }
}

/// The two ids that every response carries and every error repeats.
struct CallIdentity: Sendable {
    let requestID: String
    let clientRequestID: String
}

/// An error that knows its own answer.
protocol AnswerableError: Error {
    func response(for call: CallIdentity, at now: Date) -> Response
}

/// The connection is gone and nothing can be answered.
struct ConnectionDropped: Error {}
