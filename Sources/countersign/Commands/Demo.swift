import ArgumentParser
import EntraClient
import EntraSimulator
import Foundation
import Logging
import Metrics
import Proofing
import ServiceLifecycle
import Storage
import WebServer

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Runs the server and a simulated Entra tenant on this machine, with fresh data, and says where to click.")

    @Option(help: "The folder for the demo's data. What an earlier demo left in it is replaced.")
    var folder = ".demo"

    @Option(help: "Port of the portal.")
    var port = 8080

    @Option(help: "Port of the simulated Entra.")
    var simulatorPort = 9400

    @Option(help: "Attempts that may fail for one account in a day.")
    var failuresPerDay = 20

    @Flag(help: "Log every request and every step.")
    var verbose = false

    func run() async throws {
        let logger = makeLogger(verbose ? .debug : .warning)
        let site = DemoSite(folder: folder, port: port, simulatorPort: simulatorPort, failuresPerDay: failuresPerDay)
        let simulator = try await site.makeSimulator(logger: logger)
        let simulation = ServiceGroup(configuration: .init(services: [simulator], logger: logger.forLifecycle))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await simulation.run() }
            _ = try await simulator.addresses()
            try await runServer(site, simulator, logger)
            await simulation.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    private func runServer(_ site: DemoSite, _ simulator: EntraSimulator, _ logger: Logger) async throws {
        try await site.prepare(excludedGroup: await simulator.tenant.groupID("Excluded from recovery"))
        let settings = try Settings.load(site.configurationPath)
        let rootKey = try RootKeyFile.load(settings.rootKey)
        let database = try await Database.open(path: settings.database, rootKey: rootKey, time: SystemTime())
        let metrics = PrometheusRegistry()
        MetricsSystem.bootstrap(PrometheusMetrics(metrics))
        let server = try await buildServer(
            settings, database: database, rootKey: rootKey, metrics: metrics, logger: logger
        ) {
            _ in
            await announce(site, settings, database)
        }
        let group = ServiceGroup(
            configuration: .init(
                services: server.services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger.forLifecycle))
        try await group.run()
    }

    private func announce(_ site: DemoSite, _ settings: Settings, _ database: Database) async {
        guard let reviewer = ReviewerID(rawValue: "demo"),
            let console = try? await ConsoleLink.make(
                for: reviewer, account: nil, database: database, origin: settings.publicAddress.origin)
        else { return }
        print(
            """

            Countersign is ready. Everything runs on this machine; the tenant and its people are invented.

              1  Sign in, and say that you forgot the password    \(site.simulatorAddress)/
              2  Be an employee under your own name               \(site.simulatorAddress)/people/new
              3  Draw a specimen passport for that name           countersign specimen --help
              4  The review desk (this link works once)           \(console)
              5  Mails that were sent                             \(site.simulatorAddress)/outbox

            Another link to the review desk:  countersign console-link --reviewer you --config \(site.configurationPath)
            Stop with control-C. Nothing is kept for the next start.
            """)
        fflush(nil)
    }
}
