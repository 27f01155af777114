import Foundation

/// A registered way to sign in, of one of the types Graph v1.0 knows (contract D.3).
package struct AuthenticationMethod: Sendable, Equatable {
    package let id: String
    package let kind: Kind
    package let properties: [String: JSONValue]

    package enum Kind: String, CaseIterable, Sendable {
        case phone = "phoneMethods"
        case microsoftAuthenticator = "microsoftAuthenticatorMethods"
        case softwareOATH = "softwareOathMethods"
        case passkey = "fido2Methods"
        case windowsHello = "windowsHelloForBusinessMethods"
        case platformCredential = "platformCredentialMethods"
        case email = "emailMethods"
        case external = "externalAuthenticationMethods"
        case temporaryAccessPass = "temporaryAccessPassMethods"
        case password = "passwordMethods"

        /// The typed collection in the path; compared without case, as Graph does.
        init?(collection: String) {
            guard let kind = Self.allCases.first(where: { $0.rawValue.lowercased() == collection.lowercased() })
            else { return nil }
            self = kind
        }

        var odataType: String {
            switch self {
            case .phone: "#microsoft.graph.phoneAuthenticationMethod"
            case .microsoftAuthenticator: "#microsoft.graph.microsoftAuthenticatorAuthenticationMethod"
            case .softwareOATH: "#microsoft.graph.softwareOathAuthenticationMethod"
            case .passkey: "#microsoft.graph.fido2AuthenticationMethod"
            case .windowsHello: "#microsoft.graph.windowsHelloForBusinessAuthenticationMethod"
            case .platformCredential: "#microsoft.graph.platformCredentialAuthenticationMethod"
            case .email: "#microsoft.graph.emailAuthenticationMethod"
            case .external: "#microsoft.graph.externalAuthenticationMethod"
            case .temporaryAccessPass: "#microsoft.graph.temporaryAccessPassAuthenticationMethod"
            case .password: "#microsoft.graph.passwordAuthenticationMethod"
            }
        }

        /// Middle of the granular permission, as in `UserAuthMethod-Phone.ReadWrite.All`.
        var permissionPart: String {
            switch self {
            case .phone: "Phone"
            case .microsoftAuthenticator: "MicrosoftAuthApp"
            case .softwareOATH: "SoftwareOATH"
            case .passkey: "Passkey"
            case .windowsHello: "WindowsHello"
            case .platformCredential: "PlatformCred"
            case .email: "Email"
            case .external: "External"
            case .temporaryAccessPass: "TAP"
            case .password: "Password"
            }
        }

        /// Whether it can be a person's default second factor. Passwords, passes and reset mail addresses cannot.
        var canBeDefault: Bool { ![.password, .temporaryAccessPass, .email].contains(self) }

        var title: String {
            switch self {
            case .phone: "Phone"
            case .microsoftAuthenticator: "Microsoft Authenticator"
            case .softwareOATH: "Authenticator app code"
            case .passkey: "Passkey"
            case .windowsHello: "Windows Hello for Business"
            case .platformCredential: "Platform credential"
            case .email: "Email"
            case .external: "External method"
            case .temporaryAccessPass: "Temporary Access Pass"
            case .password: "Password"
            }
        }
    }

    /// Ids that are the same for every person (contract D.3).
    static let passwordID = "28c10230-6103-485e-b985-444c60001490"
    static let mobilePhoneID = "3179e48a-750b-4051-897c-87b9720928f7"
    static let emailID = "3ddfcfc8-9383-446f-83cc-3ab9be4be18f"

    var graphObject: JSONValue {
        var object = properties
        object["@odata.type"] = .string(kind.odataType)
        object["id"] = .string(id)
        return .object(object)
    }
}

extension AuthenticationMethod {
    static func password(since created: Date) -> Self {
        .init(id: passwordID, kind: .password, properties: ["password": nil, "createdDateTime": .init(created)])
    }

    static func mobilePhone(_ number: String) -> Self {
        .init(
            id: mobilePhoneID, kind: .phone,
            properties: ["phoneNumber": .string(number), "phoneType": "mobile", "smsSignInState": "notSupported"])
    }

    static func authenticator(on device: String, id: String) -> Self {
        .init(
            id: id, kind: .microsoftAuthenticator,
            properties: [
                "displayName": .string(device), "deviceTag": "SoftwareTokenActivated", "phoneAppVersion": "6.2410.7221",
            ])
    }

    static func passkey(named name: String, id: String, at created: Date) -> Self {
        .init(
            id: id, kind: .passkey,
            properties: [
                "displayName": .string(name), "createdDateTime": .init(created),
                "aaGuid": .string(UUID(naming: "aaguid/simulated").text), "model": "Simulated passkey",
                "attestationLevel": "notAttested", "attestationCertificates": [], "passkeyType": "deviceBound",
            ])
    }

    static func email(_ address: String) -> Self {
        .init(id: emailID, kind: .email, properties: ["emailAddress": .string(address)])
    }
}
