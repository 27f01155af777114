import Foundation
import Synchronization

@testable import Proofing

/// Entra as the test scripts it: what exists, what fails, and every call in order.
final class FakeDirectory: DirectoryActing {
    enum Call: Equatable { case readAccount, readPolicy, list, create(PassRequest), delete(PassID), revoke, remove }
    /// What becomes of one request for a pass.
    enum Creation { case answered, lost(created: Bool), refused(DirectoryError) }

    struct State {
        var account: LiveAccount? = Sample.liveAccount
        var accountFailure: DirectoryError?
        var passPolicy = PassPolicy(
            isEnabled: true, minimumLifetime: 10, maximumLifetime: 480, isOneTimeOnly: false)
        var passes: [PassReference] = []
        var listFailure: DirectoryError?
        /// Used up from the front; afterwards every request is answered.
        var creations: [Creation] = []
        /// Somebody else's pass that replaces ours right after it was made.
        var replacement: PassReference?
        var calls: [Call] = []
        var made = 0
    }

    private let state = Mutex(State())
    private let time: ManualTime
    /// Happens once, while the account is being read.
    let duringAccount = Interruption()

    init(time: ManualTime) { self.time = time }

    func set(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }
    var calls: [Call] { state.withLock(\.calls) }
    var passes: [PassReference] { state.withLock(\.passes) }
    var posts: Int { calls.filter { if case .create = $0 { true } else { false } }.count }

    func liveAccount(_ id: PersonID) async throws(DirectoryError) -> LiveAccount? {
        await duringAccount.happen()
        let (account, failure) = state.withLock { state in
            state.calls.append(.readAccount)
            return (state.account, state.accountFailure)
        }
        if let failure { throw failure }
        return account
    }

    func passPolicy(_ tenant: TenantID) async throws(DirectoryError) -> PassPolicy {
        state.withLock { state in
            state.calls.append(.readPolicy)
            return state.passPolicy
        }
    }

    func passes(of id: PersonID) async throws(DirectoryError) -> [PassReference] {
        let (passes, failure) = state.withLock { state in
            state.calls.append(.list)
            return (state.passes, state.listFailure)
        }
        if let failure { throw failure }
        return passes
    }

    func createPass(_ request: PassRequest) async throws(PassCreationError) -> IssuedPass {
        let now = time.now
        let (pass, creation) = state.withLock { state in
            state.calls.append(.create(request))
            let creation = state.creations.isEmpty ? Creation.answered : state.creations.removeFirst()
            let id = Sample.pass(state.made + 1)
            switch creation {
            case .answered, .lost(created: true):
                state.made += 1
                state.passes = [
                    state.replacement ?? PassReference(id: id, createdAt: now, isUsable: true)
                ]
            case .lost(created: false), .refused: break
            }
            let code = "canary-\(state.made)"
            return (
                IssuedPass(id: id, code: Secret(code), lifetimeInMinutes: request.lifetimeInMinutes), creation
            )
        }
        switch creation {
        case .answered: return pass
        case .lost: throw .outcomeUnknown(detail: "timeout")
        case .refused(let reason): throw .notCreated(reason)
        }
    }

    func deletePass(_ pass: PassID, of id: PersonID) async throws(DirectoryError) {
        state.withLock { state in
            state.calls.append(.delete(pass))
            state.passes.removeAll { $0.id == pass }
        }
    }

    func methods(of id: PersonID) async throws(DirectoryError) -> [AuthenticationMethod] { [] }

    func removeMethod(_ method: AuthenticationMethod, of id: PersonID) async throws(DirectoryError) {
        state.withLock { $0.calls.append(.remove) }
    }

    func revokeSessions(of id: PersonID) async throws(DirectoryError) { state.withLock { $0.calls.append(.revoke) } }
}
