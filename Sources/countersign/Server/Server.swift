import ClaimsMatching
import EntraClient
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import Metrics
import NIOSSL
import Notifications
import Proofing
import ServiceLifecycle
import Storage
import Synchronization
import Vision
import WebServer

/// A server that is put together but does not run yet: `buildServer` makes it, `serve` and `demo` run its services.
struct Server {
    var services: [any Service]
    var sync: DirectorySync
    var workers: VisionWorkers
    var policies: PolicyDesk
}

/// Puts everything together: the only place where the concrete types meet.
///
/// - Parameters:
///   - settings: checked already.
///   - database: open, with its migrations done.
///   - onListening: called with the port the portal listens on.
func buildServer(
    _ settings: Settings, database: Database, rootKey: RootKey, metrics: PrometheusRegistry, logger: Logger,
    onListening: @escaping @Sendable (Int) async -> Void = { _ in }
) async throws -> Server {
    let entra = Entra(settings, logger: logger)
    let workers = VisionWorkers(
        program: WorkerProgram(path: settings.vision.worker, models: settings.vision.models),
        limits: WorkerLimits(workers: settings.vision.workers), logger: logger)
    let ports = ProofingPorts(
        ledger: database.ledger, sessions: database.sessions, issuances: database.issuances, leases: database.leases,
        reviews: database.reviews, auditLog: database.audit, vault: database.vault,
        references: database.references, people: database.directory,
        directory: entra.directory, documents: workers, faces: workers, time: SystemTime(), random: SystemRandom(),
        records: database.records)
    let seal = DecisionSeal(key: rootKey.derive("decision seal"))
    let signals = SessionSignals()
    let origin = settings.publicAddress.origin
    let active = ActivePolicies(settings.policies)
    let policies = PolicyDesk(
        tenant: settings.entra.tenant, ledger: database.ledger, store: database.policies, active: active,
        time: SystemTime())
    try await policies.load(orAdopt: settings.policyText)
    let tables = try NameTables.load(from: NameTablePlaces.folder)
    let trial = PolicyTrial(desk: policies, bases: database.bases, people: database.directory, tables: tables)
    let colleagues = ColleagueSearch(tenant: settings.entra.tenant, people: database.directory, tables: tables)
    let marks = DocumentMarks(key: rootKey.derive("document marks"))
    let claimants = ClaimantDesk(
        ports: ports, policies: active, seal: seal, signals: signals, colleagues: colleagues, marks: marks,
        enrolment: enrolmentTerms(settings))
    let reviews = ReviewDesk(
        tenant: settings.entra.tenant, ports: ports, policies: active, seal: seal, signals: signals,
        colleagues: colleagues, marks: marks, returnLink: { "\(origin)/back#\($0.value.reveal())" })

    let callout = ClaimsCallout(
        tenant: settings.entra.tenant, ledger: database.ledger, people: database.directory, active: active,
        colleagues: colleagues, time: SystemTime())
    let readinessSurvey = ReadinessSurvey(
        tenant: settings.entra.tenant, people: database.directory, active: active, tables: tables, time: SystemTime())
    var limits = WebLimits()
    limits.trustedProxies = settings.trustedProxies
    var web = WebDependencies(
        claimants: claimants, reviews: reviews, policies: policies, trial: trial, readiness: readinessSurvey,
        tenant: settings.presentation, address: settings.publicAddress, limits: limits, logger: logger)
    web.callout = try calloutDependencies(settings, callout, entra)
    let provider = settings.externalMethod.map {
        Provider($0, database: database, rootKey: rootKey, transport: entra.transport)
    }
    web.openID = provider?.webDependencies
    web.signIn = provider?.signInDependencies
    let site = try Application(
        router: buildWebRouter(web), server: webServer(settings.tls),
        configuration: .init(address: .hostname(settings.listen.host, port: settings.listen.port), serverName: nil),
        onServerRunning: { channel in await onListening(channel.localAddress?.port ?? settings.listen.port) },
        logger: logger)
    let operations = Application(
        router: buildOperationsRouter(metrics: metrics) {
            await readiness(workers, database, colleagues, provider, settings)
        },
        configuration: .init(address: .hostname(settings.operations.host, port: settings.operations.port)),
        logger: logger)
    let sync = DirectorySync(graph: entra.graph, store: database.directorySync, interval: settings.syncSeconds)
    let delivery = OutboxDelivery(
        outbox: database.outbox, directory: database.directory, sender: try mailSender(settings.mail, entra),
        templates: messageTemplates(settings), time: SystemTime(), logger: logger)
    return Server(
        services: [entra.transport, workers, sync, delivery]
            + upkeep(ports, settings, database, policies, active, signals, logger)
            + [
                policyWarnings(trial, active, logger),
                PeriodicService(name: "index", seconds: 5, logger: logger) { try await colleagues.readChanges() },
            ]
            + signingKeys(provider, logger) + [operations, site],
        sync: sync, workers: workers, policies: policies)
}

