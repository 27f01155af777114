import EntraClient
import OpenIDProvider
import Proofing

/// What the tenant has registered, held to this configuration.
struct RegistrationExamination: Sendable {
    let connection: Connection
    let registry: MethodRegistry

    func examine() async -> ExaminationRecord {
        var record = ExaminationRecord()
        await looking("app", &record) { record throws(RegistryError) in try await examineApplication(&record) }
        await looking("consent", &record) { record throws(RegistryError) in try await examineConsent(&record) }
        await looking("method", &record) { record throws(RegistryError) in try await examineMethod(&record) }
        return record
    }

    /// What may not be looked at is no fault: the server itself need not be allowed to.
    private func looking(
        _ code: String, _ record: inout ExaminationRecord,
        _ look: (inout ExaminationRecord) async throws(RegistryError) -> Void
    ) async {
        do throws(RegistryError) { try await look(&record) } catch {
            record.unchecked(
                code, error.description,
                mend: error.code == .forbidden
                    ? "Run it with an administrator's token: --token-file, or \(AdministratorToken.variable)." : nil)
        }
    }

    private var application: String { connection.application.rawValue }

    private func examineApplication(_ record: inout ExaminationRecord) async throws(RegistryError) {
        guard let known = try await registry.application(connection.application) else {
            return record.fault(
                "app.missing", "The tenant has no app registration \(application).",
                mend: "Correct externalMethod.appId, or make the registration: countersign entra setup --apply.")
        }
        var isSound = true
        let address = connection.issuer.authorizationAddress
        if !known.replyAddresses.contains(address) {
            isSound = false
            let near = known.replyAddresses.first { $0.lowercased().hasPrefix(address.lowercased()) }
            record.fault(
                "app.replyURL",
                "The app registration lacks the redirect URI \(address)\(near.map { "; it has \($0)" } ?? "") (AADSTS50161).",
                mend:
                    "App registrations > \(application) > Authentication > Web: add \(address). Or: countersign entra setup --apply."
            )
        }
        if let audience = known.signInAudience, !["AzureADMyOrg", "AzureADMultipleOrgs"].contains(audience) {
            isSound = false
            record.warning(
                "app.audience", "The app registration is for \(audience).",
                mend: "App registrations > \(application) > Authentication: accounts in this directory only.")
        }
        if isSound { record.sound("app", "The app registration has our redirect URI.") }
    }

    private func examineConsent(_ record: inout ExaminationRecord) async throws(RegistryError) {
        guard let principal = try await registry.principal(of: connection.application) else {
            return record.fault(
                "principal.missing",
                "The application \(application) has no service principal in the tenant (AADSTS900491).",
                mend: "Grant admin consent to it, or: countersign entra setup --apply.")
        }
        if principal.accountEnabled == false {
            record.fault(
                "principal.disabled", "The application's service principal is disabled.",
                mend: "Enterprise applications > \(application) > Properties: enabled for users to sign in.")
        }
        let graph = try await registry.graphPrincipal()
        let given = try await registry.grants(to: principal.id)
            .filter { $0.isForAll && $0.resourceId == graph?.id }
            .reduce(into: Set<String>()) { $0.formUnion($1.scopes) }
        let missing = MicrosoftGraph.scopes.subtracting(given).sorted()
        guard !missing.isEmpty else { return record.sound("consent", "There is admin consent to openid and profile.") }
        record.fault(
            "consent.missing", "Admin consent lacks \(missing.joined(separator: " and ")) (AADSTS900491).",
            mend:
                "App registrations > \(application) > API permissions > Grant admin consent. Or: countersign entra setup --apply."
        )
    }

    private func examineMethod(_ record: inout ExaminationRecord) async throws(RegistryError) {
        let methods = try await registry.methods()
        let discovery = connection.issuer.discoveryAddress
        let ours = methods.filter { $0.appId.lowercased() == application }
        guard let method = ours.first else {
            if let other = methods.first(where: { $0.openIdConnectSetting.discoveryUrl == discovery }) {
                return record.fault(
                    "method.appId",
                    "The method \"\(other.displayName)\" has the App ID \(other.appId), we \(application).",
                    mend: "Let externalMethod.appId and the App ID of the method be the same.")
            }
            return record.fault(
                "method.missing", "The tenant has no external method with the App ID \(application).",
                mend: "Authentication methods > Add external method. Or: countersign entra setup --apply.")
        }
        if ours.count > 1 {
            record.warning(
                "method.repeated", "\(ours.count) methods have our App ID: people are offered each.",
                mend: "Delete all but one in Authentication methods.")
        }
        examine(method, &record)
    }

    private func examine(_ method: RegisteredMethod, _ record: inout ExaminationRecord) {
        let place = "Authentication methods > \(method.displayName)"
        let setting = method.openIdConnectSetting
        var isSound = true
        func fault(_ code: String, _ sentence: String, mend: String) {
            isSound = false
            record.fault(code, sentence, mend: mend)
        }
        if setting.clientId != connection.clientID {
            fault(
                "method.clientId", "The method's Client ID is \(setting.clientId), ours \(connection.clientID).",
                mend:
                    "\(place): set Client ID to \(connection.clientID), or externalMethod.clientId to \(setting.clientId)."
            )
        }
        let discovery = connection.issuer.discoveryAddress
        if setting.discoveryUrl != discovery {
            fault(
                "method.discoveryUrl", "The method's discovery endpoint is \(setting.discoveryUrl), ours \(discovery).",
                mend: "\(place): set Discovery Endpoint to \(discovery). Or: countersign entra setup --apply --replace."
            )
        }
        if !method.isEnabled {
            fault(
                "method.disabled", "The method is not enabled (AADSTS501581).",
                mend: "\(place): enable it. Or: countersign entra setup --apply --enable.")
        }
        if method.includeTargets?.isEmpty == true {
            fault("method.targets", "The method is for nobody.", mend: "\(place): include a group, or all users.")
        }
        if isSound { record.sound("method", "The external method is enabled and has our values.") }
    }
}
