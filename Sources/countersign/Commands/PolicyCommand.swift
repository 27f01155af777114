import ArgumentParser
import ClaimsMatching
import Foundation
import Proofing
import Storage

struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Works with policies.", subcommands: [Simulate.self])

    struct Simulate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tries a policy file on the decisions on record, against the policies in force.",
            discussion: "Changes nothing. Opens the sealed records of decisions, which the audit log says.")

        enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

        @OptionGroup var configuration: ConfigurationOption

        @Option(help: "The policy file to try.")
        var policy: String

        @Option(help: "text: counts, and each decision that would fall otherwise. json: everything.")
        var format = Format.text

        func run() async throws {
            let settings = try configuration.settings()
            guard let file = FileManager.default.contents(atPath: policy) else {
                throw CommandFault("\(policy) cannot be read.")
            }
            let policies = try readable { try PolicySet(json: file) }
            let (database, _) = try await configuration.open(settings)
            let desk = PolicyDesk(
                tenant: settings.entra.tenant, ledger: database.ledger, store: database.policies,
                active: ActivePolicies(settings.policies), time: SystemTime())
            guard try await desk.refresh() != nil else {
                throw CommandFault(
                    "No policies are in force yet: the server adopts its policy file when it first starts.")
            }
            let trial = PolicyTrial(
                desk: desk, bases: database.bases, people: database.directory,
                tables: try NameTables.load(from: NameTablePlaces.folder))
            let warnings = try await trial.warnings(about: policies)
            let report = try await trial.simulate(unstored: policies)
            switch format {
            case .text: print(Self.text(report, warnings))
            case .json: print(try Self.json(report, warnings))
            }
        }

        private struct Document: Encodable {
            let report: SimulationReport
            let warnings: [String]
        }

        private static func json(_ report: SimulationReport, _ warnings: [PolicyWarning]) throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            encoder.dateEncodingStrategy = .iso8601
            return String(
                decoding: try encoder.encode(Document(report: report, warnings: warnings.map(\.description))),
                as: UTF8.self)
        }

        private static func text(_ report: SimulationReport, _ warnings: [PolicyWarning]) -> String {
            var lines = warnings.map { "Warning: \($0)" }
            lines.append("\(report.flips.count) of \(report.decisions) decisions would turn out otherwise.")
            for stream in report.streams {
                lines.append("  \(stream.count) \(stream.before.rawValue) -> \(stream.after.rawValue)")
            }
            if report.otherReasons > 0 { lines.append("\(report.otherReasons) the same for other reasons.") }
            for flip in report.flips {
                lines.append("\(flip.reference): \(flip.before.rawValue) -> \(flip.after.rawValue)")
                lines += flip.added.map { "  + \($0.code): \($0.sentence)" }
                lines += flip.removed.map { "  - \($0.code): \($0.sentence)" }
            }
            lines.append("Made again under their own policies:")
            for check in ReplayCheck.allCases {
                guard let count = report.checks[check] else { continue }
                lines.append("  \(count) \(check.rawValue)")
            }
            if report.unreadable > 0 { lines.append("\(report.unreadable) could not be read and were left out.") }
            return lines.joined(separator: "\n")
        }
    }
}
