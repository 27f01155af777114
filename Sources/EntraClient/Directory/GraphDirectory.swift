import Foundation
import Proofing

/// One tenant's accounts, asked and acted upon through Graph.
package struct GraphDirectory: DirectoryActing {
    let graph: GraphClient

    package init(graph: GraphClient) { self.graph = graph }

    /// The account's path; an account of another tenant is never looked up here, whatever its object id.
    func path(of id: PersonID) throws(DirectoryError) -> GraphPath {
        try check(id.tenant)
        return .user(id)
    }

    func check(_ tenant: TenantID) throws(DirectoryError) {
        guard tenant == graph.configuration.tenant else {
            throw DirectoryError(.rejected, detail: "another tenant than the configured one")
        }
    }

    func asking<Value>(
        _ ask: () async throws(GraphFailure) -> Value
    ) async throws(DirectoryError) -> Value {
        do throws(GraphFailure) { return try await ask() } catch { throw DirectoryError(error) }
    }

    /// For what is finished when it is gone: Graph's 404 is success.
    func removing(_ request: GraphRequest) async throws(DirectoryError) {
        do throws(GraphFailure) {
            _ = try await graph.send(request)
        } catch {
            if case .refused(let refusal) = error, refusal.saysNoSuchObject { return }
            throw DirectoryError(error)
        }
    }

    package func revokeSessions(of id: PersonID) async throws(DirectoryError) {
        let path = try path(of: id) / "revokeSignInSessions"
        _ = try await asking { () throws(GraphFailure) in
            try await graph.send(.post(path, repetition: .harmless))
        }
    }
}
