/// Rules by name, to start a policy from. Each is at least as strict as the guards, and asks for the date of birth.
///
/// Stored policies name presets: one that was released keeps its meaning. What should differ gets a name of its own.
package enum MatchPreset: String, Sendable, CaseIterable {
    /// Our own rule: by rule or by one list.
    case standard
    /// Letter by letter, but for case and diacritics.
    case exact
    /// Each name of the directory stands somewhere among the document's, in any order.
    case relaxed
    /// The given name may be a nickname; the surname is exact.
    case duoLike
    /// By rule only, with more evidence than usual, and nothing on file that contradicts.
    case strict

    package var policy: MatchPolicy {
        var policy = MatchPolicy.standard
        switch self {
        case .standard: break
        case .exact:
            policy.surname.minLevel = .identical
            policy.givenName.minLevel = .identical
            policy.withoutLists()
        case .relaxed:
            policy.surname.minLevel = .equivalent
            policy.givenName.minLevel = .equivalent
            policy.withoutLists()
        case .duoLike:
            policy.surname.minLevel = .identical
            policy.usesDisplayName = false
        case .strict:
            policy.surname.minLevel = .equivalent
            policy.givenName.minLevel = .equivalent
            policy.withoutLists()
            policy.initials = .reject
            policy.others[.nationality] = .init(required: false, minLevel: .identical, toleratesConflict: false)
            policy.others[.documentNumber] = .init(required: false, minLevel: .identical, toleratesConflict: false)
            policy.bits.approval = 20
            policy.uniqueness.marginBits = 14
        }
        return policy
    }
}

extension MatchPolicy {
    /// The separate names as they stand, without nicknames and other spellings.
    fileprivate mutating func withoutLists() {
        maxAliasNames = 0
        nicknames = false
        usesDisplayName = false
    }
}
