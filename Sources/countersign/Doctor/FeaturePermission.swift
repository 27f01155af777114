import Proofing

/// An application permission that a configured feature needs (entra-contract B.6, and `docs/configuration.md`).
struct FeaturePermission: Sendable, Equatable {
    let feature: String
    /// The least first; any one is enough.
    let names: [String]

    func isMet(by permissions: Set<String>) -> Bool { !permissions.isDisjoint(with: names) }

    static func needed(_ settings: Settings, _ policies: PolicySet) -> [FeaturePermission] {
        let directory = ["Directory.Read.All", "Directory.ReadWrite.All"]
        var needed = [
            FeaturePermission(feature: "reading people", names: ["User.Read.All", "User.ReadWrite.All"] + directory),
            FeaturePermission(feature: "reading groups", names: ["Group.Read.All", "Group.ReadWrite.All"] + directory),
            FeaturePermission(
                feature: "seeing directory roles",
                names: [
                    "RoleManagement.Read.Directory", "RoleManagement.Read.All", "RoleManagement.ReadWrite.Directory",
                ] + directory),
        ]
        let outcomes = policies.policies.filter { !$0.purposes.isDisjoint(with: Purpose.recoveries) }.map(\.outcome)
        if !outcomes.isEmpty { needed += passes }
        if outcomes.contains(where: \.revokeSessions) {
            needed.append(
                FeaturePermission(
                    feature: "ending sessions",
                    names: ["User.RevokeSessions.All", "User.ReadWrite.All", "Directory.ReadWrite.All"]))
        }
        let removed = outcomes.reduce(into: Set<AuthenticationMethod.Kind>()) { $0.formUnion($1.removedMethods) }
        needed += removed.sorted { $0.rawValue < $1.rawValue }.map(removal)
        if case .graph = settings.mail {
            needed.append(FeaturePermission(feature: "sending mail through Graph", names: ["Mail.Send"]))
        }
        return needed
    }

    private static let wide = "UserAuthenticationMethod.ReadWrite.All"

    private static let passes = [
        FeaturePermission(
            feature: "the tenant's pass policy",
            names: ["Policy.Read.AuthenticationMethod", "Policy.Read.All", "Policy.ReadWrite.AuthenticationMethod"]),
        FeaturePermission(feature: "making passes", names: ["UserAuthMethod-TAP.ReadWrite.All", wide]),
    ]

    private static func removal(_ kind: AuthenticationMethod.Kind) -> FeaturePermission {
        let part =
            switch kind {
            case .phoneMethods: "Phone"
            case .microsoftAuthenticatorMethods: "MicrosoftAuthApp"
            case .softwareOathMethods: "SoftwareOATH"
            case .fido2Methods: "Passkey"
            case .windowsHelloForBusinessMethods: "WindowsHello"
            case .platformCredentialMethods: "PlatformCred"
            case .emailMethods: "Email"
            }
        return FeaturePermission(
            feature: "removing \(kind.rawValue)", names: ["UserAuthMethod-\(part).ReadWrite.All", wide])
    }
}
