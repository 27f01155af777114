import ClaimsMatching
import Foundation
import IdentityDocuments

/// Hands a document's claims and the directory's to the matcher.
struct ClaimsComparison {
    let policy: MatchPolicy
    var tables = NameTables.empty

    /// - Parameter frequencies: of this directory's names; without them nothing is weighed.
    func compare(
        _ document: DocumentClaims, with person: DirectoryPerson, others: [DirectoryPerson],
        frequencies: NameFrequencies? = nil
    ) -> MatchResult {
        let matcher = ClaimsMatcher(policy: policy, tables: tables)
        let (prepared, claimed) = (matcher.prepare(document), matcher.prepare(person.claims))
        let uniqueness = matcher.uniqueness(
            of: prepared, claimed: claimed, others: others.lazy.map { matcher.prepare($0.claims) })
        return matcher.match(
            document: prepared, directory: claimed, uniqueness: uniqueness, frequencies: frequencies)
    }
}

extension ColleagueSearch {
    /// The document against the claimed account, and against whoever else in the directory it may belong to.
    nonisolated func compare(
        _ document: DocumentClaims, with person: DirectoryPerson, under policy: MatchPolicy
    ) async throws -> MatchResult {
        let found = try await search(document, besides: person.id)
        return ClaimsComparison(policy: policy, tables: tables)
            .compare(document, with: person, others: found.others, frequencies: found.frequencies)
    }
}

extension DocumentClaims {
    init(_ fields: DocumentFields) {
        self.init(
            givenNames: fields.givenNames, surname: fields.surname,
            dateOfBirth: fields.dateOfBirth.flatMap { BirthDate(iso: $0.iso) },
            nationality: fields.nationality, documentNumber: fields.number, nameTruncated: fields.nameTruncated)
    }
}

extension DirectoryPerson {
    /// As the matcher compares them.
    var claims: DirectoryClaims {
        var claims = DirectoryClaims(
            givenName: givenName, surname: surname, displayName: displayName,
            otherGivenNames: profile.otherGivenName.map { [$0] } ?? [],
            otherSurnames: profile.formerSurname.map { [$0] } ?? [],
            dateOfBirth: dateOfBirth.flatMap { BirthDate(iso: $0.iso) })
        claims.documentNumbers = profile.documentNumber.map { [$0] } ?? []
        claims.nationality = profile.nationality
        return claims
    }
}
