import ArgumentParser
import EntraClient
import Foundation
import Proofing

/// An administrator's access token for Graph. Never an argument: every user of the machine can read those.
struct AdministratorToken: ParsableArguments {
    static let variable = "COUNTERSIGN_GRAPH_TOKEN"

    @Option(
        help: ArgumentHelp(
            "A file with an administrator's access token for Graph, mode 0600. \(variable) is read when it is left out.",
            valueName: "file"))
    var tokenFile: String?

    /// - Returns: nil when there is none.
    /// - Throws: also for a token of another tenant, which would look at, or change, somebody else's.
    func token(for tenant: TenantID) throws -> Secret<String>? {
        guard let token = try token() else { return nil }
        guard let contents = TokenContents(token) else {
            throw CommandFault("The access token cannot be read, so its tenant is not known. Nothing was changed.")
        }
        guard contents.tenant == tenant else {
            throw CommandFault(
                """
                The access token is for the tenant \(contents.tenant?.rawValue ?? "none"), the configuration for \(tenant). \
                Nothing was changed.
                """)
        }
        return token
    }

    private func token() throws -> Secret<String>? {
        guard let tokenFile else {
            let text = ProcessInfo.processInfo.environment[Self.variable] ?? ""
            return text.isEmpty ? nil : try Self.checked(text, Self.variable)
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: tokenFile)
        guard let data = FileManager.default.contents(atPath: tokenFile),
            let mode = attributes?[.posixPermissions] as? Int
        else { throw CommandFault("\(tokenFile) cannot be read.") }
        guard mode & 0o077 == 0 else {
            throw CommandFault("\(tokenFile) can be read by others. Run: chmod 600 \(tokenFile)")
        }
        return try Self.checked(String(decoding: data, as: UTF8.self), tokenFile)
    }

    /// What can stand in a header and nothing else.
    private static func checked(_ text: String, _ place: String) throws -> Secret<String> {
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty, token.utf8.count <= 16_384, token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw CommandFault("\(place) holds no access token: one line that begins with eyJ is expected.")
        }
        return Secret(token)
    }
}
