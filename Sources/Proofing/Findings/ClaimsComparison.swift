import ClaimsMatching
import Foundation
import IdentityDocuments

/// Hands the document's fields and the directory's attributes to the matcher: the one place that knows both forms.
struct ClaimsComparison {
    let policy: MatchPolicy
    var tables = NameTables.empty

    func compare(_ fields: DocumentFields, with person: DirectoryPerson, others: [DirectoryPerson]) -> MatchResult {
        let matcher = ClaimsMatcher(policy: policy, tables: tables)
        let document = DocumentClaims(
            givenNames: fields.givenNames, surname: fields.surname, dateOfBirth: birthDate(fields.dateOfBirth),
            nationality: fields.nationality, documentNumber: fields.number, nameTruncated: fields.nameTruncated)
        let claimed = claims(of: person)
        let uniqueness = matcher.uniqueness(of: document, claimed: claimed, others: others.map(claims(of:)))
        return matcher.match(document: document, directory: claimed, uniqueness: uniqueness)
    }

    private func claims(of person: DirectoryPerson) -> DirectoryClaims {
        DirectoryClaims(
            givenName: person.givenName, surname: person.surname, displayName: person.displayName,
            dateOfBirth: birthDate(person.dateOfBirth))
    }

    private func birthDate(_ date: PartialDate?) -> BirthDate? { date.flatMap { BirthDate(iso: $0.iso) } }
}
