import ArgumentParser
import Foundation
import Proofing
import Storage

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes the database, or brings it to this version's form.")

    @OptionGroup var configuration: ConfigurationOption

    @Flag(help: "Make the root key file if there is none. Keep a copy of it apart from the database's backups.")
    var createRootKey = false

    func run() async throws {
        let settings = try configuration.settings()
        if createRootKey, !FileManager.default.fileExists(atPath: settings.rootKey) {
            _ = try readable { try RootKeyFile.create(settings.rootKey) }
            print(
                "Made the root key \(settings.rootKey). Without it nothing sealed can be opened: keep a copy, apart from backups."
            )
        }
        let rootKey = try readable { try RootKeyFile.load(settings.rootKey) }
        let applied: [String]
        do {
            applied = try await Database.migrate(path: settings.database, rootKey: rootKey)
        } catch let error as StorageError {
            throw CommandFault("\(error)")
        }
        print(applied.isEmpty ? "The database is up to date." : "Applied: \(applied.joined(separator: ", ")).")
    }
}
