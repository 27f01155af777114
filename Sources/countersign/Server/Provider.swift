import EntraClient
import Foundation
import Logging
import Metrics
import OpenIDProvider
import Proofing
import Storage
import WebServer

/// Entra's external method, put together from the server's parts.
struct Provider: Sendable {
    let connection: Connection
    /// Judges what Entra sends; counts what it refuses.
    let endpoint: AuthorizationEndpoint
    let answers: AnswerIssuer
    let keys: SigningKeys
    let upkeep: KeyUpkeep
    private let tenantKeys: TenantKeys
    private let time: any TimeSource

    init(
        _ connection: Connection, database: Database, rootKey: RootKey, transport: HTTPTransport,
        time: any TimeSource = SystemTime()
    ) {
        let parts = KeyParts(connection, database: database, rootKey: rootKey, time: time)
        self.connection = connection
        let tenantKeys = TenantKeys(
            connection: connection,
            source: PublishedKeys(address: connection.signingKeysAddress, transport: transport), time: time)
        self.tenantKeys = tenantKeys
        self.time = time
        keys = parts.keys
        upkeep = parts.upkeep
        endpoint = AuthorizationEndpoint(
            connection: connection, keys: tenantKeys, seen: database.seenHints(of: connection.tenant), time: time
        ) { refusal in
            Counter(label: "external_method_refusals", dimensions: [("code", refusal.code.rawValue)]).increment()
        }
        answers = AnswerIssuer(connection: connection, keys: keys, time: time, random: SystemRandom())
    }

    var webDependencies: OpenIDDependencies { OpenIDDependencies(issuer: connection.issuer, keys: keys) }

    var signInDependencies: SignInDependencies {
        SignInDependencies(
            redirectAddress: connection.redirectAddress,
            receive: { body throws(Refusal) in try await endpoint.receive(body) },
            approve: { request, decision throws(AnswerFault) in try await answers.approve(request, on: decision) },
            decline: { answers.decline($0, because: $1) })
    }

    /// One round: keys that are due, and what operators watch.
    func tend(_ logger: Logger) async throws {
        for action in try await upkeep.run() {
            logger.notice("signing keys changed", metadata: ["change": "\(action)"])
        }
        await tenantKeys.renew()
        let report = try await KeyReport(keys.stored(), tenantKeysAge: tenantKeys.age, at: time.now)
        report.measure()
        // The others have weeks: /readyz and the metrics name them.
        for alarm in report.alarms where alarm.isUrgent { logger.error("\(alarm.sentence)") }
    }

    func readiness() async -> ReadinessCheck {
        guard let ring = try? await keys.stored() else {
            return ReadinessCheck(name: "external method", isReady: false, detail: "the signing keys cannot be read")
        }
        return await KeyReport(ring, tenantKeysAge: tenantKeys.age, at: time.now).readiness
    }
}

/// Signing keys and their upkeep, as server and commands both need them.
struct KeyParts: Sendable {
    let keys: SigningKeys
    let upkeep: KeyUpkeep

    init(_ connection: Connection, database: Database, rootKey: RootKey, time: any TimeSource = SystemTime()) {
        let sealing = SigningKeySealing(rootKey)
        keys = SigningKeys(
            issuer: connection.issuer, store: database.keyRings(of: connection.tenant), sealing: sealing, time: time)
        upkeep = KeyUpkeep(keys: keys, time: time) {
            try await KeyMaker(sealing: sealing).make(for: connection.issuer, at: $0)
        }
    }
}
