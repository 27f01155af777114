import ArgumentParser

/// Entra's external authentication method, looked at from outside of a running server.
struct ExternalMethod: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eam", abstract: "Looks into Entra's external authentication method.",
        subcommands: [ExplainHints.self])
}
