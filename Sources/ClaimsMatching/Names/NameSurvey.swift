/// What can be said about the names of a directory entry before any document is seen.
package struct NameSurvey: Sendable, Hashable {
    package let hasGivenName: Bool
    package let hasSurname: Bool
    /// The given name looks like what somebody is called, not like what their document prints: a short form, an initial,
    /// or a name that the display name does not have.
    package let looksPreferred: Bool
    /// The same for two entries whose names are the same words, in any order and with any diacritics. Empty without a name.
    package let key: String
}

extension ClaimsMatcher {
    package func survey(_ claims: DirectoryClaims) -> NameSurvey {
        let name = PersonalName(given: claims.givenName ?? "", surname: claims.surname ?? "", nationality: nil)
        let given = name.given.tokens
        let words = given + name.surname.tokens
        return NameSurvey(
            hasGivenName: !given.isEmpty, hasSurname: !name.surname.isEmpty,
            looksPreferred: !given.isEmpty && (given.allSatisfy(isShort) || isMissing(given, from: claims.displayName)),
            key: words.map(\.bare).sorted().joined(separator: " "))
    }

    /// Listed as somebody's short form and as nobody's full one; or an initial.
    private func isShort(_ token: NameToken) -> Bool {
        if token.text.count == 1 { return true }
        let roles = tables.aliases(of: token.bare).filter(\.isForGivenNames).map(\.role)
        return roles.contains(.short) && !roles.contains(.full)
    }

    private func isMissing(_ given: [NameToken], from displayName: String?) -> Bool {
        guard let displayName else { return false }
        let shown = DisplayName(displayName, nationality: nil)
        let words = shown.words.tokens + shown.nicknames.flatMap(\.tokens)
        // One word is a mailbox or a nickname of its own, and a name in another script is no other name.
        guard words.count > 1, !Set(words.map(\.script)).isDisjoint(with: given.map(\.script)) else { return false }
        return Set(words.map(\.bare)).isDisjoint(with: given.map(\.bare))
    }
}
