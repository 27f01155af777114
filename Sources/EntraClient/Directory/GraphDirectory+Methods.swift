import Foundation
import Proofing

extension GraphDirectory {
    /// The methods that can be removed through a typed path. Passwords and passes are not among them.
    package func methods(of id: PersonID) async throws(DirectoryError) -> [AuthenticationMethod] {
        let path = try path(of: id) / "authentication" / "methods"
        let records = try await asking { () throws(GraphFailure) in
            try await graph.all(MethodRecord.self, from: .get(path))
        }
        return records.compactMap { record in
            AuthenticationMethod.Kind(type: record.type).map { AuthenticationMethod(kind: $0, id: record.id) }
        }
    }

    /// Removing what is already gone succeeds.
    package func removeMethod(_ method: AuthenticationMethod, of id: PersonID) async throws(DirectoryError) {
        guard let segment = GraphSegment(method.id) else {
            throw DirectoryError(.rejected, detail: "the method's id cannot stand in a path")
        }
        try await removing(.delete(try path(of: id) / "authentication" / method.kind / segment))
    }

    /// Removes all of these. Graph refuses to remove the default method while others remain (entra-contract D.3), and
    /// nothing tells which one it is: so what is refused is tried once more after the rest has gone.
    /// - Returns: the methods among them that a new listing still shows.
    package func removeMethods(
        _ methods: [AuthenticationMethod], of id: PersonID
    ) async throws(DirectoryError) -> [AuthenticationMethod] {
        var refused: [AuthenticationMethod] = []
        for method in methods {
            do throws(DirectoryError) { try await removeMethod(method, of: id) } catch {
                guard error.code == .rejected else { throw error }
                refused.append(method)
            }
        }
        for method in refused {
            do throws(DirectoryError) { try await removeMethod(method, of: id) } catch {
                guard error.code == .rejected else { throw error }
            }
        }
        let wanted = Set(methods)
        return try await self.methods(of: id).filter(wanted.contains)
    }
}

private struct MethodRecord: Decodable, Sendable {
    let type: String
    let id: String

    enum CodingKeys: String, CodingKey {
        case type = "@odata.type"
        case id
    }
}

extension AuthenticationMethod.Kind {
    /// entra-contract D.3.
    init?(type: String) {
        switch type {
        case "#microsoft.graph.phoneAuthenticationMethod": self = .phoneMethods
        case "#microsoft.graph.microsoftAuthenticatorAuthenticationMethod": self = .microsoftAuthenticatorMethods
        case "#microsoft.graph.softwareOathAuthenticationMethod": self = .softwareOathMethods
        case "#microsoft.graph.fido2AuthenticationMethod": self = .fido2Methods
        case "#microsoft.graph.windowsHelloForBusinessAuthenticationMethod": self = .windowsHelloForBusinessMethods
        case "#microsoft.graph.platformCredentialAuthenticationMethod": self = .platformCredentialMethods
        case "#microsoft.graph.emailAuthenticationMethod": self = .emailMethods
        default: return nil
        }
    }
}
