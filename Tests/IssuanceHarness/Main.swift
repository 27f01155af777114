import ArgumentParser

/// Does one thing of issuance per run, on a real database and against a running simulator. A test starts it, has it end
/// at a named point, starts it again, and looks at what became true.
@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issuance-harness", abstract: "One step of issuing a pass, for tests that end it in the middle.",
        subcommands: [Prepare.self, Issue.self, Acknowledge.self, Reconcile.self, State.self])
}
