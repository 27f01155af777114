import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import ServiceLifecycle

/// A Microsoft Entra tenant on loopback: sign-in pages, token endpoint and Graph on one port, management on another.
///
/// ```swift
/// let simulator = try await EntraSimulator(configuration: configuration, logger: logger)
/// // add it to a ServiceGroup, or:
/// try await simulator.whileRunning { addresses in … }
/// ```
package struct EntraSimulator: Service {
    package let tenant: Tenant
    private let pages: Pages
    private let certificate: LoopbackCertificate?
    private let logger: Logger
    private let board = AddressBoard()

    /// Throws ``ConfigurationProblems``.
    package init(
        configuration: SimulatorConfiguration, logger: Logger, issuers: Issuers? = nil,
        now: @escaping @Sendable () -> Date = { Date() }
    ) async throws {
        tenant = try await Tenant(configuration: configuration, issuers: issuers, now: now)
        pages = try await Pages(tenant: configuration.tenant)
        certificate = configuration.tlsPort == nil ? nil : try LoopbackCertificate()
        // The lifecycle's debug lines describe every service with all it holds.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .info)
        self.logger = quiet
    }

    /// PEM of the certificate the TLS port shows, for clients that must trust it; nil without a TLS port.
    package var certificatePEM: String? { certificate?.certificatePEM }

    /// Waits until every port is open. Throws what stopped the simulator if it stops first.
    package func addresses() async throws -> Addresses { try await board.wait() }

    package func run() async throws {
        do {
            let group = ServiceGroup(configuration: .init(services: try applications(), logger: logger))
            try await group.run()
            await board.close(SimulatorStopped())
        } catch {
            await board.close(error)
            throw error
        }
    }

    /// Runs the simulator for as long as `body` takes.
    package func whileRunning<Result: Sendable>(
        _ body: @Sendable (Addresses) async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(configuration: .init(services: [self], logger: logger))
            group.addTask { try await services.run() }
            do {
                let result = try await body(try await addresses())
                await services.triggerGracefulShutdown()
                return result
            } catch {
                await services.triggerGracefulShutdown()
                throw error
            }
        }
    }

    private func applications() throws -> [any Service] {
        let configuration = tenant.configuration
        let hasTLS = certificate != nil
        var services: [any Service] = [
            buildSimulator(tenant, pages, scheme: "http", port: configuration.port, logger: logger) { port in
                await tenant.opened(at: AddressBoard.base(port, configuration))
                await board.opened(.main, port, configuration, expectingTLS: hasTLS)
                announce(port)
            },
            buildManagement(tenant, logger: logger) { port in
                await board.opened(.management, port, configuration, expectingTLS: hasTLS)
            },
        ]
        if let certificate, let port = configuration.tlsPort {
            let application = buildSimulator(
                tenant, pages, scheme: "https", port: port,
                server: try .tls(tlsConfiguration: certificate.tlsConfiguration()), logger: logger
            ) { port in await board.opened(.tls, port, configuration, expectingTLS: hasTLS) }
            services.append(application)
        }
        return services
    }

    private func announce(_ port: Int) {
        logger.warning(
            """
            ENTRA SIMULATOR on port \(port). This is not Microsoft Entra ID. It has invented people, no security and \
            no memory. Never put a real account, a real secret or a network in front of it.
            """)
    }

    struct SimulatorStopped: Error {}
}
