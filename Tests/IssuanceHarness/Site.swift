import ArgumentParser
import EntraClient
import Foundation
import Logging
import Proofing
import Storage

/// Where things are. Every run of one case names the same.
struct SiteOptions: ParsableArguments {
    @Option(help: "The SQLite file; the root key stands beside it with the suffix .key.") var database: String
    @Option(help: "File with the seconds to add to the time of day.") var clock: String
    @Option(help: "Scheme, host and port of the simulator's sign-in and Graph.") var entra: String
    @Option var tenant: String
    @Option var client: String
    @Option var secret: String
    @Option(help: "Object id of the person.") var person: String
    @Option(help: "32 hexadecimal digits.") var session: String
}

/// Where this run ends or stands still.
struct InterruptionOptions: ParsableArguments {
    @Option(help: "End the process here, e.g. 4-after.") var abortAt: Moment?
    @Option(help: "Print `held` here and go on after a line on standard input.") var holdAt: Moment?

    var interruption: Interruption { Interruption(abortAt: abortAt, holdAt: holdAt) }
}

/// The real stores and the real client, put together as the server does it.
struct Site: Sendable {
    let database: Database
    let ledger: any Ledger
    let leases: any LeaseStore
    let directory: any DirectoryActing
    let time: MovedClock
    let seal: DecisionSeal
    let person: PersonID
    let session: SessionID

    var issuer: PassIssuer {
        PassIssuer(
            ledger: ledger, issuances: database.issuances, leases: leases, directory: directory, time: time,
            random: SystemRandom())
    }

    var reconciler: PassReconciler {
        PassReconciler(
            ledger: ledger, issuances: database.issuances, leases: leases, directory: directory, time: time,
            random: SystemRandom())
    }

    /// Opens everything, does `work`, and closes the connections again.
    static func run(
        _ options: SiteOptions, _ interruption: Interruption, creating: Bool = false,
        _ work: (Site) async throws -> Void
    ) async throws {
        let transport = HTTPTransport()
        do {
            try await work(try await open(options, interruption, transport, creating: creating))
        } catch {
            try? await transport.shutdown()
            throw error
        }
        try await transport.shutdown()
    }

    private static func open(
        _ options: SiteOptions, _ interruption: Interruption, _ transport: HTTPTransport, creating: Bool
    ) async throws -> Site {
        guard let tenant = TenantID(rawValue: options.tenant), let object = ObjectID(rawValue: options.person),
            let client = ObjectID(rawValue: options.client), let session = SessionID(rawValue: options.session)
        else { throw ValidationError("tenant, client, person and session must be ids") }
        let time = MovedClock(path: options.clock)
        let keyFile = options.database + ".key"
        let isNew = creating && !FileManager.default.fileExists(atPath: keyFile)
        let rootKey = try isNew ? RootKeyFile.create(keyFile) : RootKeyFile.load(keyFile)
        if creating { _ = try await Database.migrate(path: options.database, rootKey: rootKey) }
        let database = try await Database.open(path: options.database, rootKey: rootKey, time: time)

        let address = try ServiceAddress(options.entra)
        let configuration = EntraConfiguration(
            tenant: tenant, client: client, credential: .secret(Secret(options.secret)), login: address, graph: address)
        var logger = Logger(label: "issuance-harness", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .critical
        let surroundings = Surroundings(transport: transport, time: time, sleep: NoSleep(), logger: logger)
        let tokens = AccessTokens(configuration: configuration, surroundings: surroundings)
        let graph = GraphClient(configuration: configuration, tokens: tokens, surroundings: surroundings)
        return Site(
            database: database, ledger: InterruptedLedger(base: database.ledger, interruption: interruption),
            leases: InterruptedLeases(base: database.leases, interruption: interruption),
            directory: InterruptedDirectory(base: GraphDirectory(graph: graph), interruption: interruption), time: time,
            seal: DecisionSeal(key: rootKey.derive("decision seal")),
            person: PersonID(tenant: tenant, object: object), session: session)
    }
}
