import ArgumentParser
import Foundation
import Logging
import Metrics
import ServiceLifecycle
import Storage
import WebServer

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Runs the server until it is told to stop.")

    @OptionGroup var configuration: ConfigurationOption

    @Flag(help: "Log every request and every step.")
    var verbose = false

    func run() async throws {
        let settings = try configuration.settings()
        let (database, rootKey) = try await configuration.open(settings)
        let logger = makeLogger(verbose ? .debug : .info)
        let metrics = PrometheusRegistry()
        MetricsSystem.bootstrap(PrometheusMetrics(metrics))
        let server = try await buildServer(
            settings, database: database, rootKey: rootKey, metrics: metrics, logger: logger
        ) {
            port in
            logger.info("ready", metadata: ["port": "\(port)", "address": "\(settings.publicAddress.origin)"])
        }
        let group = ServiceGroup(
            configuration: .init(
                services: server.services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger.forLifecycle))
        try await group.run()
    }
}
