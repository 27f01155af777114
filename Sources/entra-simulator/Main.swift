import ArgumentParser
import EntraSimulator
import Foundation
import Logging
import ServiceLifecycle

@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entra-simulator",
        abstract: "A Microsoft Entra tenant in memory, on loopback, for demos and tests. Never for anything real.")

    @Option(help: "Port of sign-in pages, token endpoint and Graph; 0 picks one.") var port = 9400
    @Option(help: "Port of the management interface; 0 picks one.") var managementPort = 9401
    @Option(help: "Port of the same over TLS; 0 picks one.") var tlsPort: Int?
    @Option(help: "Where to write the certificate of the TLS port.") var tlsCertificateFile: String?
    @Option(help: "Where 'Forgot my password' leads.") var forgotPasswordURL: String?
    @Option(help: "Client id of the registered app.") var clientID: String?
    @Option(help: "Client secret of the registered app; made up when neither it nor a certificate is given.")
    var clientSecret: String?
    @Option(help: "PEM file with a certificate of the registered app.") var certificate: String?

    @Flag(help: "Take providers of external methods over plain http on loopback; Entra takes https only.")
    var acceptLoopbackHTTP = false

    func run() async throws {
        var configuration = SimulatorConfiguration()
        configuration.acceptsLoopbackHTTP = acceptLoopbackHTTP
        configuration.port = port
        configuration.managementPort = managementPort
        configuration.tlsPort = tlsPort
        configuration.forgotPasswordURL = forgotPasswordURL
        let client = try registeredClient()
        configuration.clients = [client]

        let simulator = try await EntraSimulator(configuration: configuration, logger: Logger(label: "entra-simulator"))
        if let tlsCertificateFile {
            try simulator.certificatePEM?.write(toFile: tlsCertificateFile, atomically: true, encoding: .utf8)
        }
        print(
            "tenant \(configuration.tenant.id) client \(client.id) secret \(clientSecret ?? client.secrets.first?.value ?? "none")"
        )
        async let addresses = simulator.addresses()
        let group = ServiceGroup(
            configuration: .init(
                services: [simulator], gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "entra-simulator")))
        async let finished: Void = group.run()
        let open = try await addresses
        print("pages and Graph \(open.base)  management \(open.management)  TLS \(open.tls ?? "off")")
        // Whoever started it through a pipe waits for this line.
        fflush(nil)
        try await finished
    }

    private func registeredClient() throws -> RegisteredClient {
        let pem = try certificate.map { try String(contentsOfFile: $0, encoding: .utf8) }
        let secret = clientSecret ?? (pem == nil ? UUID().uuidString : nil)
        let secrets = secret.map { [RegisteredClient.Secret($0)] } ?? []
        guard let clientID else { return RegisteredClient(secrets: secrets, certificates: pem.map { [$0] } ?? []) }
        return RegisteredClient(id: clientID, secrets: secrets, certificates: pem.map { [$0] } ?? [])
    }
}
