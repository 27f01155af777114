import ClaimsMatching
import Foundation
import IdentityDocuments

/// Hands the document's fields and the directory's attributes to the matcher: the one place that knows both forms.
struct ClaimsComparison {
    let policy: MatchPolicy

    func compare(_ fields: DocumentFields, with person: DirectoryPerson, others: [DirectoryPerson]) -> MatchResult {
        ClaimsMatcher(policy: policy).match(
            document: DocumentClaims(
                givenNames: fields.givenNames, surname: fields.surname, dateOfBirth: fields.dateOfBirth?.iso,
                nationality: fields.nationality, documentNumber: fields.number, nameTruncated: fields.nameTruncated),
            directory: claims(of: person), others: others.map(claims(of:)))
    }

    private func claims(of person: DirectoryPerson) -> DirectoryClaims {
        DirectoryClaims(
            givenName: person.givenName, surname: person.surname, displayName: person.displayName,
            dateOfBirth: person.dateOfBirth?.iso)
    }
}
