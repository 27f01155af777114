import Foundation
import Proofing

extension GraphDirectory {
    package func passPolicy(_ tenant: TenantID) async throws(DirectoryError) -> PassPolicy {
        try check(tenant)
        let path =
            GraphPath("policies") / "authenticationMethodsPolicy" / "authenticationMethodConfigurations"
            / "temporaryAccessPass"
        let record = try await asking { () throws(GraphFailure) in
            try await graph.decode(PassPolicyRecord.self, from: .get(path))
        }
        return PassPolicy(
            isEnabled: record.state == "enabled", minimumLifetime: record.minimumLifetimeInMinutes,
            maximumLifetime: record.maximumLifetimeInMinutes, isOneTimeOnly: record.isUsableOnce)
    }

    package func passes(of id: PersonID) async throws(DirectoryError) -> [PassReference] {
        let path = try path(of: id) / "authentication" / "temporaryAccessPassMethods"
        let records = try await asking { () throws(GraphFailure) in
            try await graph.all(PassRecord.self, from: .get(path))
        }
        return records.map { PassReference(id: $0.id, createdAt: $0.createdDateTime, isUsable: $0.isUsable) }
    }

    package func createPass(_ request: PassRequest) async throws(PassCreationError) -> IssuedPass {
        let outgoing: GraphRequest
        do throws(DirectoryError) { outgoing = try creation(of: request) } catch { throw .notCreated(error) }
        let body: Data
        do throws(GraphFailure) { body = try await graph.send(outgoing) } catch { throw PassCreationError(error) }
        guard let made = try? GraphClient.decode(MadePassRecord.self, from: body), !made.temporaryAccessPass.isEmpty
        else {
            // Created, but the code cannot be read: it is lost for good (entra-contract D.2).
            throw .outcomeUnknown(detail: "graph: created, but the answer holds no pass")
        }
        return IssuedPass(
            id: made.id, code: Secret(made.temporaryAccessPass), lifetimeInMinutes: made.lifetimeInMinutes)
    }

    package func deletePass(_ pass: PassID, of id: PersonID) async throws(DirectoryError) {
        try await removing(.delete(try path(of: id) / "authentication" / "temporaryAccessPassMethods" / pass))
    }

    private func creation(of request: PassRequest) throws(DirectoryError) -> GraphRequest {
        let path = try path(of: request.person) / "authentication" / "temporaryAccessPassMethods"
        let wish = PassWish(lifetimeInMinutes: request.lifetimeInMinutes, isUsableOnce: request.isUsableOnce)
        guard let body = try? JSONEncoder().encode(wish) else {
            throw DirectoryError(.malformed, detail: "the request could not be encoded")
        }
        return .post(path, body: body, repetition: .never)
    }
}

extension PassCreationError {
    /// A pass counts as not created only when Graph itself, or the lack of a connection, says so.
    init(_ failure: GraphFailure) {
        let error = DirectoryError(failure)
        let isCertain =
            switch failure {
            case .noToken, .foreignLink: true
            case .noAnswer(let exchange): exchange.wasSent == .no
            case .refused(let refusal): refusal.saysNothingHappened
            case .malformed: false
            }
        self = isCertain ? .notCreated(error) : .outcomeUnknown(detail: error.detail)
    }
}

extension GraphRefusal {
    /// 5xx, 3xx and 408 may come after the effect. A 429 without Graph's error body may be a proxy's, which can have
    /// counted a request that it let through.
    fileprivate var saysNothingHappened: Bool {
        switch status {
        case 408: false
        case 429: code != nil
        case 400..<500: true
        default: false
        }
    }
}

private struct PassPolicyRecord: Decodable {
    let state: String
    let minimumLifetimeInMinutes: Int
    let maximumLifetimeInMinutes: Int
    let isUsableOnce: Bool
}

private struct PassRecord: Decodable, Sendable {
    let id: PassID
    let createdDateTime: Date
    let isUsable: Bool
}

private struct MadePassRecord: Decodable {
    let id: PassID
    let temporaryAccessPass: String
    let lifetimeInMinutes: Int
}

private struct PassWish: Encodable {
    let lifetimeInMinutes: Int
    let isUsableOnce: Bool
}
