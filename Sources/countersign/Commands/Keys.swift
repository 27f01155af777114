import ArgumentParser
import Foundation
import OpenIDProvider
import Proofing
import Storage

/// The keys that sign answers to Entra. Whoever holds the root key may change them; every change is in the audit log.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows and changes the keys that sign answers to Entra.",
        discussion:
            "The server makes, changes and removes keys by itself, in time. None of this is needed on a usual day.",
        subcommands: [List.self, Roll.self, EmergencyRoll.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the keys and what is wrong with them.")

        @OptionGroup var configuration: ConfigurationOption

        func run() async throws {
            let ring = try await configuration.signingKeys().keys.stored()
            let now = Date()
            for key in ring.keys { print(key.line) }
            for alarm in ring.alarms(at: now) { print(alarm.sentence) }
        }
    }

    struct Roll: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Begins a planned roll: makes the next key, which signs in two days.",
            discussion: """
                Entra keeps keys for a day, so a key is published for two before it signs. The running server lets it sign \
                when its time has come; until then a second roll is refused.
                """)

        @OptionGroup var configuration: ConfigurationOption

        func run() async throws {
            let parts = try await configuration.signingKeys()
            try tell(try await parts.upkeep.roll())
        }
    }

    struct EmergencyRoll: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Replaces every key at once, when one was stolen. Sign-ins fail until Entra notices, for up to a day.")

        @OptionGroup var configuration: ConfigurationOption

        @Flag(
            help: """
                Let the next key take over instead of a new one: sign-ins go on if it has been published for two days. Only \
                when nobody can have got the next key too.
                """)
        var toNext = false

        func run() async throws {
            let settings = try configuration.settings()
            let parts = try await configuration.signingKeys(settings)
            let ring = try await parts.keys.stored()
            print(ring.warning(usingNext: toNext, at: Date()))
            let wanted = settings.publicAddress.origin
            print("Type \(wanted) to go on:")
            fflush(nil)
            guard readLine() == wanted else { throw CommandFault("Nothing was changed.") }
            try tell(try await parts.upkeep.emergencyRoll(usingNext: toNext))
        }
    }
}

/// - Throws: when nothing was changed, with the reason.
private func tell(_ action: KeyAction) throws {
    switch action {
    case .publish:
        let moment = (Date() + KeyRing.publication).formatted(.iso8601)
        print("The next key is made and published. The server lets it sign from \(moment) on.")
    case .sign(let kid): print("The key \(kid) signs now. Entra has had two days to learn it: sign-ins go on.")
    case .signEarly(let kid):
        print(
            "The key \(kid) signs now. Until Entra fetches the keys again, within 24 hours, it refuses our answers and sign-ins fail."
        )
    case .wait: print("There was nothing to do.")
    case .ignore(let objection): throw CommandFault("Nothing was changed. \(objection.sentence)")
    }
    switch action {
    case .sign, .signEarly: print("Running servers follow within a minute.")
    case .publish, .wait, .ignore: break
    }
}

extension ConfigurationOption {
    fileprivate func signingKeys(_ known: Settings? = nil) async throws -> KeyParts {
        let settings = try known ?? settings()
        guard let connection = settings.externalMethod else {
            throw CommandFault("The configuration has no externalMethod, so there are no signing keys.")
        }
        let (database, rootKey) = try await open(settings)
        return KeyParts(connection, database: database, rootKey: rootKey)
    }
}

extension KeyRecord {
    fileprivate var line: String {
        let role =
            switch state {
            case .current: "signs since \(since.formatted(.iso8601))"
            case .next: "published, signs from \((publishedAt + KeyRing.publication).formatted(.iso8601)) on"
            case .retired: "signs no more, published until \((since + KeyRing.afterlife).formatted(.iso8601))"
            }
        return "\(kid)  \(state.rawValue)  \(role); certificate ends \(notAfter.formatted(.iso8601))"
    }
}

extension KeyRing {
    fileprivate func warning(usingNext: Bool, at now: Date) -> String {
        let names = keys.filter { !usingNext || $0.state != .next }.map(\.kid).joined(separator: ", ")
        let isKnown = usingNext && next.map { now >= $0.publishedAt + Self.publication } ?? false
        return """
            This takes \(names.isEmpty ? "no key" : names) from the published set and never signs with it again.
            \(isKnown
                ? "Entra knows the next key already: sign-ins go on."
                : "Entra keeps keys for up to 24 hours: until it fetches them again, EVERY sign-in by the external method fails.")
            """
    }
}
