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
            guard report.isIntact else {
                for fault in report.faults { print(fault.sentence) }
                throw ExitCode(1)
            }
            print("All \(report.entries) entries are as they were written.")
        }
    }
}

extension ChainReport.Fault {
    fileprivate var sentence: String {
        switch self {
        case .missing(let sequence): "Entry \(sequence) is missing."
        case .altered(let sequence): "Entry \(sequence) is not the one that was written."
        case .unexpected(let sequence): "Entry \(sequence) was added by somebody without the key."
        case .headMissing: "The end of the log is missing: nobody can tell how many entries there were."
        case .headForged: "The end of the log was not written by this server."
        case .contradictsCheckpoint(let sequence): "Entry \(sequence) contradicts a checkpoint that was kept elsewhere."
        }
    }
}
