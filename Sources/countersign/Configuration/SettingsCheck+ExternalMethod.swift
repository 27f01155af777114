import EntraClient
import Foundation
import OpenIDProvider
import Proofing
import WebServer

extension SettingsCheck {
    /// - Parameter address: nil when it has a fault of its own, which was reported already.
    /// - Returns: nil when the method is not configured, and when something is wrong.
    func externalMethod(_ file: SettingsFile, _ tenant: TenantID, _ address: PublicAddress?) -> Connection? {
        guard let method = file.externalMethod else { return nil }
        let application = required(
            method.appId, "externalMethod.appId", "the application (client) id of the method's app registration, a GUID"
        ) {
            ObjectID(rawValue: $0)
        }
        let clientID = clientID(file)
        let issuer = address.flatMap { address in
            // Entra compares it character by character with what its administrator typed.
            required(
                address.origin, "publicURL", "the external method needs a host in lower case, of ASCII characters"
            ) { Issuer($0) }
        }
        let loginHost = loginHost(file.entra?.loginURL)
        guard let application, let clientID, let issuer, let loginHost else { return nil }
        return Connection(
            tenant: tenant, application: application, clientID: clientID, issuer: issuer, loginHost: loginHost,
            acceptsForeignIssuers: method.acceptForeignIssuers ?? false)
    }

    func clientID(_ file: SettingsFile) -> String? {
        required(
            file.externalMethod?.clientId ?? "countersign", "externalMethod.clientId",
            "the Client ID that stands in Entra's external method, 1 to 256 visible ASCII characters"
        ) { Connection.accepts(clientID: $0) ? $0 : nil }
    }

    private func loginHost(_ text: String?) -> LoginHost? {
        // An address that is none at all is reported by the check of `entra`.
        guard let address = text.map({ try? ServiceAddress($0) }) ?? .globalLogin else { return nil }
        return required("\(address)", "entra.loginURL", "the external method needs an address without a path") {
            LoginHost($0)
        }
    }
}
