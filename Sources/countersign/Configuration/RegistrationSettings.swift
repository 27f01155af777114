import EntraClient
import Foundation
import OpenIDProvider
import Proofing
import WebServer

/// The part of a configuration that registering the external method takes. The rest may still be missing: an app
/// registration has to be there before its id can be written down.
struct RegistrationSettings: Sendable {
    var tenant: TenantID
    var issuer: Issuer
    var login: ServiceAddress
    var graph: ServiceAddress
    /// nil before the first run.
    var application: ObjectID?
    var clientID: String

    /// - Throws: `SettingsFaults` with everything that is wrong.
    static func load(_ path: String) throws -> RegistrationSettings {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsFaults(faults: [SettingsFault(key: path, sentence: "the file cannot be read.")])
        }
        let file = try SettingsFile(json: data, path: path)
        return try SettingsCheck(folder: URL(filePath: path).deletingLastPathComponent()).registration(file)
    }
}

extension SettingsCheck {
    func registration(_ file: SettingsFile) throws -> RegistrationSettings {
        let tenant = required(file.tenant?.id, "tenant.id", "the tenant's id, a GUID") { TenantID(rawValue: $0) }
        let issuer = required(
            file.publicURL, "publicURL", "the address people reach this server at, e.g. https://verify.example.com"
        ) { PublicAddress($0).flatMap { Issuer($0.origin) } }
        let login = required(
            file.entra?.loginURL ?? "\(ServiceAddress.globalLogin)", "entra.loginURL", "an https address"
        ) { try? ServiceAddress($0) }
        let graph = required(
            file.entra?.graphURL ?? "\(ServiceAddress.globalGraph)", "entra.graphURL", "an https address"
        ) { try? ServiceAddress($0) }
        let clientID = clientID(file)
        let application = file.externalMethod?.appId.flatMap { text in
            required(
                text, "externalMethod.appId", "the application (client) id, a GUID; leave it out before there is one"
            ) { ObjectID(rawValue: $0) }
        }
        guard faults.isEmpty, let tenant, let issuer, let login, let graph, let clientID else {
            throw SettingsFaults(faults: faults)
        }
        return RegistrationSettings(
            tenant: tenant, issuer: issuer, login: login, graph: graph, application: application, clientID: clientID)
    }
}
