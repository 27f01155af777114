import ArgumentParser
import Foundation
import OpenIDProvider

struct ExplainHints: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells what the server would say to hints and requests from Entra.",
        discussion: """
            Reads JSON lines: a hint ("eyJ…" or {"id_token_hint": "eyJ…"}), a request with its parameters \
            ({"client_id": "…", "redirect_uri": "…", …} or {"request": {…}}), or a request's body \
            ({"body": "client_id=…&…"}). A line may have "at", its time of arrival in seconds since 1970; members that \
            are no parameters are passed over. Prints for each line, in order: accepted, or the code of the refusal.
            """)

    @Option(
        help: ArgumentHelp(
            "JSON with tenant, appId, clientId, issuer; loginURL and acceptForeignIssuers may be left out.",
            valueName: "file"))
    var tenantConfig: String

    @Option(help: ArgumentHelp("The tenant's signing keys: the JWK set that Microsoft publishes.", valueName: "file"))
    var keys: String

    @Option(
        help: ArgumentHelp(
            "When the lines arrived: ISO 8601, or seconds since 1970. Now if left out.", valueName: "time"))
    var at: Moment?

    @Flag(help: "Print behind each code, after a tab, what happened and what helps.")
    var why = false

    @Flag(help: "Take a hint again that an earlier line used, as if each line were the first.")
    var eachAlone = false

    @Argument(help: "Files with lines; standard input if left out.", completion: .file())
    var files: [String] = []

    func run() async throws {
        let explainer = try explainer()
        var isReadable = true
        for file in files.isEmpty ? [nil] : files.map(Optional.some) {
            for line in try lines(of: file) {
                let verdict = await explainer.explain(line)
                isReadable = isReadable && verdict != .unreadable
                print(why ? [verdict.word, verdict.sentence].compactMap { $0 }.joined(separator: "\t") : verdict.word)
            }
        }
        if !isReadable { throw ExitCode.failure }
    }

    private func explainer() throws -> Explainer {
        do {
            let connection = try ConnectionFile.connection(from: try contents(of: tenantConfig))
            return try Explainer(
                connection: connection, keySet: try contents(of: keys), at: at?.date ?? Date(),
                remembersHints: !eachAlone)
        } catch let faults as ConnectionFile.Faults {
            throw CommandFault("\(tenantConfig):\n\(faults)")
        } catch let fault as Explainer.UnusableKeys {
            throw CommandFault("\(keys): \(fault)")
        }
    }

    private func contents(of file: String) throws -> Data {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandFault("\(file) cannot be read.")
        }
        return data
    }

    /// Lines that are not blank. Only a line feed ends one: JSON may hold what else counts as a line's end.
    private func lines(of file: String?) throws -> [String] {
        let data = try file.map { try contents(of: $0) } ?? FileHandle.standardInput.readToEnd() ?? Data()
        return data.split(separator: UInt8(ascii: "\n"))
            .map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
            .filter { !$0.isEmpty }
    }
}

/// A time on the command line.
struct Moment: ExpressibleByArgument {
    let date: Date

    init?(argument: String) {
        if let seconds = Int64(argument) {
            date = Date(timeIntervalSince1970: Double(seconds))
        } else if let date = try? Date(argument, strategy: .iso8601) {
            self.date = date
        } else {
            return nil
        }
    }
}
