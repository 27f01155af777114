import EntraClient
import Foundation
import OpenIDProvider
import Proofing
import WebServer

/// Entra's own account recovery may ask us about claims when the configuration names the application it asks for.
func calloutDependencies(
    _ settings: Settings, _ desk: ClaimsCallout, _ entra: Entra
) throws -> CalloutDependencies? {
    guard let audience = settings.calloutAudience else { return nil }
    guard let host = LoginHost("\(settings.entra.login)"), let issuer = Issuer(settings.publicAddress.origin) else {
        throw SettingsFaults(faults: [
            SettingsFault(key: "entra.loginURL", sentence: "callouts need an address without a path")
        ])
    }
    let connection = Connection(
        tenant: settings.entra.tenant, application: audience, clientID: audience.rawValue, issuer: issuer,
        loginHost: host)
    let source = PublishedKeys(address: connection.signingKeysAddress, transport: entra.transport)
    let keys = TenantKeys(connection: connection, source: source, time: SystemTime())
    let token = CalloutToken(connection: connection, audience: audience, keys: keys, time: SystemTime())
    return CalloutDependencies(desk: desk) { header throws(CalloutToken.Fault) in try await token.check(header) }
}

extension PublishedKeys: KeySetFetching {}
