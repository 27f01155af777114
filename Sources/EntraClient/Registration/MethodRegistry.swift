import Foundation
import Proofing

/// The tenant's app registrations, consents and external methods, read and changed one at a time. Deletes nothing.
package struct MethodRegistry: Sendable {
    let graph: GraphClient

    package init(graph: GraphClient) { self.graph = graph }

    private static let policy = GraphPath("policies") / "authenticationMethodsPolicy"
    private static var configurations: GraphPath { policy / "authenticationMethodConfigurations" }

    // MARK: Reading

    package func application(_ appID: ObjectID) async throws(RegistryError) -> RegisteredApplication? {
        let request = GraphRequest.get(
            GraphPath("applications"), .init(name: "$filter", value: "appId eq '\(appID)'"),
            .init(name: "$select", value: RegisteredApplication.properties))
        return try await asking(.readApplications) { () throws(GraphFailure) in
            try await graph.all(RegisteredApplication.self, from: request)
        }.first
    }

    /// Every app registration that has the reply address. Reads all of them: Graph's filter on addresses is not one that
    /// every cloud has.
    package func applications(replyingTo address: String) async throws(RegistryError) -> [RegisteredApplication] {
        let request = GraphRequest.get(
            GraphPath("applications"), .init(name: "$select", value: RegisteredApplication.properties),
            .init(name: "$top", value: "999"))
        return try await asking(.readApplications) { () throws(GraphFailure) in
            try await graph.all(RegisteredApplication.self, from: request)
        }.filter { $0.replyAddresses.contains(address) }
    }

    package func principal(of application: ObjectID) async throws(RegistryError) -> RegisteredPrincipal? {
        try await principal("\(application)")
    }

    /// Microsoft Graph itself, as it stands in the tenant.
    package func graphPrincipal() async throws(RegistryError) -> RegisteredPrincipal? {
        try await principal(MicrosoftGraph.appID)
    }

    private func principal(_ appID: String) async throws(RegistryError) -> RegisteredPrincipal? {
        let request = GraphRequest.get(
            GraphPath("servicePrincipals"), .init(name: "$filter", value: "appId eq '\(appID)'"),
            .init(name: "$select", value: "id,accountEnabled"))
        return try await asking(.readApplications) { () throws(GraphFailure) in
            try await graph.all(RegisteredPrincipal.self, from: request)
        }.first
    }

    package func grants(to principal: ObjectID) async throws(RegistryError) -> [PermissionGrant] {
        let path = GraphPath("servicePrincipals") / principal / "oauth2PermissionGrants"
        return try await asking(.readGrants) { () throws(GraphFailure) in
            try await graph.all(PermissionGrant.self, from: .get(path))
        }
    }

    package func methods() async throws(RegistryError) -> [RegisteredMethod] {
        try await asking(.readMethods) { () throws(GraphFailure) in
            try await graph.decode(PolicyRecord.self, from: .get(Self.policy))
        }.authenticationMethodConfigurations.compactMap(\.method)
    }

    /// The policy lists methods of every type; only external ones are of this form.
    private struct PolicyRecord: Decodable {
        struct Entry: Decodable {
            let method: RegisteredMethod?

            init(from decoder: any Decoder) throws {
                let type = try decoder.container(keyedBy: Key.self).decodeIfPresent(String.self, forKey: .type)
                method = type == RegisteredMethod.type ? try RegisteredMethod(from: decoder) : nil
            }

            enum Key: String, CodingKey { case type = "@odata.type" }
        }
        let authenticationMethodConfigurations: [Entry]
    }

    // MARK: Changing

    func make(_ application: NewApplication) async throws(RegistryError) -> RegisteredApplication {
        try await posting(application, to: GraphPath("applications"), .writeApplications)
    }

    func change(_ application: ObjectID, _ change: ApplicationChange) async throws(RegistryError) {
        try await patching(change, GraphPath("applications") / application, .writeApplications)
    }

    func makePrincipal(of application: ObjectID) async throws(RegistryError) -> RegisteredPrincipal {
        try await posting(
            NewPrincipal(appId: application.rawValue), to: GraphPath("servicePrincipals"), .writeApplications)
    }

    func grant(_ grant: NewGrant) async throws(RegistryError) {
        let _: PermissionGrant = try await posting(grant, to: GraphPath("oauth2PermissionGrants"), .writeGrants)
    }

    func widen(_ grant: PermissionGrant, to scopes: Set<String>) async throws(RegistryError) {
        let path = GraphPath("oauth2PermissionGrants")
        guard let id = GraphSegment(grant.id) else { return }
        try await patching(["scope": scopes.sorted().joined(separator: " ")], path / id, .writeGrants)
    }

    func make(_ method: NewMethod) async throws(RegistryError) -> RegisteredMethod {
        try await posting(method, to: Self.configurations, .writeMethods)
    }

    func change(_ method: RegisteredMethod, _ change: MethodChange) async throws(RegistryError) {
        guard let id = GraphSegment(method.id) else { return }
        try await patching(change, Self.configurations / id, .writeMethods)
    }

    private func posting<Made: Decodable>(
        _ body: some Encodable, to path: GraphPath, _ need: PermissionNeed
    ) async throws(RegistryError) -> Made {
        try await asking(need) { () throws(GraphFailure) in
            // A second request would be a second object; a run after an unknown outcome finds what there is.
            try await graph.decode(Made.self, from: .post(path, body: try encode(body), repetition: .never))
        }
    }

    private func patching(
        _ body: some Encodable, _ path: GraphPath, _ need: PermissionNeed
    ) async throws(RegistryError) {
        _ = try await asking(need) { () throws(GraphFailure) in
            try await graph.send(.patch(path, body: try encode(body)))
        }
    }

    private func encode(_ body: some Encodable) throws(GraphFailure) -> Data {
        do { return try JSONEncoder().encode(body) } catch { throw .malformed("the request cannot be encoded") }
    }

    private func asking<Value>(
        _ need: PermissionNeed, _ ask: () async throws(GraphFailure) -> Value
    ) async throws(RegistryError) -> Value {
        do throws(GraphFailure) { return try await ask() } catch { throw RegistryError(error, need) }
    }
}
