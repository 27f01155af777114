import Foundation
import Testing

@testable import Proofing

/// Two things in the same moment.
struct ClaimantRaceTests {
    @Test func `of two documents at once one wins, and only its pictures are kept`() async throws {
        let office = try Office()
        let access = try await office.startCapturing()
        let slow = Data("somebody else's document".utf8)
        office.engine.show(document: .document(picture: "another", portrait: [0.9, 0]), as: slow)
        office.engine.duringReading.once {
            let answer = try? await office.desk.submitDocument(access, picture: Office.picture)
            #expect(answer == .accepted)
        }
        await #expect(throws: ClaimantError.outOfStep) {
            try await office.desk.submitDocument(access, picture: slow)
        }
        #expect(await office.store.kinds().filter { $0 == .documentRead }.count == 1)
        // Otherwise the fields of one document would be proved with the portrait of another.
        let portrait = try #require(await office.vault.open(.portraitDescriptor, of: access.session))
        #expect(try ComparedPortrait(sealedForm: portrait).descriptor.values == [0.3, 0])
        #expect(await office.vault.open(.document, of: access.session) == Data("document".utf8))
    }

    @Test func `a session whose time ends while it is decided gets no decision`() async throws {
        let office = try Office()
        let access = try await office.startCapturing()
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        office.directory.duringAccount.once { office.time.advance(ProofingSession.visit) }
        await #expect(throws: ClaimantError.outOfStep) { try await office.showFace(access) }
        #expect(await office.store.decisions.isEmpty)
        #expect(await office.store.issuances.isEmpty)
        #expect(await office.store.cases.isEmpty)
    }

    @Test func `an event after the time ends the session for good`() async throws {
        let office = try Office()
        let access = try await office.start()
        office.time.advance(ProofingSession.visit)
        await #expect(throws: ClaimantError.outOfStep) { try await office.desk.consent(access, textDigest: "d") }
        #expect(await office.stored(access)?.phase == .expired)
        #expect(try await office.desk.view(access).stage == .expired)
    }

    @Test func `when Entra cannot be asked a reviewer decides, never the machine`() async throws {
        let office = try Office()
        office.directory.set { $0.accountFailure = DirectoryError(.unavailable, detail: "503") }
        let access = try await office.prove()
        #expect(await office.stored(access)?.phase == .underReview)
        #expect(await office.store.cases.values.map { $0.reasons.map(\.code) } == [["account.unavailable"]])
        #expect(await office.store.issuances.isEmpty)
    }

    @Test func `a face unlike the portrait is refused and its pictures are erased`() async throws {
        let office = try Office()
        let access = try await office.startCapturing()
        _ = try await office.desk.submitDocument(access, picture: Office.picture)
        _ = try await office.showFace(access, values: [1, 0])
        #expect(await office.stored(access)?.phase == .refused)
        #expect(await office.vault.kept[access.session] == nil)
        #expect(await office.store.issuances.isEmpty)
    }

    @Test func `pictures that cannot be read use up the budget and end with a reviewer`() async throws {
        let office = try Office()
        let access = try await office.startCapturing()
        let blurred = Data("blurred".utf8)
        office.engine.show(PictureError.unreadable, as: blurred)
        for left in (1...5).reversed() {
            let answer = try await office.desk.submitDocument(access, picture: blurred)
            #expect(answer == .again(.unreadablePicture, left: left))
        }
        #expect(try await office.desk.submitDocument(access, picture: blurred) == .over)
        #expect(await office.stored(access)?.phase == .underReview)
        #expect(try await office.desk.submitDocument(access, picture: Office.picture) == .over)
    }

    @Test func `a busy engine costs no picture`() async throws {
        let office = try Office()
        let access = try await office.startCapturing()
        let picture = Data("busy".utf8)
        office.engine.show(PictureError.busy, as: picture)
        #expect(try await office.desk.submitDocument(access, picture: picture) == .again(.busy, left: 6))
        #expect(await office.stored(access)?.documentPictures == 0)
    }
}
