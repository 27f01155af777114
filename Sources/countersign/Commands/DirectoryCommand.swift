import ArgumentParser
import ClaimsMatching
import Foundation
import Proofing
import Storage

struct DirectoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory", abstract: "Looks at the copy of the directory.", subcommands: [Readiness.self])

    struct Readiness: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says who could not be verified today, and why. Run countersign sync first.")

        enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, csv }

        @OptionGroup var configuration: ConfigurationOption

        @Option(help: "text: counts. json: everything. csv: one line for each person with an obstacle.")
        var format = Format.text

        func run() async throws {
            let settings = try configuration.settings()
            let (database, _) = try await configuration.open(settings)
            let active = ActivePolicies(settings.policies)
            let desk = PolicyDesk(
                tenant: settings.entra.tenant, ledger: database.ledger, store: database.policies, active: active,
                time: SystemTime())
            try await desk.refresh()
            let report = try await ReadinessSurvey(
                tenant: settings.entra.tenant, people: database.directory, active: active,
                tables: try NameTables.load(from: NameTablePlaces.folder),
                time: SystemTime()
            ).report()
            switch format {
            case .text: print(Self.text(report))
            case .csv: print(report.csv, terminator: "")
            case .json:
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
                encoder.dateEncodingStrategy = .iso8601
                print(String(decoding: try encoder.encode(report), as: UTF8.self))
            }
        }

        private static func text(_ report: ReadinessReport) -> String {
            var lines = ["\(report.everybody.ready) of \(report.everybody.people) people could be verified today."]
            for obstacle in ReadinessObstacle.allCases {
                guard let count = report.everybody.obstacles[obstacle] else { continue }
                lines.append("  \(count) \(obstacle.rawValue)\(obstacle.blocks ? "" : " (no obstacle by itself)")")
            }
            lines += report.groups.map { "\($0.name): \($0.ready) of \($0.people)" }
            return lines.joined(separator: "\n")
        }
    }
}
