import ArgumentParser
import Foundation
import Logging
import Proofing
import Storage

/// The options every command of a configured server has.
struct ConfigurationOption: ParsableArguments {
    @Option(name: .customLong("config"), help: "The configuration file.")
    var path = "countersign.json"

    func settings() throws -> Settings { try readable { try Settings.load(path) } }

    func open(_ settings: Settings) async throws -> (Database, RootKey) {
        let rootKey = try readable { try RootKeyFile.load(settings.rootKey) }
        do {
            return (try await Database.open(path: settings.database, rootKey: rootKey, time: SystemTime()), rootKey)
        } catch let error as StorageError {
            throw CommandFault("\(error)")
        }
    }
}

/// A fault that is the operator's to mend: printed as it is, without a stack or a type name.
struct CommandFault: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// Turns errors that explain themselves into what the command prints.
func readable<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as any Error & CustomStringConvertible { throw CommandFault("\(error)") }
}

/// JSON lines would be for machines; this is for the person who started it. Ids and codes only, by rule.
func makeLogger(_ level: Logger.Level) -> Logger {
    var logger = Logger(label: "countersign", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = level
    return logger
}

extension Logger {
    /// For `ServiceGroup`, whose debug lines describe every service with all it holds: those must never be written.
    var forLifecycle: Logger {
        var quiet = self
        quiet.logLevel = max(logLevel, .info)
        return quiet
    }
}
