import Foundation
import Proofing

/// Registers the external method in the tenant: application, service principal, consent, method (entra-contract A.12, A.13).
///
/// Everything is looked up before it is made, so that running it again changes nothing. Values are added, never taken away;
/// nothing is deleted.
package struct MethodRegistration: Sendable {
    /// Graph knows a new object everywhere only after some seconds.
    private static let replicationTries = 6
    private static let replicationPause = 3.0

    let registry: MethodRegistry
    let performs: Bool
    private let tell: @Sendable (RegistrationStep) -> Void

    /// - Parameter performs: false only looks, and tells what would be done.
    package init(registry: MethodRegistry, performs: Bool, tell: @escaping @Sendable (RegistrationStep) -> Void) {
        self.registry = registry
        self.performs = performs
        self.tell = tell
    }

    /// - Parameter isServed: whether the discovery document is at its address already. Entra asks for it when the method is
    ///   made.
    /// - Returns: the application (client) id; nil when it is yet to be made.
    @discardableResult
    package func run(
        _ wish: RegistrationWish, isServed: () async -> Bool
    ) async throws(RegistryError) -> ObjectID? {
        let application = try await application(wish)
        guard let application else {
            for part in [RegistrationStep.Part.principal, .consent, .method] { said(part, .toMake, plan(part, wish)) }
            return nil
        }
        if let principal = try await principal(application) { try await consent(principal) }
        try await method(wish, application, isServed: isServed)
        return application.appId
    }

    func said(_ part: RegistrationStep.Part, _ outcome: RegistrationStep.Outcome, _ detail: String) {
        tell(RegistrationStep(part: part, outcome: outcome, detail: detail.oneLine))
    }

    /// What a part that is missing will be.
    func plan(_ part: RegistrationStep.Part, _ wish: RegistrationWish) -> String {
        switch part {
        case .application: "single tenant, Web redirect URI \(wish.replyAddress), delegated openid and profile"
        case .principal: "the application as it stands in this tenant"
        case .consent: "openid profile, for everybody"
        case .method:
            """
            named "\(wish.displayName)", Client ID \(wish.clientID), discovery \(wish.discoveryAddress), \
            \(wish.enables ? "enabled" : "disabled"), for \(wish.groups.isEmpty ? "everybody" : "\(wish.groups.count) groups")
            """
        }
    }

    // MARK: The application

    private func application(_ wish: RegistrationWish) async throws(RegistryError) -> RegisteredApplication? {
        guard let known = try await lookUp(wish) else {
            guard wish.application == nil else {
                said(
                    .application, .differs,
                    """
                    the tenant has no app registration with the id that externalMethod.appId names. Correct the key, or \
                    remove it to have one made
                    """)
                throw RegistryError(missing: "app registration")
            }
            guard performs else {
                said(.application, .toMake, "\"\(wish.displayName)\", \(plan(.application, wish))")
                return nil
            }
            let made = try await registry.make(
                NewApplication(named: wish.displayName, replyingTo: wish.replyAddress))
            said(.application, .made, "application id \(made.appId), \(plan(.application, wish))")
            return made
        }
        try await complete(known, wish)
        return known
    }

    private func lookUp(_ wish: RegistrationWish) async throws(RegistryError) -> RegisteredApplication? {
        if let id = wish.application { return try await registry.application(id) }
        let found = try await registry.applications(replyingTo: wish.replyAddress)
        guard found.count < 2 else {
            let ids = found.map(\.appId.rawValue).joined(separator: ", ")
            said(
                .application, .differs,
                "several have the redirect URI \(wish.replyAddress): \(ids). Name one in externalMethod.appId")
            throw RegistryError(missing: "single app registration")
        }
        return found.first
    }

    /// Adds what an existing registration lacks.
    private func complete(_ known: RegisteredApplication, _ wish: RegistrationWish) async throws(RegistryError) {
        var change = ApplicationChange()
        var lacks: [String] = []
        if !known.replyAddresses.contains(wish.replyAddress) {
            change.web = .init(redirectUris: known.replyAddresses + [wish.replyAddress])
            lacks.append("redirect URI \(wish.replyAddress)")
        }
        let access = known.requiredResourceAccess ?? []
        let asked = access.filter { $0.resourceAppId == MicrosoftGraph.appID }.flatMap(\.resourceAccess)
        let missing = ResourceAccess.signIn.resourceAccess.filter { wanted in !asked.contains { $0.id == wanted.id } }
        if !missing.isEmpty {
            let graph = ResourceAccess(resourceAppId: MicrosoftGraph.appID, resourceAccess: asked + missing)
            change.requiredResourceAccess = access.filter { $0.resourceAppId != MicrosoftGraph.appID } + [graph]
            lacks.append("delegated permissions openid and profile")
        }
        let isOtherAudience = known.signInAudience != "AzureADMyOrg" && known.signInAudience != "AzureADMultipleOrgs"
        if isOtherAudience {
            said(
                .application, .differs,
                "\(known.appId) is for \(known.signInAudience ?? "nobody"), wanted: AzureADMyOrg (this directory only)")
        }
        guard !lacks.isEmpty else {
            if !isOtherAudience { said(.application, .alreadyThere, "application id \(known.appId)") }
            return
        }
        let detail = "application id \(known.appId), \(lacks.joined(separator: ", "))"
        guard performs else { return said(.application, .toChange, detail) }
        try await registry.change(known.id, change)
        said(.application, .changed, detail)
    }

    // MARK: Service principal and consent

    private func principal(_ application: RegisteredApplication) async throws(RegistryError) -> RegisteredPrincipal? {
        if let known = try await registry.principal(of: application.appId) {
            if known.accountEnabled == false {
                said(
                    .principal, .differs,
                    "\(known.id) is disabled. Enterprise applications > Properties > Enabled for users to sign in: Yes")
            } else {
                said(.principal, .alreadyThere, "\(known.id)")
            }
            return known
        }
        guard performs else {
            said(.principal, .toMake, "of application \(application.appId)")
            said(.consent, .toMake, "openid profile, for everybody")
            return nil
        }
        let made = try await afterReplication { () throws(RegistryError) in
            try await registry.makePrincipal(of: application.appId)
        }
        said(.principal, .made, "\(made.id)")
        return made
    }

    private func consent(_ principal: RegisteredPrincipal) async throws(RegistryError) {
        guard let graph = try await registry.graphPrincipal() else {
            throw RegistryError(missing: "service principal of Microsoft Graph")
        }
        let grants = try await registry.grants(to: principal.id).filter { $0.resourceId == graph.id && $0.isForAll }
        let given = grants.reduce(into: Set<String>()) { $0.formUnion($1.scopes) }
        guard !MicrosoftGraph.scopes.isSubset(of: given) else {
            return said(.consent, .alreadyThere, "\(given.sorted().joined(separator: " ")), for everybody")
        }
        if let grant = grants.first {
            let scopes = grant.scopes.union(MicrosoftGraph.scopes)
            let detail = "\(scopes.sorted().joined(separator: " ")), for everybody"
            guard performs else { return said(.consent, .toChange, detail) }
            try await registry.widen(grant, to: scopes)
            return said(.consent, .changed, detail)
        }
        guard performs else { return said(.consent, .toMake, "openid profile, for everybody") }
        try await afterReplication { () throws(RegistryError) in
            try await registry.grant(NewGrant(clientId: principal.id.rawValue, resourceId: graph.id.rawValue))
        }
        said(.consent, .made, "openid profile, for everybody")
    }

    /// Repeats what Graph rejects because it does not know yet what was made a moment ago.
    private func afterReplication<Value>(
        _ body: () async throws(RegistryError) -> Value
    ) async throws(RegistryError) -> Value {
        for _ in 1..<Self.replicationTries {
            do throws(RegistryError) { return try await body() } catch {
                guard error.code == .rejected else { throw error }
            }
            try? await registry.graph.surroundings.sleep.sleep(seconds: Self.replicationPause)
        }
        return try await body()
    }
}

extension RegistryError {
    init(missing what: String) {
        self.init(.rejected, "The tenant has no \(what) that can be used. Nothing more was done.")
    }
}
