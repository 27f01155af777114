import ClaimsMatching
import Foundation
import IdentityDocuments
import Testing

@testable import Proofing

/// A genuine document at the wrong account, in a company of some thousand people.
struct ColleagueDocumentTests {
    private static let crowd = Staff.crowd(3_000)
    private let karin = Staff.person(1, "Karin", "Lindgrensdottir", born: "1990-05-17")
    private let anna = Staff.person(2, "Anna", "Eriksson", born: "1984-11-23")

    /// From the address to the answer, with this document.
    private func prove(
        _ office: Office, as person: DirectoryPerson, with passport: DocumentFinding
    ) async throws -> ProofingSession {
        office.engine.show(document: .document(passport), as: Office.picture)
        let access = try await office.prove(person.userPrincipalName)
        return try #require(await office.stored(access))
    }

    private func office(_ people: [DirectoryPerson], policy: Policy = Sample.policy) throws -> Office {
        try Office(policy: policy, company: Company(Self.crowd + people))
    }

    private func reasons(_ office: Office, _ session: ProofingSession) async throws -> [String] {
        let sealed = try #require(await office.store.decision(session: session.id))
        return try Sample.seal.open(sealed).reasons.map(\.code)
    }

    @Test func `a colleague's document at one's own account is refused with an alert, and passes at theirs`()
        async throws
    {
        let office = try office([karin, anna])
        let passport = Staff.passport("ANNA MARIA", "ERIKSSON", born: "1984-11-23")
        let session = try await prove(office, as: karin, with: passport)
        #expect(session.phase == .refused)
        #expect(try await reasons(office, session).contains("uniqueness.betterMatchElsewhere"))
        let alerts = await office.store.alerts
        #expect(alerts.map(\.code) == [.betterMatchElsewhere] && alerts.map(\.person) == [karin.id])
        #expect(await office.store.audit.last { $0.kind == .alertRaised }?.details == ["code": "betterMatchElsewhere"])
        #expect(await office.store.cases.isEmpty && office.directory.posts == 0)
        // The account hears of it, in words that tell nothing.
        let message = try #require(await office.store.messages.last)
        #expect(message.template == .attemptRefused && message.person == karin.id)
        #expect(Set(message.values.keys) == ["device", "reference"])
        #expect(try await office.reviews.alerts(Sample.reviewer).map(\.alert) == alerts)

        #expect(try await prove(office, as: anna, with: passport).phase == .approved)
        #expect(await office.store.alerts.count == 1)
    }

    @Test func `beyond the day's budget an alert is still an alert, and nobody is written to`() async throws {
        let office = try office([karin, anna])
        let passport = Staff.passport("ANNA", "ERIKSSON", born: "1984-11-23")
        office.engine.show(document: .document(passport), as: Office.picture)
        let access = try await office.startCapturing(karin.userPrincipalName)
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        try await office.fail(5, as: .face)
        _ = try await office.showFace(access)
        #expect(await office.stored(access)?.phase == .refused)
        #expect(await office.store.alerts.count == 1)
        #expect(await office.store.messages.isEmpty)
    }

    @Test func `a document that nobody here owns is refused without an alert`() async throws {
        let office = try office([karin])
        let session = try await prove(office, as: karin, with: Staff.passport("ZED", "QUUX", born: "1971-02-03"))
        #expect(session.phase == .refused)
        #expect(await office.store.alerts.isEmpty)
        #expect(await office.store.messages.isEmpty)
    }

    @Test(arguments: [("Maisie", "Daisie"), ("Jon", "Ron"), ("Kristina", "Kristine"), ("Alex", "Alexander")])
    func `a twin's document never opens the other's account by itself`(_ own: String, _ other: String) async throws {
        let mine = Staff.person(1, own, "Lindgrensdottir", born: "1990-05-17")
        let theirs = Staff.person(2, other, "Lindgrensdottir", born: "1990-05-17")
        let office = try office([mine, theirs])
        let passport = Staff.passport(own.uppercased(), "LINDGRENSDOTTIR", born: "1990-05-17")
        let session = try await prove(office, as: theirs, with: passport)
        #expect([.refused, .underReview].contains(session.phase))
        #expect(office.directory.posts == 0)
    }

    @Test func `colleagues of one name and birthday go to a reviewer where nothing tells them apart`() async throws {
        let office = try office([
            karin, Staff.person(2, "Karin", "Lindgrensdottir", born: "1990-05-17"),
        ])
        let passport = Staff.passport("KARIN", "LINDGRENSDOTTIR", born: "1990-05-17")
        let session = try await prove(office, as: karin, with: passport)
        #expect(session.phase == .underReview)
        #expect(try await reasons(office, session) == ["uniqueness.sameNameColleague"])
    }

    @Test func `father and son of one name are told apart by their birthdays`() async throws {
        let father = Staff.person(1, "Karl", "Lindgrensson", born: "1961-03-09")
        let son = Staff.person(2, "Karl", "Lindgrensson", born: "1990-05-17")
        let office = try office([father, son])
        let passport = Staff.passport("KARL", "LINDGRENSSON", born: "1990-05-17")
        #expect(try await prove(office, as: father, with: passport).phase == .refused)
        #expect(await office.store.alerts.map(\.person) == [father.id])
        #expect(try await prove(office, as: son, with: passport).phase == .approved)
    }

