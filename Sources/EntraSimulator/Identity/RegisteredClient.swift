import Crypto
import CryptoExtras
import Foundation
import X509

/// An app registration with its service principal: how it proves itself and what it has been granted.
package struct RegisteredClient: Sendable {
    package let id: String
    package var displayName: String
    package var secrets: [Secret]
    /// PEM certificates the app may sign assertions with.
    package var certificates: [String]
    /// Application permissions with admin consent, such as `User.Read.All`.
    package var permissions: Set<String>
    /// Directory roles of the service principal, by display name.
    package var directoryRoles: [String]

    package struct Secret: Sendable {
        package let value: String
        package let expires: Date?
        package init(_ value: String, expires: Date? = nil) {
            self.value = value
            self.expires = expires
        }
    }

    package init(
        id: String = UUID(naming: "app/countersign").text, displayName: String = "Identity verification",
        secrets: [Secret] = [], certificates: [String] = [],
        permissions: Set<String> = RegisteredClient.recoveryPermissions,
        directoryRoles: [String] = ["Authentication Administrator"]
    ) {
        self.id = id.lowercased()
        self.displayName = displayName
        self.secrets = secrets
        self.certificates = certificates
        self.permissions = permissions
        self.directoryRoles = directoryRoles
    }

    /// What recovery needs and nothing more: reading the directory, passes, methods, sessions, mail.
    package static let recoveryPermissions: Set<String> = [
        "User.Read.All", "Group.Read.All", "RoleManagement.Read.Directory", "Organization.Read.All",
        "UserAuthenticationMethod.ReadWrite.All", "UserAuthMethod-TAP.ReadWrite.All",
        "Policy.Read.AuthenticationMethod", "User.RevokeSessions.All", "Mail.Send",
        "OrganizationalBranding.ReadWrite.All",
    ]

    /// What registering an external method by script needs (contract A.13).
    package static let setupPermissions: Set<String> = [
        "Application.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All", "Policy.ReadWrite.AuthenticationMethod",
        "UserAuthMethod-External.ReadWrite.All", "Organization.Read.All", "Group.Read.All",
    ]

    /// Object id of the service principal, the `oid` of its tokens.
    var servicePrincipalID: String { UUID(naming: "servicePrincipal/\(id)").text }

    func problems() -> [String] {
        var problems: [String] = []
        if UUID(uuidString: id) == nil { problems.append("client id '\(id)': must be a GUID") }
        if secrets.contains(where: { $0.value.isEmpty }) { problems.append("client \(id): a secret is empty") }
        for (index, pem) in certificates.enumerated() where (try? RegisteredCertificate(pem: pem)) == nil {
            problems.append("client \(id): certificate \(index + 1) is not a PEM certificate with an RSA key")
        }
        for role in directoryRoles where DirectoryRole.named(role) == nil {
            problems.append("client \(id): directory role '\(role)' is unknown; known: \(DirectoryRole.names)")
        }
        return problems
    }
}

/// A certificate registered on an app, findable by either thumbprint.
struct RegisteredCertificate: Sendable {
    let thumbprintSHA1: String
    let thumbprintSHA256: String
    let key: _RSA.Signing.PublicKey

    init(pem: String) throws {
        let certificate = try Certificate(pemEncoded: pem)
        guard let key = _RSA.Signing.PublicKey(certificate.publicKey) else { throw NotRSA() }
        let der = Data(try certificate.serializeAsPEM().derBytes)
        // SHA-1 here names a certificate, as RFC 7515's `x5t` does; nothing rests on its strength.
        thumbprintSHA1 = Data(Insecure.SHA1.hash(data: der)).base64URL
        thumbprintSHA256 = Data(SHA256.hash(data: der)).base64URL
        self.key = key
    }

    struct NotRSA: Error {}
}
