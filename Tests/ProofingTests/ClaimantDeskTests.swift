import Foundation
import Testing

@testable import Proofing

struct ClaimantDeskTests {
    @Test func `whoever proves who they are gets decision, planned pass and audit in one commit`() async throws {
        let office = try Office()
        let access = try await office.prove()
        #expect(await office.stored(access)?.phase == .approved)
        let deciding = await office.store.commits.filter { work in
            work.changes.contains { if case .decision = $0 { true } else { false } }
        }
        let work = try #require(deciding.first)
        #expect(deciding.count == 1)
        #expect(
            work.changes.contains {
                if case .issuance(let planned, nil) = $0 { planned.state == .planned } else { false }
            })
        #expect(
            work.changes.contains {
                if case .session(let next, _) = $0 { next.phase == .approved } else { false }
            })
        #expect(work.audit.map(\.kind) == [.challengePassed, .decided, .passPlanned])
        #expect(await office.vault.erased.contains(access.session))
    }

    @Test func `the pass is shown with its notice, and its code is in no row`() async throws {
        let office = try Office()
        let access = try await office.prove()
        guard case .pass(let pass, _) = try await office.desk.showPass(access) else {
            Issue.record("no pass")
            return
        }
        #expect(pass.code.reveal() == "canary-1")
        #expect(await office.store.messages.map(\.template) == [.passShown])
        #expect(try await !office.store.rows().contains("canary"))
        #expect(office.directory.calls.contains(.revoke))
        try await office.desk.acknowledge(access)
        #expect(try await office.desk.view(access).stage == .finished)
    }

    @Test func `nobody's device cookie and nobody's code is stored`() async throws {
        let office = try Office()
        let access = try await office.start()
        try await office.desk.consent(access, textDigest: "d1")
        let code = try await office.desk.offerHandover(access)
        let phone = try await office.desk.acceptHandover(code, deviceName: "Safari on iPhone")
        let rows = try await office.store.rows()
        for secret in [access.device, code, phone.device] { #expect(!rows.contains(secret.value.reveal())) }
    }

    // MARK: Cookies

    @Test func `the cookie of another session finds nothing`() async throws {
        let office = try Office()
        let mine = try await office.start()
        let other = try await office.start("nobody@contoso.example")
        for access in [
            ClaimantAccess(session: mine.session, device: other.device),
            ClaimantAccess(session: SessionID(unchecked: String(repeating: "0b", count: 16)), device: mine.device),
        ] {
            await #expect(throws: ClaimantError.notFound) { try await office.desk.view(access) }
            await #expect(throws: ClaimantError.notFound) { try await office.desk.consent(access, textDigest: "d") }
            await #expect(throws: ClaimantError.notFound) { try await office.desk.offerHandover(access) }
            await #expect(throws: ClaimantError.notFound) { try await office.desk.askForHelp(access) }
            await #expect(throws: ClaimantError.notFound) { try await office.desk.cancel(access) }
            await #expect(throws: ClaimantError.notFound) { try await office.desk.showPass(access) }
        }
        #expect(await office.stored(mine)?.phase == .consent)
    }

    @Test func `only the device that captured sees the pass`() async throws {
        let office = try Office()
        let desktop = try await office.start()
        try await office.desk.consent(desktop, textDigest: "d1")
        let code = try await office.desk.offerHandover(desktop)
        let taken = try await office.desk.acceptHandover(code, deviceName: "Safari on iPhone")
        let phone = ClaimantAccess(session: taken.session, device: taken.device)
        await #expect(throws: ClaimantError.outOfStep) {
            try await office.desk.submitDocument(desktop, picture: Office.picture)
        }
        _ = try await office.desk.submitDocument(phone, picture: Office.picture)
        await #expect(throws: ClaimantError.outOfStep) { try await office.desk.beginChallenge(desktop) }
        #expect(try await office.showFace(phone) == .passed)
        await #expect(throws: ClaimantError.outOfStep) { try await office.desk.showPass(desktop) }
        await #expect(throws: ClaimantError.outOfStep) { try await office.desk.acknowledge(desktop) }
        #expect(office.directory.posts == 0)
        #expect(try await office.desk.view(desktop).isFollowing)
        guard case .pass = try await office.desk.showPass(phone) else {
            Issue.record("the phone sees no pass")
            return
        }
    }

    @Test func `a code that was used, or is too old, finds nothing`() async throws {
        let office = try Office()
        let access = try await office.start()
        try await office.desk.consent(access, textDigest: "d1")
        let old = try await office.desk.offerHandover(access)
        office.time.advance(600)
        await #expect(throws: ClaimantError.notFound) { try await office.desk.acceptHandover(old, deviceName: "x") }
        let code = try await office.desk.offerHandover(access)
        _ = try await office.desk.previewHandover(code)
        _ = try await office.desk.acceptHandover(code, deviceName: "Safari on iPhone")
        await #expect(throws: ClaimantError.notFound) { try await office.desk.acceptHandover(code, deviceName: "x") }
        await #expect(throws: ClaimantError.outOfStep) { try await office.desk.captureHere(access) }
    }

    @Test func `a decision changed in the database opens no pass`() async throws {
        let office = try Office()
        let access = try await office.prove()
        var forged = try #require(await office.store.decision(session: access.session))
        forged.bytes.append(0x20)
        try await office.store.commit(UnitOfWork(tenant: Sample.tenant, changes: [.decision(forged)]))
        await #expect(throws: DecisionSeal.Failure.sealBroken) { try await office.desk.showPass(access) }
        #expect(office.directory.posts == 0)
    }

    @Test func `no pass is shown before approval, nor after the visit`() async throws {
        let office = try Office()
        let early = try await office.startCapturing()
        guard case .unavailable = try await office.desk.showPass(early) else {
            Issue.record("a pass before approval")
            return
        }
        let late = try await office.prove()
        office.time.advance(ProofingSession.visit)
        guard case .unavailable = try await office.desk.showPass(late) else {
            Issue.record("a pass after the visit")
            return
        }
        #expect(office.directory.posts == 0)
    }
}