    @Test func `a father whose birthday is not on file is no way in for the son`() async throws {
        let father = Staff.person(1, "Karl", "Lindgrensson", born: nil)
        let son = Staff.person(2, "Karl", "Lindgrensson", born: "1990-05-17")
        let office = try office([father, son])
        let passport = Staff.passport("KARL", "LINDGRENSSON", born: "1990-05-17")
        #expect(try await prove(office, as: father, with: passport).phase == .refused)
    }

    @Test func `a name in look-alike letters is never approved by itself`() async throws {
        // The first letter is Cyrillic.
        let fake = Staff.person(1, "\u{410}nna", "Eriksson", born: "1984-11-23")
        let office = try office([fake])
        let passport = Staff.passport("ANNA", "ERIKSSON", born: "1984-11-23")
        let session = try await prove(office, as: fake, with: passport)
        #expect(session.phase == .underReview)
        #expect(try await reasons(office, session).contains("flag.mixedScript"))
    }

    // MARK: A document that was somebody else's

    @Test func `a document that was accepted for another account is an alert and never passes by itself`() async throws
    {
        let office = try office([anna])
        let company = try #require(office.company)
        let passport = Staff.passport("ANNA", "ERIKSSON", born: "1984-11-23")
        #expect(try await prove(office, as: anna, with: passport).phase == .approved)
        // Anna leaves; somebody of the same name and birthday appears, with the same passport in hand.
        company.remove(anna.id)
        let new = Staff.person(3, "Anna", "Eriksson", born: "1984-11-23")
        company.put([new])
        let session = try await prove(office, as: new, with: passport)
        #expect(session.phase == .underReview)
        #expect(try await reasons(office, session) == ["document.boundElsewhere"])
        #expect(await office.store.alerts.map(\.code) == [.documentBoundElsewhere])
        let file = try await office.reviews.file(try #require(session.caseID), for: Sample.reviewer)
        #expect(SecurityAlert.Code.all(in: file.reviewCase.reasons) == [.documentBoundElsewhere])

        // A new document of hers is hers alone.
        let renewed = Staff.passport("ANNA", "ERIKSSON", born: "1984-11-23", number: "B7654321")
        #expect(try await prove(office, as: new, with: renewed).phase == .approved)
    }

    @Test func `of two accounts that are decided with one document at once, one is approved`() async throws {
        let office = try office([anna])
        let passport = Staff.passport("ANNA", "ERIKSSON", born: "1984-11-23")
        office.engine.show(document: .document(passport), as: Office.picture)
        let access = try await office.startCapturing(anna.userPrincipalName)
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        let mark = try #require(passport.fields.flatMap(Office.marks.mark(of:)))
        // Somebody else is approved with it after this decision has looked.
        office.directory.duringAccount.once {
            await office.store.bindDuringNextCommit(
                mark, to: PersonID(tenant: Sample.tenant, object: Sample.object(77)))
        }
        await #expect(throws: ClaimantError.outOfStep) { try await office.showFace(access) }
        #expect(await office.stored(access)?.phase == .face)
        #expect(try await office.showFace(access) == .passed)
        #expect(await office.stored(access)?.phase == .underReview)
    }

    @Test func `a directory that cannot be read decides nothing`() async throws {
        let office = try office([anna])
        let company = try #require(office.company)
        office.engine.show(
            document: .document(Staff.passport("ANNA", "ERIKSSON", born: "1984-11-23")), as: Office.picture)
        let access = try await office.startCapturing(anna.userPrincipalName)
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        company.fail(after: 0)
        await #expect(throws: Company.Broken.self) { try await office.showFace(access) }
        #expect(await office.stored(access)?.phase == .face)
        company.mend()
        #expect(try await office.showFace(access) == .passed)
        #expect(await office.stored(access)?.phase == .approved)
    }

    @Test func `no number of a document is kept, and marks differ by number, issuer, birthday and key`() async throws {
        let office = try office([anna])
        let passport = Staff.passport("ANNA", "ERIKSSON", born: "1984-11-23", number: "CANARY99")
        let fields = try #require(passport.fields)
        let access = try await office.startCapturing(anna.userPrincipalName)
        #expect(try await prove(office, as: anna, with: passport).phase == .approved)
        let kept = await office.store.bindings
        #expect(kept.count == 1 && !kept.contains { $0.mark.rawValue.localizedCaseInsensitiveContains("CANARY") })
        _ = access

        let mark = Office.marks.mark(of: fields)
        var spaced = fields
        spaced.number = "canary 99"
        #expect(Office.marks.mark(of: spaced) == mark)
        for change in [
            { (fields: inout DocumentFields) in fields.number = "CANARY98" }, { $0.issuingState = "GBR" },
            { $0.dateOfBirth = PartialDate(iso: "1984-11-24") },
        ] {
            var other = fields
            change(&other)
            #expect(Office.marks.mark(of: other) != mark)
        }
        #expect(DocumentMarks(key: .init(size: .bits256)).mark(of: fields) != mark)
        var empty = fields
        empty.number = "<<<"
        #expect(Office.marks.mark(of: empty) == nil)
    }
}
