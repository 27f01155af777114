import EntraClient
import Logging
import Proofing

/// The connection to Entra and Graph, as `serve` and `sync` both need it.
struct Entra: Sendable {
    let transport: HTTPTransport
    let graph: GraphClient
    let directory: GraphDirectory

    init(_ settings: Settings, logger: Logger) {
        transport = HTTPTransport()
        let surroundings = Surroundings(transport: transport, logger: logger)
        let tokens = AccessTokens(configuration: settings.entra, surroundings: surroundings)
        graph = GraphClient(configuration: settings.entra, tokens: tokens, surroundings: surroundings)
        directory = GraphDirectory(graph: graph)
    }
}
