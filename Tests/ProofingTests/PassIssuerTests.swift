import Foundation
import Testing

@testable import Proofing

struct PassIssuerTests {
    @Test func `an approved person gets one pass, recorded before and after it is made`() async throws {
        let rig = PassRig()
        guard case .pass(let pass, let name) = try await rig.issue() else {
            Issue.record("no pass")
            return
        }
        #expect(pass.code.reveal() == "canary-1" && name == "ada@contoso.example")
        #expect(rig.directory.posts == 1)
        #expect(await rig.store.kinds() == [.passAboutToBeIssued, .passIssued])
        let issuance = await rig.issuance
        #expect(issuance?.state == .issued && issuance?.pass == pass.id && issuance?.attempt == 1)
        #expect(await rig.store.leases.isEmpty)
    }

    @Test func `the code is in no row and in no description`() async throws {
        let rig = PassRig()
        let answer = try await rig.issue()
        #expect(answer.code == "canary-1")
        #expect(try await !rig.store.rows().contains("canary"))
        #expect(!"\(answer)".contains("canary"))
    }

    @Test func `the lifetime is held within the tenant's own policy`() async throws {
        for (wanted, given) in [(10, 30), (60, 60), (480, 120)] {
            let rig = PassRig()
            rig.directory.set {
                $0.passPolicy = PassPolicy(
                    isEnabled: true, minimumLifetime: 30, maximumLifetime: 120, isOneTimeOnly: true)
            }
            var policy = Sample.policy
            policy.outcome.passLifetimeMinutes = wanted
            policy.outcome.passIsUsableOnce = false
            _ = try await rig.issue(under: policy)
            let request = PassRequest(person: Sample.person, lifetimeInMinutes: given, isUsableOnce: true)
            #expect(rig.directory.calls.contains(.create(request)))
        }
    }

    @Test func `passes that exist are removed before ours is made, and a foreign one is told`() async throws {
        let rig = PassRig()
        rig.directory.set { $0.passes = [PassReference(id: Sample.pass(77), createdAt: Sample.now, isUsable: true)] }
        _ = try await rig.issue()
        let calls = rig.directory.calls
        let deleted = try #require(calls.firstIndex(of: .delete(Sample.pass(77))))
        let made = try #require(calls.firstIndex { if case .create = $0 { true } else { false } })
        #expect(deleted < made)
        #expect(await rig.store.kinds().first == .foreignPassFound)
    }

    @Test func `nothing is planned for anything but an approval of a person`() {
        let rig = PassRig()
        #expect(rig.issuer.plan(Sample.decision(.referred)) == nil)
        #expect(rig.issuer.plan(Sample.decision(.refused)) == nil)
        #expect(rig.issuer.plan(Sample.decision(subject: nil)) == nil)
        #expect(rig.issuer.plan(Sample.decision())?.state == .planned)
    }

    @Test func `nothing but an approval of the planned person issues`() async throws {
        let other = PersonID(tenant: Sample.tenant, object: Sample.object(2))
        for decision in [
            Sample.decision(.referred), Sample.decision(.refused), Sample.decision(subject: nil),
            Sample.decision(subject: other),
            Sample.decision(session: SessionID(unchecked: String(repeating: "0b", count: 16))),
        ] {
            let rig = PassRig()
            #expect(try await rig.issuer.issue(decision, under: Sample.policy).isUnavailable)
            #expect(rig.directory.posts == 0)
        }
    }

    static let refusals: [(String, @Sendable (inout FakeDirectory.State) -> Void)] = [
        ("accountDisabled", { $0.account?.accountEnabled = false }),
        ("accountGuest", { $0.account?.isGuest = true }),
        ("accountPrivileged", { $0.account?.directoryRoles = ["62e90394"] }),
        ("accountPrivileged", { $0.account?.memberOfRoleAssignableGroup = true }),
        ("accountExcluded", { $0.account?.groups = [Sample.object(50)] }),
        ("accountLeft", { $0.account?.employeeLeaveDate = Sample.now }),
        ("accountMissing", { $0.account = nil }),
        ("accountMissing", { $0.account?.id = PersonID(tenant: Sample.tenant, object: Sample.object(2)) }),
        ("passPolicyOff", { $0.passPolicy.isEnabled = false }),
    ]

    @Test(arguments: refusals.indices)
    func `an account that may have no pass now gets none, whatever was decided`(_ index: Int) async throws {
        let (code, change) = Self.refusals[index]
        let rig = PassRig()
        rig.directory.set(change)
        var policy = Sample.policy
        policy.excludedGroups = [Sample.object(50)]
        #expect(try await rig.issue(under: policy).isUnavailable)
        #expect(rig.directory.posts == 0)
        #expect(await rig.issuance?.state == .closed)
        #expect(await rig.store.audit.last?.kind == .accountRefused)
        #expect(await rig.store.audit.last?.details["code"] == code)
        #expect(try await rig.issue(under: policy).isUnavailable)
    }

