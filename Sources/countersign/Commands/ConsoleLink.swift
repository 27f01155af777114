import ArgumentParser
import Foundation
import Proofing
import Storage

struct ConsoleLink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console-link",
        abstract: "Prints a link that signs one person in to the console, once, within ten minutes.")

    @OptionGroup var configuration: ConfigurationOption

    @Option(help: "A short name for the reviewer in the audit log: lower-case letters, digits, dots and hyphens.")
    var reviewer: String

    @Option(help: "What they may do there: reviewer decides cases, policyAdministrator changes policies.")
    var role = ConsoleRole.reviewer

    @Option(help: "The reviewer's own sign-in name, so that they cannot decide about themselves.")
    var account: String?

    func run() async throws {
        let settings = try configuration.settings()
        let (database, _) = try await configuration.open(settings)
        guard let reviewer = ReviewerID(rawValue: reviewer) else {
            throw ValidationError("--reviewer takes lower-case letters, digits, dots and hyphens, 1 to 64 of them.")
        }
        var own: PersonID?
        if let account {
            guard let person = try await database.directory.person(signInName: account, tenant: settings.entra.tenant)
            else {
                throw ValidationError(
                    "No account, or more than one, has the sign-in name \(account). Run countersign sync first.")
            }
            own = person.id
        }
        print(
            try await Self.make(
                for: reviewer, role: role, account: own, database: database, origin: settings.publicAddress.origin))
    }

    static func make(
        for reviewer: ReviewerID, role: ConsoleRole = .reviewer, account: PersonID?, database: Database, origin: String
    ) async throws -> String {
        let link = Capability.random(SystemRandom())
        try await database.reviews.addLink(
            link.digest,
            for: ReviewerSession(
                reviewer: reviewer, role: role, account: account, expiresAt: Date().addingTimeInterval(600)))
        // In the fragment, which browsers keep to themselves: it reaches no log.
        return "\(origin)/console/sign-in#\(link.value.reveal())"
    }
}

extension ConsoleRole: ExpressibleByArgument {}
