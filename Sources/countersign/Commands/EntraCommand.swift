import ArgumentParser
import EntraClient
import Foundation
import Logging
import OpenIDProvider
import Proofing

struct EntraCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entra", abstract: "Works on the tenant's side.", subcommands: [Setup.self])

    struct Setup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Registers the external method in the tenant, or says how to do it by hand.",
            discussion: """
                Without a token it prints every step with this configuration's values. With an administrator's token it \
                looks at what is there; with --apply it makes what is missing. It adds and never deletes, and a second \
                run changes nothing. The method is made disabled unless --enable is given.
                """)

        @OptionGroup var configuration: ConfigurationOption
        @OptionGroup var administrator: AdministratorToken

        @Option(help: "What people read when they choose a method. Entra lets nobody change it later.")
        var name = "Countersign"

        @Option(help: ArgumentHelp("Object id of a group the method is for; everybody if left out.", valueName: "id"))
        var group: [String] = []

        @Flag(help: "Do what is told otherwise.")
        var apply = false

        @Flag(help: "Enable the method.")
        var enable = false

        @Flag(help: "Overwrite Client ID, discovery endpoint and groups of an existing method that differ.")
        var replace = false

        func run() async throws {
            let settings = try readable { try RegistrationSettings.load(configuration.path) }
            let wish = try wish(settings)
            guard let token = try administrator.token(for: settings.tenant) else {
                guard !apply else { throw CommandFault(Self.howToGetAToken) }
                print(RegistrationGuide(settings: settings, wish: wish).text)
                return
            }
            try checkPermissions(token)
            let transport = HTTPTransport(onlyHTTP1: true)
            do {
                let isComplete = try await register(wish, settings, token, transport)
                try await transport.shutdown()
                if !isComplete { throw ExitCode(1) }
            } catch let error as RegistryError {
                try? await transport.shutdown()
                throw CommandFault("\(error)\nWhat was done before stays; run it again afterwards.")
            }
        }

        private func wish(_ settings: RegistrationSettings) throws -> RegistrationWish {
            guard (1...128).contains(name.count), name.allSatisfy({ !$0.isNewline }) else {
                throw ValidationError("--name takes 1 to 128 characters.")
            }
            let groups = try group.map { text in
                guard let id = ObjectID(rawValue: text) else {
                    throw ValidationError("--group takes the object id of a group, a GUID; \(text) is none.")
                }
                return id
            }
            return RegistrationWish(
                displayName: name, application: settings.application,
                replyAddress: settings.issuer.authorizationAddress, clientID: settings.clientID,
                discoveryAddress: settings.issuer.discoveryAddress, groups: groups, enables: enable, replaces: replace)
        }

        /// Before anything is written: that the token is for all that may have to be done.
        private func checkPermissions(_ token: Secret<String>) throws {
            guard let contents = TokenContents(token) else { return }
            let needs = apply ? PermissionNeed.registration : PermissionNeed.looking
            let missing = needs.filter { !$0.isMet(by: contents.permissions) }
            guard missing.isEmpty else {
                let lines = missing.map { need in
                    "  \(need.least), for \(need.purpose)\(contents.isDelegated ? "; your role: \(need.role)" : "")"
                }
                throw CommandFault(
                    """
                    The access token lacks:
                    \(lines.joined(separator: "\n"))
                    Nothing was changed. Consent to them where you got the token, and get a new one.
                    """)
            }
        }

        /// - Returns: false when something is left to do.
        private func register(
            _ wish: RegistrationWish, _ settings: RegistrationSettings, _ token: Secret<String>,
            _ transport: HTTPTransport
        ) async throws -> Bool {
            let quiet = Logger(label: "setup", factory: { _ in SwiftLogNoOpLogHandler() })
            let graph = GraphClient(
                tenant: settings.tenant, graph: settings.graph, token: token,
                surroundings: Surroundings(transport: transport, logger: quiet))
            let outcomes = OutcomeLog()
            let registration = MethodRegistration(registry: MethodRegistry(graph: graph), performs: apply) { step in
                outcomes.add(step.outcome)
                print(step.line)
                fflush(nil)
            }
            let application = try await registration.run(wish) {
                let answer = try? await transport.look(at: wish.discoveryAddress)
                return answer?.status == 200
            }
            guard let application else {
                print("\nNothing was changed. --apply does it.")
                return true
            }
            print(
                """

                For the configuration file:

                    "externalMethod": { "appId": "\(application)", "clientId": "\(wish.clientID)" }

                Then, with the server running: countersign doctor
                """)
            if !apply { print("Nothing was changed. --apply makes what is missing.") }
            return !outcomes.has([.waits, .differs])
        }

        private static let howToGetAToken = """
            --apply needs an administrator's access token for Graph, in a file (--token-file) or in \
            \(AdministratorToken.variable). Graph Explorer (https://aka.ms/ge) shows one under "Access token", after you \
            consent to \(PermissionNeed.registration.map(\.least).joined(separator: ", ")) under "Modify permissions". \
            It is good for about an hour: delete the file afterwards.
            """
    }
}

extension RegistrationStep {
    fileprivate var line: String { "\(part.title): \(outcome.title). \(detail)" }
}

extension RegistrationStep.Part {
    fileprivate var title: String {
        switch self {
        case .application: "App registration"
        case .principal: "Service principal"
        case .consent: "Admin consent"
        case .method: "External method"
        }
    }
}

extension RegistrationStep.Outcome {
    fileprivate var title: String {
        switch self {
        case .alreadyThere: "already there"
        case .made: "made"
        case .changed: "changed"
        case .toMake: "to be made"
        case .toChange: "to be changed"
        case .differs: "differs"
        case .waits: "waits"
        }
    }
}
