import Foundation
import Testing

@testable import Proofing

struct PassReconcilerTests {
    @Test func `a request whose answer was lost is settled after its deadline and grace`() async throws {
        let rig = PassRig { $0.post(at: Sample.now) }
        rig.directory.set { $0.passes = [PassReference(id: Sample.pass(1), createdAt: Sample.now + 2, isUsable: true)] }
        rig.time.advance(59)
        #expect(try await rig.reconciler.reconcile() == 0)
        #expect(rig.directory.calls.isEmpty)
        rig.time.advance(1)
        #expect(try await rig.reconciler.reconcile() == 1)
        #expect(rig.directory.passes.isEmpty)
        #expect(await rig.issuance?.state == .planned)
        #expect(await rig.store.kinds() == [.passDeleted])
        #expect(await rig.store.leases.isEmpty)
    }

    @Test func `a pass that nobody acknowledged is deleted after ten minutes`() async throws {
        let rig = PassRig { $0.issue(Sample.pass(1), at: Sample.now) }
        rig.directory.set { $0.passes = [PassReference(id: Sample.pass(1), createdAt: Sample.now, isUsable: true)] }
        rig.time.advance(599)
        #expect(try await rig.reconciler.reconcile() == 0)
        rig.time.advance(1)
        #expect(try await rig.reconciler.reconcile() == 1)
        #expect(rig.directory.passes.isEmpty)
    }

    @Test func `after the third attempt nothing is planned again`() async throws {
        let rig = PassRig { $0.post(at: Sample.now, attempt: 3) }
        rig.time.advance(60)
        #expect(try await rig.reconciler.reconcile() == 1)
        #expect(await rig.issuance?.state == .closed)
    }

    @Test(arguments: [Issuance.State.planned, .acknowledged, .closed])
    func `what is settled is left alone`(_ state: Issuance.State) async throws {
        let rig = PassRig {
            $0.issue(Sample.pass(1), at: Sample.now)
            $0.state = state
        }
        rig.time.advance(86_400)
        #expect(try await rig.reconciler.reconcile() == 0)
        #expect(rig.directory.calls.isEmpty)
    }

    @Test func `a pass that somebody else made is left alone`() async throws {
        let foreign = PassReference(id: Sample.pass(77), createdAt: Sample.now + 5, isUsable: true)
        let known = PassRig { $0.issue(Sample.pass(1), at: Sample.now) }
        known.directory.set { $0.passes = [foreign] }
        known.time.advance(600)
        #expect(try await known.reconciler.reconcile() == 1)
        #expect(known.directory.passes == [foreign])

        let lost = PassRig { $0.post(at: Sample.now) }
        let earlier = PassReference(id: Sample.pass(78), createdAt: Sample.now - 3_600, isUsable: true)
        lost.directory.set { $0.passes = [earlier] }
        lost.time.advance(60)
        #expect(try await lost.reconciler.reconcile() == 1)
        #expect(lost.directory.passes == [earlier])
    }

    @Test func `an account that cannot be asked about stays for the next round`() async throws {
        let rig = PassRig { $0.post(at: Sample.now) }
        rig.time.advance(60)
        for code in [DirectoryError.Code.unavailable, .forbidden, .malformed] {
            rig.directory.set { $0.listFailure = DirectoryError(code, detail: "") }
            #expect(try await rig.reconciler.reconcile() == 0)
            #expect(await rig.issuance?.state == .posting)
        }
        #expect(await rig.store.audit.isEmpty)
        #expect(await rig.store.leases.isEmpty)
        rig.directory.set { $0.listFailure = nil }
        #expect(try await rig.reconciler.reconcile() == 1)
    }

    @Test func `an account that is gone has no passes left`() async throws {
        let rig = PassRig { $0.post(at: Sample.now) }
        rig.time.advance(60)
        rig.directory.set { $0.listFailure = DirectoryError(.notFound, detail: "404") }
        #expect(try await rig.reconciler.reconcile() == 1)
    }

    @Test func `an account that another worker holds is left to that worker`() async throws {
        let rig = PassRig { $0.post(at: Sample.now) }
        rig.time.advance(60)
        _ = await rig.store.acquire("pass:\(Sample.person)", holder: "other", seconds: 90)
        #expect(try await rig.reconciler.reconcile() == 0)
        #expect(rig.directory.calls.isEmpty)
    }

    @Test func `a pass made while the reconciler waited for the lease stays`() async throws {
        let rig = PassRig { $0.post(at: Sample.now) }
        rig.time.advance(60)
        rig.store.beforeLease.once {
            let answer = try? await rig.issue()
            #expect(answer?.code == "canary-1")
        }
        #expect(try await rig.reconciler.reconcile() == 0)
        #expect(rig.directory.passes.map(\.id) == [Sample.pass(1)])
        #expect(await rig.issuance?.state == .issued)
        #expect(await rig.store.leases.isEmpty)
    }
}
