import Foundation

/// One request to the tenant, in order of arrival, and what it changed. Never holds a body, a header or a code.
package struct CallRecord: Sendable, Codable, Equatable {
    package let number: Int
    package let time: Date
    package let method: String
    package let path: String
    package let query: String?
    package let requestID: String
    package let clientRequestID: String
    /// Client id of the app whose token was presented.
    package internal(set) var app: String?
    /// nil while the call runs, and for ever when the connection was dropped instead of an answer.
    package internal(set) var status: Int?
    package internal(set) var effects: [Effect] = []

    package struct Effect: Sendable, Codable, Equatable {
        package let kind: Kind
        package var userID: String?
        package var detail: String?

        package enum Kind: String, Sendable, Codable, CaseIterable {
            case tokenIssued, passCreated, passReplaced, passDeleted, passPlanned, passUsed
            case methodDeleted, methodAdded, sessionsRevoked, userChanged, userAdded, brandingChanged, mailSent
            case objectAdded, objectChanged, objectDeleted
            case externalMethodAdded, externalMethodChanged, externalMethodDeleted
            case providerFetched, endpointProbed, challengeSent, challengePassed, challengeFailed
            case connectionDropped
        }
    }
}

extension Tenant {
    package var calls: [CallRecord] { state.calls }
    package func forgetCalls() { state.calls = state.calls.filter { $0.status == nil } }

    func beginCall(method: String, path: String, query: String?, requestID: String, clientRequestID: String) -> Int {
        settlePlannedPasses()
        let number = (state.calls.last?.number ?? 0) + 1
        state.calls.append(
            .init(
                number: number, time: now, method: method, path: path, query: query, requestID: requestID,
                clientRequestID: clientRequestID))
        return number
    }

    func endCall(_ number: Int, status: Int?) { withCall(number) { $0.status = status } }
    func noteApp(_ app: String, on number: Int) { withCall(number) { $0.app = app } }
    func note(_ effect: CallRecord.Effect, on number: Int) { withCall(number) { $0.effects.append(effect) } }

    private func withCall(_ number: Int, _ change: (inout CallRecord) -> Void) {
        guard let index = state.calls.lastIndex(where: { $0.number == number }) else { return }
        change(&state.calls[index])
    }
}
