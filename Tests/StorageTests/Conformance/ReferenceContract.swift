import Foundation
import Testing

@testable import Proofing
@testable import Storage

/// A kept face is its owner's alone, there is one at a time, and what has to go is found.
enum ReferenceContract {
    static func reference(_ number: Int, of tenant: TenantID = Fixture.tenant, link: String? = nil) -> FaceReference? {
        var policy = Policy.standard(modelID: "dlib")
        policy.externalMethod.referenceDays = 10
        var session = Fixture.session(of: tenant)
        session = ProofingSession(
            id: session.id, tenant: tenant, purpose: .enrolment, subject: .person(Fixture.person(number, of: tenant)),
            policyName: "default", policyVersion: "1", createdAt: Fixture.start, reference: "4F7-29K",
            expiresAt: Fixture.start + 60, phase: .deciding, consent: nil, startDevice: session.startDevice,
            capturingDevice: nil, handover: nil, documentPictures: 0, faceChallenges: 0, findings: Findings(),
            caseID: nil, askedForHelp: false, isReturning: false, passShownAt: nil,
            enrolmentConsent: .init(at: Fixture.start, textDigest: "CanaryConsent"), version: 1)
        let decision = Decision(
            verdict: .approved, reasons: [], session: session.id, subject: session.person, policyName: "default",
            policyVersion: "1", matcherVersion: "1", decidedAt: Fixture.start, reviewer: nil)
        return FaceReference(
            approvedBy: decision, in: session,
            face: FaceDescriptor(modelID: "dlib", values: [0.125, -0.5, Float(number)]),
            under: policy, withdrawal: Fixture.digest(link ?? "link \(number)"), at: Fixture.start)
    }

    private static func due(
        _ database: Database, days: Double, models: Set<String> = ["dlib"]
    ) async throws -> [DueReference] {
        let moment = Fixture.start + days * 86_400
        return try await database.references.due(
            at: moment, models: models, disabledSince: moment - EnrolmentSweep.disabledLimit, limit: 9)
    }

    private static func put(_ people: [DirectoryPerson], _ database: Database) async throws {
        let round = try await database.directorySync.beginFullRound(.users, tenant: Fixture.tenant)
        try await database.directorySync.apply(
            DirectoryPage(collection: .users, round: round, changes: people.map { .person($0) }), tenant: Fixture.tenant
        )
        try await database.directorySync.finishRound(
            .users, round: round, deltaLink: "link", tenant: Fixture.tenant)
    }

    static func keepsOnePerPerson(_ database: Database) async throws {
        let first = try #require(reference(1, link: "first"))
        let second = try #require(reference(1, link: "second"))
        let other = try #require(reference(2))
        try await database.ledger.commit(UnitOfWork(.reference(first), .reference(other)))
        #expect(try await database.references.reference(of: Fixture.person(1)) == first)
        #expect(try await database.references.reference(withdrawal: Fixture.digest("first")) == first)
        try await database.ledger.commit(UnitOfWork(.reference(second)))
        #expect(try await database.references.reference(of: Fixture.person(1)) == second)
        // The link in the older mail is void.
        #expect(try await database.references.reference(withdrawal: Fixture.digest("first")) == nil)
        try await database.ledger.commit(UnitOfWork(.referenceErased(Fixture.person(1))))
        try await database.ledger.commit(UnitOfWork(.referenceErased(Fixture.person(1))))
        #expect(try await database.references.reference(of: Fixture.person(1)) == nil)
        #expect(try await database.references.reference(of: Fixture.person(2)) == other)
    }

    static func refusesAnotherTenants(_ database: Database) async throws {
        let foreign = try #require(reference(1, of: Fixture.tenant(2)))
        await #expect(throws: StorageError.wrongTenant) {
            try await database.ledger.commit(UnitOfWork(.reference(foreign)))
        }
        await #expect(throws: StorageError.wrongTenant) {
            try await database.ledger.commit(UnitOfWork(.referenceErased(foreign.person)))
        }
        #expect(try await database.references.reference(of: foreign.person) == nil)
    }

    static func findsWhatHasToGo(_ database: Database) async throws {
        var disabled = Fixture.directoryPerson(2)
        disabled.accountEnabled = false
        try await put([Fixture.directoryPerson(1), disabled], database)
        for number in 1...3 {
            try await database.ledger.commit(UnitOfWork(.reference(try #require(reference(number)))))
        }
        // The third is in no directory.
        #expect(try await due(database, days: 1) == [DueReference(person: Fixture.person(3), reason: .removed)])
        #expect(
            try await due(database, days: 1, models: ["other"]).map(\.reason) == [
                .modelChanged, .modelChanged, .removed,
            ])
        // Not to know any network is a fault, and erases nobody.
        #expect(try await due(database, days: 1, models: []).map(\.reason) == [.removed])
        #expect(try await due(database, days: 10).map(\.reason) == [.expired, .expired, .removed])
    }

    static func countsHowLongSomebodyIsDisabled(_ database: Database) async throws {
        var policyless = Fixture.directoryPerson(1)
        policyless.accountEnabled = false
        try await put([policyless], database)
        try await database.ledger.commit(UnitOfWork(.reference(try #require(reference(1)))))
        let days = EnrolmentSweep.disabledLimit / 86_400
        func reasons(_ day: Double) async throws -> [ReferenceErasure] {
            try await due(database, days: day).map(\.reason).filter { $0 != .expired }
        }
        #expect(try await reasons(0) == [])
        #expect(try await reasons(days - 1) == [])
        // Back for a day: counted from the beginning.
        policyless.accountEnabled = true
        try await put([policyless], database)
        #expect(try await reasons(days - 1) == [])
        policyless.accountEnabled = false
        try await put([policyless], database)
        #expect(try await reasons(days) == [])
        #expect(try await reasons(2 * days - 1) == [])
        #expect(try await reasons(2 * days) == [.disabled])
    }
}
