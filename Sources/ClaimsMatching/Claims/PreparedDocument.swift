/// The claims of a document with everything that can be worked out before it is compared.
package struct PreparedDocument: Sendable {
    package let claims: DocumentClaims
    let name: PersonalName
    let packed: PackedName

    package init(_ claims: DocumentClaims, tables: NameTables = .empty) {
        self.claims = claims
        name = PersonalName(given: claims.givenNames, surname: claims.surname, nationality: claims.nationality)
        packed = PackedName(name, tables: tables)
    }
}

/// A directory entry with everything that can be worked out before it is compared. Kept for as long as the entry stays
/// the same: preparing costs a hundred times what a comparison does.
package struct PreparedPerson: Sendable {
    package let claims: DirectoryClaims
    let packed: PackedPerson
    private let recorded: PersonalName
    private let display: DisplayName?
    /// Cyrillic letters are read by the rules of a nationality, which only the document tells.
    private let dependsOnNationality: Bool

    package init(_ claims: DirectoryClaims, tables: NameTables = .empty) {
        self.claims = claims
        recorded = Self.recorded(claims, nationality: nil)
        display = claims.displayName.map { DisplayName($0, nationality: nil) }
        packed = PackedPerson(recorded: recorded, display: display, tables: tables)
        let words = recorded.given.tokens + recorded.surname.tokens + (display?.words.tokens ?? [])
        dependsOnNationality = words.contains { $0.script == .cyrillic }
    }

    func names(nationality: String?) -> (recorded: PersonalName, display: DisplayName?) {
        guard dependsOnNationality, let nationality else { return (recorded, display) }
        return (
            Self.recorded(claims, nationality: nationality),
            claims.displayName.map { DisplayName($0, nationality: nationality) }
        )
    }

    private static func recorded(_ claims: DirectoryClaims, nationality: String?) -> PersonalName {
        PersonalName(given: claims.givenName ?? "", surname: claims.surname ?? "", nationality: nationality)
    }
}
