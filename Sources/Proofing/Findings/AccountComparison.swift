import ClaimsMatching
import Foundation
import IdentityDocuments

/// One document, one account and whoever else it may belong to: can be compared again with more claims.
struct AccountComparison: Sendable {
    let policy: MatchPolicy
    let tables: NameTables
    var document: DocumentClaims
    var person: DirectoryPerson
    let others: [DirectoryPerson]
    let frequencies: NameFrequencies?

    /// All that it rests on.
    var snapshot: MatchSnapshot {
        MatchSnapshot(
            document: document, directory: person.claims, rivals: others.map(\.claims), frequencies: frequencies)
    }

    func result() -> MatchResult { snapshot.match(under: policy, tables: tables) }
}

extension ColleagueSearch {
    nonisolated func comparison(
        of document: DocumentClaims, with person: DirectoryPerson, under policy: MatchPolicy
    ) async throws -> AccountComparison {
        let found = try await search(document, besides: person.id)
        return AccountComparison(
            policy: policy, tables: tables, document: document, person: person, others: found.others,
            frequencies: found.frequencies)
    }

    /// The document against the claimed account, and against whoever else in the directory it may belong to.
    nonisolated func compare(
        _ document: DocumentClaims, with person: DirectoryPerson, under policy: MatchPolicy
    ) async throws -> MatchResult {
        try await comparison(of: document, with: person, under: policy).result()
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
            otherGivenNames: (profile.otherGivenName.map { [$0] } ?? []) + confirmed(.givenName),
            otherSurnames: (profile.formerSurname.map { [$0] } ?? []) + confirmed(.surname),
            dateOfBirth: dateOfBirth.flatMap { BirthDate(iso: $0.iso) })
        claims.documentNumbers = profile.documentNumber.map { [$0] } ?? []
        claims.nationality = profile.nationality
        claims.phones = profile.mobilePhone.map { [$0] } ?? []
        // Not the work address: everybody knows that one.
        claims.mails = otherMails
        claims.address = profile.address.map(PostalAddress.init)
        return claims
    }

    private func confirmed(_ part: ConfirmedName.Part) -> [String] {
        confirmedNames.filter { $0.part == part }.map(\.text)
    }
}
