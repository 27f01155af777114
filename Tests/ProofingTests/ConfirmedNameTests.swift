import ClaimsMatching
import Foundation
import Testing

@testable import Proofing

/// A reviewer's "same person" can be kept, for one account and nobody else.
struct ConfirmedNameTests {
    private static let crowd = Staff.crowd(500)
    private let karin = Staff.person(1, "Karin", "Lindgrensdottir", born: "1990-05-17")

    private func reviewed(
        _ passport: DocumentFinding, person: DirectoryPerson? = nil, before: (Office) async throws -> Void = { _ in }
    ) async throws -> (office: Office, file: CaseFile) {
        let person = person ?? karin
        let office = try Office(company: Company(Self.crowd + [person]))
        try await before(office)
        office.engine.show(document: .document(passport), as: Office.picture)
        let access = try await office.prove(person.userPrincipalName)
        let session = try #require(await office.stored(access))
        let id = try #require(session.caseID, "\(session.findings.claims?.reasons.map(\.code.rawValue) ?? [])")
        return (office, try await office.reviews.file(id, for: Sample.reviewer))
    }

    private func decide(_ office: Office, _ file: CaseFile, approve: Bool, keepsName: Bool = true) async throws {
        try await office.reviews.decide(
            file.reviewCase.id, approve: approve, note: "Married.", keepsName: keepsName, by: Sample.reviewer)
    }

    private let married = Staff.passport("KARIN", "ROSENBLUMSKY", born: "1990-05-17")

    @Test func `a kept name lets the same document pass next time, at this account only`() async throws {
        let (office, file) = try await reviewed(married)
        #expect(file.nameToKeep == ConfirmedName(part: .surname, text: "ROSENBLUMSKY"))
        try await decide(office, file, approve: true)
        let alias = try #require(await office.store.aliases.first)
        #expect(alias.person == karin.id && alias.reviewer == Sample.reviewer.reviewer)
        #expect(alias.document == married.fields.flatMap(Office.marks.mark(of:)))
        let event = try #require(await office.store.audit.last { $0.kind == .aliasKept })
        #expect(event.details == ["alias": alias.id.rawValue, "part": "surname"])

        // What the store does: see the contract of the stores.
        var known = karin
        known.confirmedNames = [alias.name]
        let stranger = Staff.person(5, "Karin", "Quist", born: "1990-05-17")
        let next = try Office(company: Company(Self.crowd + [known, stranger]))
        next.engine.show(document: .document(married), as: Office.picture)
        let access = try await next.prove(known.userPrincipalName)
        let session = try #require(await next.stored(access))
        #expect(session.phase == .approved)
        #expect(session.findings.claims?.level(of: .surname) == .listed)
        #expect(session.findings.claims?.evidence(of: .surname)?.reason.code == .surnameFormerName)
        let other = try await next.prove(stranger.userPrincipalName)
        #expect(await next.stored(other)?.phase == .refused)
        #expect(
            await next.store.alerts.map { "\($0.code) \($0.person == stranger.id)" }
                == ["betterMatchElsewhere true", "documentBoundElsewhere true"])
    }

    @Test(arguments: [(true, false), (false, true), (false, false)])
    func `nothing is kept without an approval and the wish`(_ approve: Bool, _ keeps: Bool) async throws {
        let (office, file) = try await reviewed(married)
        try await decide(office, file, approve: approve, keepsName: keeps)
        #expect(await office.store.aliases.isEmpty)
    }

    @Test(arguments: [
        Staff.passport("KARIN", "ROSENBLUMSKY", born: "1990-05-18"),
        Staff.passport("KARIN", "LINDGRENSDOTTIR", born: "1990"),
        Staff.passport("KARIN", "LINDGRENSDOTTIR", born: "1990-05-18"),
        Staff.passport("KAREN", "LINDGRENSDOTTIR-ROSENBLUMSKY", born: "1990-05-07"),
    ])
    func `nothing is offered where the date of birth is not the same`(_ passport: DocumentFinding) async throws {
        let (office, file) = try await reviewed(passport)
        #expect(file.nameToKeep == nil)
        try await decide(office, file, approve: true)
        #expect(await office.store.aliases.isEmpty)
    }

    @Test func `nothing is offered where both names differ, or the letters look alike`() async throws {
        let (_, near) = try await reviewed(Staff.passport("KARIM", "LINDGRENSDOTTYR", born: "1990-05-17"))
        #expect(near.nameToKeep == nil)
        let fake = Staff.person(1, "K\u{430}rin", "Lindgrensdottir", born: "1990-05-17")
        let (_, mixed) = try await reviewed(
            Staff.passport("KARIN", "LINDGRENSDOTTIR", born: "1990-05-17"), person: fake)
        #expect(mixed.nameToKeep == nil)
    }

    @Test func `nothing is offered from a document that was somebody else's before`() async throws {
        let mark = try #require(married.fields.flatMap(Office.marks.mark(of:)))
        let (_, file) = try await reviewed(married) { office in
            await office.store.bindDuringNextCommit(
                mark, to: PersonID(tenant: Sample.tenant, object: Sample.object(77)))
        }
        #expect(file.reviewCase.reasons.contains(.documentBoundElsewhere))
        #expect(file.nameToKeep == nil)
    }

    @Test func `a kept name is listed and removed, each with a record, and not by its own owner`() async throws {
        let (office, file) = try await reviewed(married)
        try await decide(office, file, approve: true)
        let alias = try #require(await office.store.aliases.first)
        #expect(try await office.reviews.aliases(Sample.reviewer).map(\.alias) == [alias])
        let owner = ReviewerSession(
            reviewer: Sample.reviewer.reviewer, account: karin.id, expiresAt: Sample.reviewer.expiresAt)
        #expect(try await office.reviews.aliases(owner).isEmpty)
        await #expect(throws: ReviewError.notAllowed(.ownCase)) {
            try await office.reviews.removeAlias(alias.id, by: owner)
        }
        let administrator = ReviewerSession(
            reviewer: Sample.reviewer.reviewer, role: .policyAdministrator, account: nil,
            expiresAt: Sample.reviewer.expiresAt)
        try await office.reviews.removeAlias(alias.id, by: administrator)
        #expect(await office.store.aliases.isEmpty)
        #expect(await office.store.audit.last?.kind == .aliasRemoved)
        await #expect(throws: ReviewError.notFound) {
            try await office.reviews.removeAlias(alias.id, by: administrator)
        }
    }
}
