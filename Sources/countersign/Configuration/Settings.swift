import Foundation

/// The configuration file as written, before anything is checked. Every key is optional here, so that `SettingsCheck`
/// can report all that is missing or wrong at once. The keys are described in `docs/configuration.md`.
struct SettingsFile: Codable {
    var publicURL: String?
    var listen: Listener?
    var operations: Listener?
    var tls: TLS?
    var database: String?
    var rootKey: String?
    var policy: String?
    var tenant: Tenant?
    var entra: Entra?
    var externalMethod: ExternalMethod?
    var mail: Mail?
    var vision: Vision?
    var trustedProxies: [String]?
    var recordDays: Int?

    struct Listener: Codable {
        var host: String?
        var port: Int?
    }

    struct TLS: Codable {
        var certificate: String?
        var key: String?
    }

    struct Tenant: Codable {
        var id: String?
        var name: String?
        var slug: String?
        var accent: String?
        var telephone: String?
        var mail: String?
        var signInURL: String?
        var securityInfoURL: String?
    }

    struct Entra: Codable {
        var client: String?
        var secretFile: String?
        var certificate: String?
        var key: String?
        var loginURL: String?
        var graphURL: String?
        var dateOfBirth: String?
        var documentNumber: String?
        var nationality: String?
        var formerSurname: String?
        var otherGivenName: String?
        var syncSeconds: Double?
        var calloutAudience: String?
    }

    struct ExternalMethod: Codable {
        var appId: String?
        var clientId: String?
        var acceptForeignIssuers: Bool?
    }

    struct Mail: Codable {
        var smtp: SMTP?
        var graphSender: String?

        struct SMTP: Codable {
            var host: String?
            var port: Int?
            var protection: String?
            var sender: String?
            var user: String?
            var passwordFile: String?
        }
    }

    struct Vision: Codable {
        var worker: String?
        var models: String?
        var workers: Int?
    }
}

extension SettingsFile {
    /// A file with every key there is: `JSONShape` finds the misspelt ones by it.
    static let everyKey = SettingsFile(
        publicURL: "", listen: .init(host: "", port: 0), operations: .init(host: "", port: 0),
        tls: .init(certificate: "", key: ""), database: "", rootKey: "", policy: "",
        tenant: .init(
            id: "", name: "", slug: "", accent: "", telephone: "", mail: "", signInURL: "", securityInfoURL: ""),
        entra: .init(
            client: "", secretFile: "", certificate: "", key: "", loginURL: "", graphURL: "", dateOfBirth: "",
            documentNumber: "", nationality: "", formerSurname: "", otherGivenName: "", syncSeconds: 0,
            calloutAudience: ""),
        externalMethod: .init(appId: "", clientId: "", acceptForeignIssuers: false),
        mail: .init(
            smtp: .init(host: "", port: 0, protection: "", sender: "", user: "", passwordFile: ""), graphSender: ""),
        vision: .init(worker: "", models: "", workers: 0), trustedProxies: [""], recordDays: 0)
}

/// One fault of the configuration: the key, and what to write there.
struct SettingsFault: Equatable, CustomStringConvertible {
    var key: String
    var sentence: String
    var description: String { "\(key): \(sentence)" }
}

/// Everything that is wrong with a configuration, so that it takes one round to mend it.
struct SettingsFaults: Error, CustomStringConvertible {
    var faults: [SettingsFault]
    var description: String {
        (["The configuration cannot be used:"] + faults.map { "  \($0)" }).joined(separator: "\n")
    }
}
