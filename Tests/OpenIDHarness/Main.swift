import Foundation

/// The provider without a web server, for tests by relying parties in other languages: one JSON object in for each line,
/// one out. What the lines may say stands in ``Order``.
@main
struct Main {
    static func main() async throws {
        var provider: Provider?
        while let line = readLine() {
            let order = try JSONDecoder().decode(Order.self, from: Data(line.utf8))
            if case .open = order.what {
                provider = try await Provider(order)
            }
            guard let provider else { throw OutOfOrder(what: order.what) }
            try FileHandle.standardOutput.write(contentsOf: try await provider.obey(order) + Data("\n".utf8))
        }
    }
}

/// One line of input.
struct Order: Decodable {
    enum What: String, Decodable {
        /// Needs `connection`, `keySet` and `seconds`: begins with one signing key.
        case open
        case discovery, keys
        /// Needs `body`.
        case receive
        /// Answers the request that was received last.
        case approve, decline
        case makeKey, promoteKey, replaceKeyAtOnce
        /// Needs `seconds`.
        case advance
    }

    let what: What
    let connection: String?
    let keySet: String?
    let body: String?
    let seconds: Double?
}

struct OutOfOrder: Error {
    let what: Order.What
}
