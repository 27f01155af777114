import ArgumentParser
import Proofing
import Storage

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Works with the audit log.", subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks that no entry of the audit log was changed, removed, added or moved.")

        @OptionGroup var configuration: ConfigurationOption

        func run() async throws {
            let settings = try configuration.settings()
            let (database, _) = try await configuration.open(settings)
            let report = try await database.audit.verifyChain(tenant: settings.entra.tenant)
            print(report.description)
            if !report.isIntact { throw ExitCode(1) }
        }
    }
}
