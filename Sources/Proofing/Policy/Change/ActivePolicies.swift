import Synchronization

/// The policies in force, for everybody who judges by them. A new version takes effect with the next question asked.
package final class ActivePolicies: Sendable {
    private let present: Mutex<PolicySet>

    package init(_ policies: PolicySet) { present = Mutex(policies) }

    package var set: PolicySet { present.withLock { $0 } }
    package func replace(with policies: PolicySet) { present.withLock { $0 = policies } }
}
