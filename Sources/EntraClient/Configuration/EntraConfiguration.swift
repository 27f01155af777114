import Proofing

/// How Countersign stands in one tenant: who it is there, and where Entra and Graph are.
package struct EntraConfiguration: Sendable {
    package var tenant: TenantID
    /// The app registration ("Application (client) ID").
    package var client: ObjectID
    package var credential: EntraCredential
    package var login: ServiceAddress
    package var graph: ServiceAddress
    /// The resource the token is for; see `derivedScope(for:)`.
    package var scope: String
    package var profile = ProfileAttributes()

    /// - Parameter scope: nil derives it from the Graph host.
    package init(
        tenant: TenantID, client: ObjectID, credential: EntraCredential,
        login: ServiceAddress = .globalLogin, graph: ServiceAddress = .globalGraph, scope: String? = nil
    ) {
        self.tenant = tenant
        self.client = client
        self.credential = credential
        self.login = login
        self.graph = graph
        self.scope = scope ?? Self.derivedScope(for: graph)
    }

    /// `https://{graph host}/.default`: each national cloud's Graph is a resource of its own (entra-contract B.5).
    /// A Graph on the loopback interface stands in for the global one and is asked for under that name.
    package static func derivedScope(for graph: ServiceAddress) -> String {
        graph.isLoopback ? "\(ServiceAddress.globalGraph)/.default" : "https://\(graph.host)/.default"
    }

    /// Also the audience of a client assertion (entra-contract B.2).
    var tokenEndpoint: String { "\(login)/\(tenant)/oauth2/v2.0/token" }
}
