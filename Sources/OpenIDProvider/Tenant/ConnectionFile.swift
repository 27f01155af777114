import Foundation
import Proofing

/// A connection as an administrator writes it down. Every fault is reported, not only the first.
package struct ConnectionFile {
    package struct Faults: Error, Sendable, Equatable, CustomStringConvertible {
        /// Each names the key and what is allowed there.
        package let sentences: [String]
        package var description: String { sentences.joined(separator: "\n") }
    }

    private static let keys = ["tenant", "appId", "clientId", "issuer", "loginURL", "acceptForeignIssuers"]
    private var faults: [String] = []
    private var members: [String: JSONValue] = [:]

    /// Reads a JSON object with `tenant`, `appId`, `clientId` and `issuer`; `loginURL` and `acceptForeignIssuers` may be absent.
    package static func connection(from data: Data) throws(Faults) -> Connection {
        var file = ConnectionFile()
        guard let members = (try? JSONReader.read(data))?.object else {
            throw Faults(sentences: ["The tenant configuration is not a JSON object, or names a key twice."])
        }
        file.members = members
        return try file.connection()
    }

    private mutating func connection() throws(Faults) -> Connection {
        for key in members.keys.sorted() where !Self.keys.contains(key) {
            faults.append("\(key): unknown; known are \(Self.keys.joined(separator: ", ")).")
        }
        let tenant = text("tenant").flatMap(TenantID.init(rawValue:))
        require(tenant, "tenant", "the tenant's id, a GUID")
        let application = text("appId").flatMap(ObjectID.init(rawValue:))
        require(application, "appId", "the id of the app registration, a GUID")
        let clientID = text("clientId").flatMap { Connection.accepts(clientID: $0) ? $0 : nil }
        require(clientID, "clientId", "the method's client id, 1 to 256 visible ASCII characters")
        let issuer = text("issuer").flatMap(Issuer.init)
        require(issuer, "issuer", "an https address without a slash at the end, without :443, query or fragment")
        let loginHost = members["loginURL"] == nil ? LoginHost.global : text("loginURL").flatMap(LoginHost.init)
        require(loginHost, "loginURL", "an https address such as https://login.microsoftonline.com")
        var accepts: Bool? = false
        if let member = members["acceptForeignIssuers"] {
            accepts = member == .bool(true) ? true : member == .bool(false) ? false : nil
        }
        require(accepts, "acceptForeignIssuers", "true or false")
        guard faults.isEmpty, let tenant, let application, let clientID, let issuer, let loginHost, let accepts else {
            throw Faults(sentences: faults)
        }
        return Connection(
            tenant: tenant, application: application, clientID: clientID, issuer: issuer, loginHost: loginHost,
            acceptsForeignIssuers: accepts)
    }

    private func text(_ key: String) -> String? { members[key]?.string }

    private mutating func require(_ value: Any?, _ key: String, _ allowed: String) {
        if value == nil { faults.append("\(key): has to be \(allowed).") }
    }
}
