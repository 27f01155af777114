import Foundation
import Testing

@testable import Proofing
@testable import Storage

@Suite("A copied or edited database tells nothing")
struct SealingTests {
    let file: SQLiteFile
    let database: Database

    init() async throws {
        file = try SQLiteFile()
        database = try await file.open()
    }

    @Test func `names, notes, links and pictures are not readable in the files`() async throws {
        let session = Fixture.session(surname: "CanarySurname")
        let message = Fixture.message(link: "https://id.example/r/CanaryLink")
        let decision = SealedDecision(session: session.id, bytes: Data("CanaryDecision".utf8), code: Data([1]))
        try await database.ledger.commit(
            UnitOfWork(
                .session(session, expecting: nil), .message(message), .decision(decision),
                .reviewCase(Fixture.reviewCase(session: session.id, note: "CanaryNote"), expecting: nil)))
        try await database.vault.seal(Data("CanaryPicture".utf8), as: .document, of: session.id)
        for canary in [
            "CanarySurname", "CanaryLink", "CanaryDecision", "CanaryNote", "CanaryPicture", "The surname differs",
            "4F7-29K",
        ] {
            #expect(try !file.contains(Data(canary.utf8)), "\(canary)")
            #expect(
                try !file.contains(Data(Data(canary.utf8).base64EncodedString().dropLast(3).utf8)),
                "\(canary) in base64")
        }
        // The search itself works: ids are in the open.
        #expect(try file.contains(Data(session.id.rawValue.utf8)))
    }

    @Test func `erasing leaves neither key nor pictures in the file or its log`() async throws {
        let session = try await EvidenceContract.storedSession(database)
        try await database.vault.seal(Data(repeating: 42, count: 300_000), as: .document, of: session)
        try await database.vault.seal(Data(repeating: 43, count: 500), as: .selfie, of: session)
        let wrapped = try #require(try await file.column("SELECT wrapped FROM data_key WHERE purpose = 'evidence'"))
        let large = try #require(try await file.column("SELECT sealed FROM evidence WHERE kind = 'document'"))
        let small = try #require(try await file.column("SELECT sealed FROM evidence WHERE kind = 'selfie'"))
        #expect(try file.contains(wrapped))
        #expect(try file.contains(small))
        try await database.vault.erase(session)
        #expect(try !file.contains(wrapped))
        #expect(try !file.contains(small))
        for start in stride(from: 0, to: 300_000, by: 20_000) {
            #expect(try !file.contains(large.subdata(in: start..<start + 64)), "at \(start)")
        }
    }

    @Test(arguments: [
        "UPDATE evidence SET sealed = (SELECT sealed FROM evidence WHERE session = :other AND kind = 'selfie') WHERE session = :one AND kind = 'selfie'",
        "UPDATE evidence SET sealed = (SELECT sealed FROM evidence WHERE session = :one AND kind = 'portrait') WHERE session = :one AND kind = 'selfie'",
        "UPDATE evidence SET sealed = substr(sealed, 1, length(sealed) - 1) WHERE session = :one AND :other <> ''",
        "UPDATE evidence SET sealed = x'' WHERE session = :one AND :other <> ''",
        "UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE session = :other AND purpose = 'evidence') WHERE session = :one AND purpose = 'evidence'",
        "UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE session = :one AND purpose = 'record') WHERE session = :one AND purpose = 'evidence' AND :other <> ''",
        "UPDATE session SET tenant = '00000002-aaaa-4000-8000-000000000002' WHERE id = :one AND :other <> ''",
    ])
    func `evidence that was moved does not open`(change: String) async throws {
        let one = try await EvidenceContract.storedSession(database)
        let other = try await EvidenceContract.storedSession(database)
        for (session, text) in [(one, "one"), (other, "other")] {
            for kind in [EvidenceKind.selfie, .portrait] {
                try await database.vault.seal(Data("\(text) \(kind)".utf8), as: kind, of: session)
            }
        }
        try await file.tamper(change, ["one": one.rawValue, "other": other.rawValue])
        await #expect(throws: StorageError.self) { _ = try await database.vault.open(.selfie, of: one) }
        #expect(try await database.vault.open(.selfie, of: other) == Data("other selfie".utf8))
    }

    @Test func `moving a key and a picture together does not open either`() async throws {
        let one = try await EvidenceContract.storedSession(database)
        let other = try await EvidenceContract.storedSession(database)
        try await database.vault.seal(Data("one".utf8), as: .selfie, of: one)
        try await database.vault.seal(Data("other".utf8), as: .selfie, of: other)
        for table in ["data_key", "evidence"] {
            try await file.tamper(
                "DELETE FROM \(table) WHERE session = ? AND \(table == "evidence" ? "1" : "purpose = 'evidence'")",
                [one.rawValue])
            try await file.tamper(
                "UPDATE \(table) SET session = ? WHERE session = ? AND \(table == "evidence" ? "1" : "purpose = 'evidence'")",
                [one.rawValue, other.rawValue])
        }
        await #expect(throws: StorageError.unreadable("data_key")) {
            _ = try await database.vault.open(.selfie, of: one)
        }
    }

    @Test func `a session that was set back to an older version does not open`() async throws {
        var session = Fixture.session()
        try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil)))
        let old = try await file.column("SELECT payload FROM session")
        session.version = 2
        session.phase = .refused
        try await database.ledger.commit(UnitOfWork(.session(session, expecting: 1)))
        try await file.tamper("UPDATE session SET payload = ?", [old])
        await #expect(throws: StorageError.unreadable("session")) {
            _ = try await database.sessions.session(session.id)
        }
    }

    @Test func `one unreadable message does not hold up the others`() async throws {
        let good = Fixture.message(createdAt: Fixture.start + 1)
        try await database.ledger.commit(UnitOfWork(.message(Fixture.message()), .message(good)))
        try await file.tamper("UPDATE outbox SET payload = x'00' WHERE id <> ?", [good.id.rawValue])
        #expect(try await database.outbox.take(at: Fixture.start + 5, limit: 9, leaseSeconds: 1) == [good])
        #expect(try await database.outbox.take(at: Fixture.start + 9, limit: 9, leaseSeconds: 1) == [good])
    }

    @Test func `a message that left keeps nothing of what it said`() async throws {
        let message = Fixture.message()
        try await database.ledger.commit(UnitOfWork(.message(message)))
        _ = try await database.outbox.take(at: Fixture.start, limit: 1, leaseSeconds: 1)
        try await database.outbox.delivered(message.id, at: Fixture.start)
        #expect(try await file.column("SELECT payload FROM outbox") == nil)
    }

    @Test func `a forgotten session takes findings, case and keys along but not its audit`() async throws {
        let ended = Fixture.session(phase: .finished, expiresIn: 10)
        let live = Fixture.session(phase: .finished, expiresIn: 10)
        let running = Fixture.session(phase: .face, expiresIn: 10)
        let audit = [Fixture.event(.decided, session: ended.id)]
        let reviewCase = Fixture.reviewCase(session: ended.id)
        try await database.ledger.commit(
            UnitOfWork(
                .session(ended, expecting: nil), .session(live, expecting: nil), .session(running, expecting: nil),
                .reviewCase(reviewCase, expecting: nil),
                .issuance(Fixture.issuance(session: live.id, state: .issued), expecting: nil), audit: audit))
        try await database.vault.seal(Data([1]), as: .selfie, of: ended.id)
        #expect(try await database.housekeeping.forgetSessions(endedBefore: Fixture.start + 10, limit: 9).isEmpty)
        #expect(try await database.housekeeping.forgetSessions(endedBefore: Fixture.start + 11, limit: 9) == [ended.id])
        #expect(try await database.sessions.session(ended.id) == nil)
        #expect(try await database.reviews.reviewCase(reviewCase.id) == nil)
        #expect(try await file.column("SELECT wrapped FROM data_key WHERE session = '\(ended.id)'") == nil)
        #expect(try await database.audit.events(session: ended.id) == audit)
        #expect(try await database.sessions.session(live.id) != nil)
        #expect(try await database.sessions.session(running.id) != nil)
    }

    @Test func `tidying removes what is over and nothing else`() async throws {
        let session = try await EvidenceContract.storedSession(database)
        let day = 86_400.0
        try await database.ledger.commit(
            UnitOfWork(
                .attempt(key: "a", at: Fixture.start), .attempt(key: "a", at: Fixture.start + 2 * day),
                .returnLink(Fixture.digest("link"), session: session, expiresAt: Fixture.start + 3 * day),
                .message(Fixture.message())))
        try await database.housekeeping.tidy(at: Fixture.start + 2.5 * day)
        #expect(try await database.sessions.attempts(key: "a", since: .distantPast) == 1)
        #expect(try await database.sessions.session(returnLink: Fixture.digest("link"), at: Fixture.start) != nil)
        try await database.housekeeping.tidy(at: Fixture.start + 90 * day)
        // A message that never left is not forgotten, however old it is.
        #expect(try await database.outbox.take(at: Fixture.start + 90 * day, limit: 9, leaseSeconds: 1).count == 1)
        #expect(try await database.sessions.session(returnLink: Fixture.digest("link"), at: Fixture.start) == nil)
    }

    @Test func `a commit is finished although its caller went away`() async throws {
        let session = Fixture.session()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil)))
        }
        try await task.value
        #expect(try await database.sessions.session(session.id) == session)
    }
}
