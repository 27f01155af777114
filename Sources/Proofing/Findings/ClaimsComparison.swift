import ClaimsMatching
import Foundation
import IdentityDocuments

/// Hands the document's fields and the directory's attributes to the matcher: the one place that knows both forms.
struct ClaimsComparison {
    let policy: MatchPolicy
    var tables = NameTables.empty

    func compare(_ fields: DocumentFields, with person: DirectoryPerson, others: [DirectoryPerson]) -> MatchResult {
        compare(document(fields), with: person, others: others)
    }

    func compare(_ document: DocumentClaims, with person: DirectoryPerson, others: [DirectoryPerson]) -> MatchResult {
        let matcher = ClaimsMatcher(policy: policy, tables: tables)
        let claimed = person.claims
        let uniqueness = matcher.uniqueness(of: document, claimed: claimed, others: others.map(\.claims))
        return matcher.match(document: document, directory: claimed, uniqueness: uniqueness)
    }

    private func document(_ fields: DocumentFields) -> DocumentClaims {
        DocumentClaims(
            givenNames: fields.givenNames, surname: fields.surname,
            dateOfBirth: fields.dateOfBirth.flatMap { BirthDate(iso: $0.iso) },
            nationality: fields.nationality, documentNumber: fields.number, nameTruncated: fields.nameTruncated)
    }
}

extension DirectoryPerson {
    /// As the matcher compares them.
    var claims: DirectoryClaims {
        DirectoryClaims(
            givenName: givenName, surname: surname, displayName: displayName,
            dateOfBirth: dateOfBirth.flatMap { BirthDate(iso: $0.iso) })
    }
}
