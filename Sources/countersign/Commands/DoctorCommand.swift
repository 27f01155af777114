import ArgumentParser
import Foundation
import Proofing

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examines this server and its set-up in Entra, and says what to mend.",
        discussion: """
            Looks from the inside (root key, database, vision, mail, keys) and over the public address (discovery, keys, \
            authorization endpoint) while the server runs, asks Entra what is registered, and rehearses a sign-in. \
            Ends with 0 only when there is no fault.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var configuration: ConfigurationOption
    @OptionGroup var administrator: AdministratorToken

    @Option(help: "text: a line for each look. json: the same for machines.")
    var format = Format.text

    func run() async throws {
        let entries = try await entries()
        print(try format == .json ? Self.json(entries) : Self.text(entries))
        if entries.contains(where: { $0.grade == .fault }) { throw ExitCode(1) }
    }

    private func entries() async throws -> [Examination] {
        let settings: Settings
        do { settings = try Settings.load(configuration.path) } catch let faults as SettingsFaults {
            return faults.faults.map {
                Examination(
                    code: "configuration", grade: .fault, sentence: "\($0)",
                    mend: "Correct \($0.key); docs/configuration.md describes it.")
            }
        }
        let token = try administrator.token(for: settings.entra.tenant)
        let doctor = Doctor(settings: settings, administratorToken: token) { what in
            FileHandle.standardError.write(Data("Looking at \(what) …\n".utf8))
        }
        return await doctor.examine()
    }

    private struct Document: Encodable {
        let faults: Int
        let warnings: Int
        let examinations: [Examination]
    }

    private static func json(_ entries: [Examination]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            faults: entries.count { $0.grade == .fault }, warnings: entries.count { $0.grade == .warning },
            examinations: entries)
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    private static func text(_ entries: [Examination]) -> String {
        var lines: [String] = []
        for entry in entries {
            lines.append("\(entry.grade.word) \(entry.code): \(entry.sentence)")
            if let mend = entry.mend { lines.append("          mend: \(mend)") }
        }
        let counts = Examination.Grade.allCases.compactMap { grade in
            let count = entries.count { $0.grade == grade }
            return count == 0 ? nil : "\(grade.rawValue): \(count)"
        }
        return (lines + ["", counts.joined(separator: ", ")]).joined(separator: "\n")
    }
}

extension Examination.Grade {
    /// As wide as the widest.
    fileprivate var word: String { rawValue.uppercased().padding(toLength: 9, withPad: " ", startingAt: 0) }
}
