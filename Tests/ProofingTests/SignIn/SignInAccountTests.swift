import Foundation
import Testing

@testable import Proofing

/// Whom a sign-in is about, and what Entra says of the account by then (requirements T5, T6, T9).
struct SignInAccountTests {
    @Test func `an account that is not in the copy of the directory is turned away`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let unknown = PersonID(tenant: Sample.tenant, object: Sample.object(77))
        #expect(try await rig.start(person: unknown).obstacle == .notAllowed)
    }

    @Test func `the same object id in another tenant is somebody else`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let tenant = try #require(TenantID(rawValue: "99999999-2222-4333-8444-555555555555"))
        let foreign = PersonID(tenant: tenant, object: Sample.person.object)
        #expect(try await rig.start(person: foreign).obstacle == .notAllowed)
    }

    @Test func `a name that was given to a new colleague does not carry the face along`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        var colleague = Sample.directoryPerson
        colleague.id = PersonID(tenant: Sample.tenant, object: Sample.object(2))
        rig.office.people.set { $0.people = ["ada@contoso.example": colleague] }
        #expect(try await rig.start(person: colleague.id).obstacle == .notEnrolled)
        #expect(try await rig.start().obstacle == .notAllowed)
    }

    @Test func `disabled, guests, excluded and uncovered accounts are turned away, and it is written down`()
        async throws
    {
        let group = Sample.object(50)
        let rig = try SignInRig { $0.excludedGroups = [group] }
        try await rig.enrol()
        rig.office.people.set { $0.people["ada@contoso.example"]?.accountEnabled = false }
        #expect(try await rig.start().obstacle == .notAllowed)
        rig.office.people.set { $0.people["ada@contoso.example"] = Sample.directoryPerson }
        rig.office.people.set { $0.people["ada@contoso.example"]?.isGuest = true }
        #expect(try await rig.start().obstacle == .notAllowed)
        rig.office.people.set { $0.people["ada@contoso.example"] = Sample.directoryPerson }
        rig.office.people.set { $0.groups = [group] }
        #expect(try await rig.start().obstacle == .notAllowed)
        let audit = await rig.store.audit.filter { $0.kind == .signInTurnedAway }
        #expect(audit.count == 3 && audit.allSatisfy { $0.details["reason"] == "notAllowed" })
        #expect(audit.first?.details["correlation"] == "1b671a64-40d5-491e-99b0-da01ff1f3341")
    }

    @Test func `a policy that does not name the purpose lets nobody sign in`() async throws {
        let rig = try SignInRig { $0.purposes = [.passwordReset, .mfaRecovery, .enrolment] }
        try await rig.enrol()
        #expect(try await rig.start().obstacle == .notAllowed)
    }

    @Test(arguments: ["disabled", "guest", "privileged", "left", "missing", "another"])
    func `what Entra says at the moment of deciding counts`(_ change: String) async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        rig.office.directory.set { state in
            switch change {
            case "disabled": state.account?.accountEnabled = false
            case "guest": state.account?.isGuest = true
            case "privileged": state.account?.directoryRoles = ["62e90394-69f5-4237-9190-012177145e10"]
            case "left": state.account?.employeeLeaveDate = Sample.now - 1
            case "another": state.account?.id = PersonID(tenant: Sample.tenant, object: Sample.object(2))
            default: state.account = nil
            }
        }
        _ = try await rig.office.showFace(access)
        #expect(try await rig.stage(access) == .noAutomaticAnswer)
        #expect(try await rig.office.desk.takeSignInOutcome(access).name == "declined")
        // Who is gone needs no reference any more.
        let isGone = ["left", "missing"].contains(change)
        #expect(await (rig.store.references[Sample.person] == nil) == isGone)
    }

    @Test func `when Entra cannot be asked nobody is let in, and no try is lost`() async throws {
        let rig = try SignInRig()
        try await rig.enrol()
        let access = try await rig.begin()
        rig.office.directory.set { $0.accountFailure = DirectoryError(.unavailable, detail: "test") }
        await #expect(throws: ClaimantError.unavailable) { try await rig.office.showFace(access) }
        #expect(try await rig.stage(access) == .face)
        rig.office.directory.set { $0.accountFailure = nil }
        #expect(try await rig.office.showFace(access) == .passed)
        #expect(await rig.store.attempts.isEmpty)
    }
}
