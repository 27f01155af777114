import ArgumentParser
import EntraClient
import Foundation
import Storage

struct Sync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the local copy of the directory up to date, once.",
        discussion: "The first run reads everybody; later runs ask Microsoft Graph for changes only.")

    @OptionGroup var configuration: ConfigurationOption
    @Flag(help: "Read everybody again, as after naming another attribute in the configuration.")
    var full = false

    func run() async throws {
        let settings = try configuration.settings()
        let (database, _) = try await configuration.open(settings)
        let entra = Entra(settings, logger: makeLogger(.warning))
        let sync = DirectorySync(graph: entra.graph, store: database.directorySync)
        let report: SyncReport
        do {
            if full { _ = try await database.directorySync.beginFullRound(.users, tenant: settings.entra.tenant) }
            report = try await sync.runOnce { progress in
                let rate = Int(progress.rate)
                FileHandle.standardError.write(
                    Data("\r\(progress.collection.rawValue): \(progress.written) (\(rate) a second)   ".utf8))
            }
            try await entra.transport.shutdown()
        } catch {
            try? await entra.transport.shutdown()
            throw CommandFault("The directory could not be read: \(error)")
        }
        FileHandle.standardError.write(Data("\n".utf8))
        print(summary("users", report.users))
        print(summary("groups", report.groups))
    }

    private func summary(_ name: String, _ report: CollectionReport) -> String {
        var text = "\(name): \(report.written) written, \(report.removed) removed in \(report.pages) pages"
        text += String(format: ", %.1f s", report.seconds)
        if report.unreadableBirthdates > 0 {
            text += "; \(report.unreadableBirthdates) dates of birth are no dates and were left out"
        }
        if report.unusable > 0 { text += "; \(report.unusable) without an id or a sign-in name were left out" }
        return text
    }
}
