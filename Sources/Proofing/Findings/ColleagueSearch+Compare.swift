import ClaimsMatching
import Foundation
import IdentityDocuments

extension ColleagueSearch {
    /// The document against the claimed account, and against whoever else in the directory it may belong to.
    nonisolated func compare(
        _ document: DocumentClaims, with person: DirectoryPerson, under policy: MatchPolicy
    ) async throws -> MatchResult {
        try await snapshot(document, with: person).match(under: policy, tables: tables)
    }

    /// All that such a comparison rests on.
    nonisolated func snapshot(_ document: DocumentClaims, with person: DirectoryPerson) async throws -> MatchSnapshot {
        let found = try await search(document, besides: person.id)
        return MatchSnapshot(
            document: document, directory: person.claims, rivals: found.others.map(\.claims),
            frequencies: found.frequencies)
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
