import Proofing

extension MethodRegistration {
    /// The method of ours: by application, or by name, which is unique in a tenant.
    func method(
        _ wish: RegistrationWish, _ application: RegisteredApplication, isServed: () async -> Bool
    ) async throws(RegistryError) {
        let methods = try await registry.methods()
        if let known = methods.first(where: { $0.appId.lowercased() == application.appId.rawValue }) {
            return try await complete(known, wish)
        }
        if let other = methods.first(where: { $0.displayName.lowercased() == wish.displayName.lowercased() }) {
            return said(
                .method, .differs,
                """
                "\(other.displayName)" exists for the application \(other.appId). Choose another name with --name, or \
                name that application in externalMethod.appId
                """)
        }
        guard performs else { return said(.method, .toMake, plan(.method, wish)) }
        guard await isServed() else {
            return said(
                .method, .waits,
                """
                Entra looks at \(wish.discoveryAddress) when the method is made, and the server does not answer there yet. \
                Put the lines below into the configuration, start the server, and run this again
                """)
        }
        let setting = RegisteredMethod.Setting(clientId: wish.clientID, discoveryUrl: wish.discoveryAddress)
        let made = try await registry.make(
            NewMethod(
                displayName: wish.displayName, appId: application.appId.rawValue, openIdConnectSetting: setting))
        try await registry.change(
            made, MethodChange(state: wish.enables ? "enabled" : nil, includeTargets: targets(wish)))
        said(.method, .made, "\(made.id), \(plan(.method, wish))")
    }

    private func targets(_ wish: RegistrationWish) -> [MethodChange.Target] {
        wish.groups.isEmpty ? [.init(id: "all_users")] : wish.groups.map { .init(id: $0.rawValue) }
    }

    private func complete(_ known: RegisteredMethod, _ wish: RegistrationWish) async throws(RegistryError) {
        var change = MethodChange()
        var changes: [String] = []
        var differences: [String] = []
        let setting = RegisteredMethod.Setting(clientId: wish.clientID, discoveryUrl: wish.discoveryAddress)
        if known.openIdConnectSetting != setting {
            let old = known.openIdConnectSetting
            var sentences: [String] = []
            if old.clientId != setting.clientId {
                sentences.append("Client ID is \(old.clientId), wanted \(setting.clientId)")
            }
            if old.discoveryUrl != setting.discoveryUrl {
                sentences.append("discovery is \(old.discoveryUrl), wanted \(setting.discoveryUrl)")
            }
            if wish.replaces {
                change.openIdConnectSetting = setting
                changes += sentences
            } else {
                differences += sentences
            }
        }
        if known.includeTargets?.isEmpty ?? true {
            change.includeTargets = targets(wish)
            changes.append("for \(wish.groups.isEmpty ? "everybody" : "\(wish.groups.count) groups")")
        } else if !wish.groups.isEmpty, Set(known.includeTargets?.map(\.id) ?? []) != Set(wish.groups.map(\.rawValue)) {
            let sentence = "is for \(known.includeTargets?.map(\.id).joined(separator: ", ") ?? "nobody")"
            if wish.replaces {
                change.includeTargets = targets(wish)
                changes.append(sentence)
            } else {
                differences.append(sentence)
            }
        }
        if wish.enables, !known.isEnabled {
            change.state = "enabled"
            changes.append("enabled")
        }
        try await apply(change, changes, to: known)
        if !differences.isEmpty {
            said(
                .method, .differs,
                "\(known.id): \(differences.joined(separator: "; ")). --replace overwrites it")
        } else if changes.isEmpty {
            said(.method, .alreadyThere, "\(known.id), \"\(known.displayName)\", \(known.state)")
        }
    }

    private func apply(
        _ change: MethodChange, _ changes: [String], to known: RegisteredMethod
    ) async throws(RegistryError) {
        guard !changes.isEmpty else { return }
        let detail = "\(known.id): \(changes.joined(separator: "; "))"
        guard performs else { return said(.method, .toChange, detail) }
        try await registry.change(known, change)
        said(.method, .changed, detail)
    }
}
