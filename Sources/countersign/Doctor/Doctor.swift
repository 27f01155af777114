import EntraClient
import Foundation
import Logging
import OpenIDProvider
import Proofing
import Storage

/// Looks at a whole set-up, from the inside and over the public address, and changes nothing but one row: the rehearsal's
/// hint is remembered for some minutes, like every hint.
struct Doctor: Sendable {
    let settings: Settings
    /// Looks at app registrations in place of the server's own token, which need not be allowed to.
    let administratorToken: Secret<String>?
    /// Says what comes next: some looks take seconds.
    let progress: @Sendable (String) -> Void

    func examine() async -> [Examination] {
        var record = ExaminationRecord()
        progress("root key, database, vision worker, mail")
        let database = await examineServer(&record)
        let transport = HTTPTransport(onlyHTTP1: true)
        let policies = await policies(database)
        let entra = Entra(settings, logger: Self.quiet)
        let graph = administratorToken.map { token in
            GraphClient(
                tenant: settings.entra.tenant, graph: settings.entra.graph, token: token,
                surroundings: Surroundings(transport: entra.transport, logger: Self.quiet))
        }
        progress("Entra: tenant, clock, token, permissions")
        let tenant = TenantExamination(
            settings: settings, transport: transport, graph: entra.graph, directory: entra.directory)
        record.add(await tenant.examine(policies))
        await examineDirectory(database, &record)
        progress("the portal over its public address")
        await examinePortal(transport, &record)
        if let connection = settings.externalMethod {
            progress("Entra: app registration, consent, external method")
            let registration = RegistrationExamination(
                connection: connection, registry: MethodRegistry(graph: graph ?? entra.graph))
            record.add(await registration.examine())
            progress("the published documents, and a rehearsed sign-in")
            let provider = ProviderExamination(connection: connection, transport: transport, database: database)
            record.add(await provider.examine())
            examineCoverage(policies, &record)
        } else {
            record.unchecked(
                "externalMethod", "Entra's external method is not configured.",
                mend: "If it should be: countersign entra setup.")
        }
        try? await transport.shutdown()
        try? await entra.transport.shutdown()
        return record.entries
    }

    /// What goes wrong is told here, not in log lines between.
    private static let quiet = Logger(label: "doctor", factory: { _ in SwiftLogNoOpLogHandler() })

    /// Those in force; before the first start, those of the file.
    private func policies(_ database: OpenDatabase?) async -> PolicySet {
        guard let database = database?.database else { return settings.policies }
        let active = ActivePolicies(settings.policies)
        let desk = PolicyDesk(
            tenant: settings.entra.tenant, ledger: database.ledger, store: database.policies, active: active,
            time: SystemTime())
        _ = try? await desk.refresh()
        return active.set
    }

    private func examineDirectory(_ database: OpenDatabase?, _ record: inout ExaminationRecord) async {
        guard let database, let count = try? await database.database.directory.count(tenant: settings.entra.tenant)
        else { return record.unchecked("directory", "Without the database the copy of the directory is not known.") }
        guard count.people > 0 else {
            return record.warning(
                "directory.empty", "The copy of the directory is empty: everybody is unknown.",
                mend: "Run countersign sync, or leave the server running.")
        }
        record.sound("directory", "People in the copy of the directory: \(count.people).")
    }

    private func examinePortal(_ transport: HTTPTransport, _ record: inout ExaminationRecord) async {
        let address = "\(settings.publicAddress.origin)/r/\(settings.presentation.slug)"
        do throws(NoPublicAnswer) {
            let answer = try await transport.look(at: address)
            guard answer.status == 200 else {
                return record.fault(
                    "portal", "\(address) is answered with \(answer.status), not 200.",
                    mend: "Let the proxy in front pass every path on to this server; check tenant.slug.")
            }
            record.sound("portal", "The start page answers over the public address.")
        } catch {
            record.fault(
                "portal", "\(address) gives no answer (\(error.reason)).",
                mend: "Start the server; check name, certificate and proxy of publicURL.")
        }
    }

    private func examineCoverage(_ policies: PolicySet, _ record: inout ExaminationRecord) {
        if policies.policies.contains(where: { $0.purposes.contains(.externalAuthentication) }) {
            record.sound("policy.signIn", "A policy covers sign-ins.")
        } else {
            record.fault(
                "policy.signIn", "No policy has the purpose externalAuthentication: everybody is turned away.",
                mend: "Add the purpose to a policy in the console.")
        }
    }
}

/// A database that was opened, with the key that it was opened with.
struct OpenDatabase: Sendable {
    let database: Database
    let rootKey: RootKey
}