/// Says in the log what the policies in force ask for and the directory does not have, whenever that is something new.
private func policyWarnings(_ trial: PolicyTrial, _ active: ActivePolicies, _ logger: Logger) -> any Service {
    let said = Mutex<[PolicyWarning]>([])
    return PeriodicService(name: "policy warnings", seconds: 600, logger: logger) {
        let warnings = try await trial.warnings(about: active.set)
        let before = said.withLock { said in
            defer { said = warnings }
            return said
        }
        for warning in warnings where !before.contains(warning) {
            logger.warning("policy", metadata: ["warning": "\(warning)"])
        }
    }
}

/// Reconciliation and retention: see `PassReconciler` and `RetentionSweep`.
private func upkeep(
    _ ports: ProofingPorts, _ settings: Settings, _ database: Database, _ policies: PolicyDesk,
    _ active: ActivePolicies, _ signals: SessionSignals, _ logger: Logger
) -> [any Service] {
    let reconciler = PassReconciler(
        ledger: ports.ledger, issuances: ports.issuances, leases: ports.leases, directory: ports.directory,
        time: ports.time, random: ports.random)
    let sweep = RetentionSweep(ports: ports, policies: active, signals: signals)
    let faces = EnrolmentSweep(
        references: ports.references, ledger: ports.ledger, policies: active,
        enrolAddress: enrolmentTerms(settings)?.enrolAddress, time: ports.time, random: ports.random)
    return [
        PeriodicService(name: "reconcile passes", seconds: 30, logger: logger) { try await reconciler.reconcile() },
        PeriodicService(name: "policies", seconds: 15, logger: logger) { try await policies.refresh() },
        PeriodicService(name: "sweep", seconds: 60, logger: logger) {
            try await sweep.run()
            try await faces.run()
            let now = ports.time.now
            try await database.housekeeping.tidy(at: now)
            let days = Double(settings.recordDays)
            _ = try await database.housekeeping.forgetSessions(
                endedBefore: now.addingTimeInterval(-days * 86_400), limit: 500)
        },
    ]
}

/// The first round makes the first key, before anybody is sent here.
private func signingKeys(_ provider: Provider?, _ logger: Logger) -> [any Service] {
    guard let provider else { return [] }
    return [PeriodicService(name: "signing keys", seconds: 60, logger: logger) { try await provider.tend(logger) }]
}

private func readiness(
    _ workers: VisionWorkers, _ database: Database, _ colleagues: ColleagueSearch, _ provider: Provider?,
    _ settings: Settings
) async -> [ReadinessCheck] {
    let ready = workers.readyWorkers
    let counts = try? await database.directory.count(tenant: settings.entra.tenant)
    let people = counts?.people ?? 0
    let found = await colleagues.count
    return [
        ReadinessCheck(name: "vision", isReady: ready > 0, detail: "\(ready) of \(settings.vision.workers) workers"),
        ReadinessCheck(name: "database", isReady: counts != nil),
        ReadinessCheck(name: "directory", isReady: people > 0, detail: "\(people) people"),
        // A decision waits for the index; a node that still reads a large directory should not get any yet.
        ReadinessCheck(name: "index", isReady: found > people / 2, detail: "\(found) of \(people) people"),
    ] + [await provider?.readiness()].compactMap { $0 }
}

private func webServer(_ tls: TLSConfiguration?) throws -> HTTPServerBuilder {
    // Slow or silent connections are closed (requirements T27).
    let http = HTTPServerBuilder.http1(configuration: .init(idleTimeout: .seconds(120)))
    guard let tls else { return http }
    return try .tls(http, tlsConfiguration: tls)
}

private func mailSender(_ mail: MailSettings, _ entra: Entra) throws -> any MailSending {
    switch mail {
    case .smtp(let server): SMTPMailSender(server: server, time: SystemTime())
    case .graph(let sender): try GraphMail(graph: entra.graph, sender: sender)
    }
}

private func messageTemplates(_ settings: Settings) -> MessageTemplates {
    let helpDesk = settings.presentation.helpDesk
    return MessageTemplates(defaults: [
        "tenantName": settings.presentation.name,
        "supportContact": helpDesk.telephone ?? helpDesk.mail ?? "your help desk",
    ])
}
