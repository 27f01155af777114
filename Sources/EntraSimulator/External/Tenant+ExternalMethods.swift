import Foundation

extension Tenant {
    func externalMethod(_ id: String) throws -> ExternalMethod {
        guard let method = state.externalMethods.first(where: { $0.id == id.lowercased() }) else {
            throw GraphError.notFound(id)
        }
        return method
    }

    func covers(_ targets: [MethodTarget], _ user: DirectoryUser) -> Bool {
        let groups = Set(transitiveGroups(of: user.id).map(\.id))
        return targets.contains { target in
            switch target {
            case .everyone: true
            case .group(let id): groups.contains(id)
            case .user(let id): id == user.id
            }
        }
    }

    /// Enabled, and the person in its targets.
    func isOffered(_ method: ExternalMethod, to user: DirectoryUser) -> Bool {
        method.state == .enabled && covers(method.includeTargets, user) && !covers(method.excludeTargets, user)
    }

    /// Adds what `wanted` describes after asking its provider whether it is fit (contract H 6).
    func addExternalMethod(_ wanted: ExternalMethod, call: Int) async throws {
        try check(wanted, isNew: true)
        try await probe(wanted, call: call)
        // Asking took time; somebody else may have taken the name.
        try check(wanted, isNew: true)
        state.externalMethods.append(wanted)
        note(.init(kind: .externalMethodAdded, detail: wanted.id), on: call)
    }

    func changeExternalMethod(_ id: String, _ body: [String: JSONValue], call: Int) async throws {
        let old = try externalMethod(id)
        var changed = old
        try changed.apply(body)
        try check(changed, isNew: false)
        if changed.discoveryURL != old.discoveryURL { try await probe(changed, call: call) }
        guard let index = state.externalMethods.firstIndex(where: { $0.id == old.id }) else {
            throw GraphError.notFound(id)
        }
        state.externalMethods[index] = changed
        note(.init(kind: .externalMethodChanged, detail: old.id), on: call)
    }

    func removeExternalMethod(_ id: String, call: Int) throws {
        let method = try externalMethod(id)
        state.externalMethods.removeAll { $0.id == method.id }
        note(.init(kind: .externalMethodDeleted, detail: method.id), on: call)
    }

    private func check(_ method: ExternalMethod, isNew: Bool) throws {
        let others = state.externalMethods.filter { $0.id != method.id }
        if isNew, others.contains(where: { $0.displayName.lowercased() == method.displayName.lowercased() }) {
            throw GraphError.badRequest("An external method named '\(method.displayName)' exists. Names are unique.")
        }
        if let problem = configuration.providerURLRules.problem(withDiscoveryURL: method.discoveryURL) {
            throw GraphError.badRequest(problem)
        }
        for target in method.includeTargets + method.excludeTargets {
            switch target {
            case .everyone: break
            case .group(let id): guard state.groups[id] != nil else { throw GraphError.notFound(id) }
            case .user(let id): guard user(id) != nil else { throw GraphError.notFound(id) }
            }
        }
        // Without admin consent a method cannot be enabled (contract A.12, 2).
        if method.state == .enabled, missingConsent(of: method.appID) != nil {
            throw GraphError.badRequest(SignInFailure.noServicePrincipal(method.appID).text)
        }
    }

    private func probe(_ method: ExternalMethod, call: Int) async throws {
        do {
            let provider = try await provider(at: method.discoveryURL, call: call)
            note(.init(kind: .endpointProbed, detail: provider.authorizationEndpoint), on: call)
            try await ProviderFetch(configuration).probe(provider.authorizationEndpoint)
        } catch let failure as SignInFailure {
            throw GraphError.badRequest(failure.text)
        }
    }

    /// Registers the method for a person (contract A.13).
    func registerExternalMethod(_ body: [String: JSONValue], for user: DirectoryUser, call: Int) throws -> JSONValue {
        guard let id = body["configurationId"]?.string, let name = body["displayName"]?.string else {
            throw GraphError.badRequest("configurationId and displayName are required.")
        }
        guard let method = state.externalMethods.first(where: { $0.id == id.lowercased() }) else {
            throw GraphError.badRequest("The external authentication method configuration '\(id)' does not exist.")
        }
        guard name == method.displayName else {
            throw GraphError.badRequest("displayName must be that of the configuration, '\(method.displayName)'.")
        }
        if user.methods.contains(where: { $0.properties["configurationId"]?.string == method.id }) {
            throw GraphError.badRequest("The external authentication method is registered for this user already.")
        }
        let registration = AuthenticationMethod(
            id: UUID().text, kind: .external,
            properties: [
                "configurationId": .string(method.id), "displayName": .string(name), "createdDateTime": .init(now),
            ])
        addMethod(registration, to: user.id, call: call)
        return registration.graphObject
    }
}
