import ArgumentParser

/// The command line. Every command loads the configuration, builds what it needs, and says in plain words what it did.
@main
struct Countersign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "countersign",
        abstract: "Proves that a person is who their Microsoft Entra profile says they are.",
        subcommands: [
            Demo.self, Serve.self, Sync.self, Migrate.self, ConsoleLink.self, Audit.self, Specimen.self, Inspect.self,
            Match.self, DirectoryCommand.self, PolicyCommand.self, ExternalMethod.self, Keys.self, EntraCommand.self,
            DoctorCommand.self,
        ])
}
