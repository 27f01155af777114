import EntraClient
import Synchronization

/// What became of the steps so far.
final class OutcomeLog: Sendable {
    private let outcomes = Mutex<[RegistrationStep.Outcome]>([])

    func add(_ outcome: RegistrationStep.Outcome) { outcomes.withLock { $0.append(outcome) } }

    func has(_ wanted: Set<RegistrationStep.Outcome>) -> Bool {
        outcomes.withLock { $0.contains(where: wanted.contains) }
    }
}
