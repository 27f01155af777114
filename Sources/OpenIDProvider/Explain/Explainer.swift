import Foundation
import Proofing

/// Tells what the server would say to hints and requests, at a given time and with given keys: for an administrator's
/// support case, and for anybody's test corpus. The way is the server's own, ``AuthorizationEndpoint``.
package struct Explainer: Sendable {
    package struct UnusableKeys: Error, Sendable, CustomStringConvertible {
        let fault: String
        package var description: String {
            "The key set cannot be used (\(fault)): expected is the JSON of the tenant's signing keys."
        }
    }

    /// What became of one line.
    package enum Verdict: Sendable, Equatable {
        case accepted
        case refused(Refusal)
        /// Neither a hint nor a request.
        case unreadable

        /// `accepted`, the refusal's code, or `unreadable`.
        package var word: String {
            switch self {
            case .accepted: "accepted"
            case .refused(let refusal): refusal.code.rawValue
            case .unreadable: "unreadable"
            }
        }

        package var sentence: String? {
            switch self {
            case .accepted: nil
            case .refused(let refusal): [refusal.sentence, refusal.detail].compactMap { $0 }.joined(separator: " ")
            case .unreadable: "The line is neither a hint nor a request."
            }
        }
    }

    private let connection: Connection
    private let keys: TenantKeys
    private let moment: Date
    /// nil when each line is judged as if its hint had never been seen.
    private let seen: HintsInMemory?

    /// - Parameters:
    ///   - keySet: the JWK set of the tenant, as Microsoft publishes it.
    ///   - remembersHints: refuses a hint that an earlier line used, as the server does.
    package init(connection: Connection, keySet: Data, at moment: Date, remembersHints: Bool) throws(UnusableKeys) {
        do throws(KeySet.Fault) { _ = try KeySet(parsing: keySet, issuer: connection.hintIssuer) } catch {
            throw UnusableKeys(fault: error.rawValue)
        }
        self.connection = connection
        self.moment = moment
        keys = TenantKeys(connection: connection, source: FixedKeySet(data: keySet), time: FixedTime(now: moment))
        seen = remembersHints ? HintsInMemory() : nil
    }

    /// - Parameter line: in one of the forms of ``ExplainedLine``. Lines are to be given one after the other.
    package func explain(_ line: String) async -> Verdict {
        guard let line = ExplainedLine(line) else { return .unreadable }
        let endpoint = AuthorizationEndpoint(
            connection: connection, keys: keys, seen: seen ?? HintsInMemory(), time: FixedTime(now: line.at ?? moment))
        do throws(Refusal) {
            switch line.matter {
            case .hint(let text): _ = try await endpoint.receive(hint: text)
            case .form(let form): _ = try await endpoint.receive(form)
            case .refused(let refusal): throw refusal
            }
            return .accepted
        } catch {
            return .refused(error)
        }
    }

    private struct FixedKeySet: KeySetFetching {
        let data: Data
        func keySet() -> Data { data }
    }

    private struct FixedTime: TimeSource {
        let now: Date
    }
}