    @Test func `when Entra cannot be asked nothing is sent and nothing is lost`() async throws {
        let rig = PassRig()
        rig.directory.set { $0.accountFailure = DirectoryError(.unavailable, detail: "503") }
        await #expect(throws: DirectoryError.self) { try await rig.issue() }
        rig.directory.set {
            $0.accountFailure = nil
            $0.listFailure = DirectoryError(.unavailable, detail: "503")
        }
        await #expect(throws: DirectoryError.self) { try await rig.issue() }
        #expect(rig.directory.posts == 0)
        #expect(await rig.issuance?.state == .planned)
        rig.directory.set { $0.listFailure = nil }
        #expect(try await rig.issue().code == "canary-1")
    }

    @Test func `while another worker holds the account's lease everybody else waits`() async throws {
        let rig = PassRig()
        let lease = try #require(await rig.store.acquire("pass:\(Sample.person)", holder: "other", seconds: 90))
        #expect(try await rig.issue().wait == 5)
        #expect(rig.directory.calls.isEmpty)
        await rig.store.release(lease)
        #expect(try await rig.issue().code != nil)
    }

    @Test func `a refused request is no pass: a passing trouble may be tried again`() async throws {
        let rig = PassRig()
        rig.directory.set { $0.creations = [.refused(DirectoryError(.unavailable, detail: "503"))] }
        #expect(try await rig.issue().wait == 10)
        #expect(await rig.issuance?.state == .planned)
        #expect(try await rig.issue().code == "canary-1")
        rig.directory.set { $0.creations = [.refused(DirectoryError(.forbidden, detail: "403"))] }
        #expect(try await rig.issue().isUnavailable)
    }

    @Test func `a lost answer is waited out, its pass deleted, and another made`() async throws {
        let rig = PassRig()
        rig.directory.set { $0.creations = [.lost(created: true)] }
        #expect(try await rig.issue().wait == 60)
        rig.time.advance(59)
        #expect(try await rig.issue().wait == 1)
        #expect(rig.directory.posts == 1)
        rig.time.advance(1)
        #expect(try await rig.issue().code == "canary-2")
        #expect(rig.directory.calls.contains(.delete(Sample.pass(1))))
        #expect(rig.directory.passes.map(\.id) == [Sample.pass(2)])
        #expect(rig.directory.posts == 2)
    }

    @Test func `another session of the person waits for the attempt that is on its way`() async throws {
        let rig = PassRig()
        let other = SessionID(unchecked: String(repeating: "0b", count: 16))
        var posted = try #require(rig.issuer.plan(Sample.decision(session: other)))
        posted.post(at: Sample.now)
        try await rig.store.commit(UnitOfWork(tenant: Sample.tenant, changes: [.issuance(posted, expecting: nil)]))
        #expect(try await rig.issue().wait == 60)
        #expect(rig.directory.posts == 0)
    }

    @Test func `three attempts are all there are, and the last leaves nothing alive`() async throws {
        let rig = PassRig()
        rig.directory.set { $0.creations = [.lost(created: true), .lost(created: false), .lost(created: true)] }
        for _ in 1...3 {
            #expect(try await rig.issue().wait == 60)
            rig.time.advance(60)
        }
        #expect(try await rig.issue().isUnavailable)
        #expect(try await rig.issue().isUnavailable)
        #expect(rig.directory.posts == 3)
        #expect(await rig.issuance?.state == .closed)
        #expect(rig.directory.passes.isEmpty)
    }

    @Test func `a pass of an account that was disabled meanwhile is deleted`() async throws {
        let rig = PassRig()
        #expect(try await rig.issue().code != nil)
        rig.directory.set { $0.account?.accountEnabled = false }
        #expect(try await rig.issue().isUnavailable)
        #expect(rig.directory.passes.isEmpty)
    }

    @Test func `a pass that somebody replaced is not shown`() async throws {
        let rig = PassRig()
        rig.directory.set {
            $0.replacement = PassReference(id: Sample.pass(77), createdAt: Sample.now, isUsable: true)
        }
        #expect(try await rig.issue().wait == 5)
        rig.directory.set { $0.replacement = nil }
        #expect(try await rig.issue().code == "canary-2")
        #expect(rig.directory.passes.map(\.id) == [Sample.pass(2)])
    }

    @Test func `whoever says they have the pass gets no second one`() async throws {
        let rig = PassRig { $0.state = .acknowledged }
        #expect(try await rig.issue().isUnavailable)
        #expect(rig.directory.calls.isEmpty)
    }
}
