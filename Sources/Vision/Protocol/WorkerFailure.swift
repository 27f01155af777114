import Foundation

/// Why a worker is of no more use. The picture it was busy with counts as unreadable, and a new worker is started.
enum WorkerFailure: Error, Equatable {
    case died
    case ranOutOfTime
    /// It broke the protocol, so that where its next answer begins is anybody's guess.
    case broken(String)
    /// The program could not be started; the number is an `errno`.
    case notStarted(Int32)

    /// For logs and for the person who starts the server.
    var words: String {
        switch self {
        case .died: "it ended"
        case .ranOutOfTime: "it ran out of time"
        case .broken(let how): "it broke the protocol: " + how
        case .notStarted(let code): String(cString: strerror(code))
        }
    }
}
