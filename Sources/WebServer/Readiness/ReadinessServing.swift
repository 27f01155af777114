import Proofing

/// All that the readiness page asks of the domain.
package protocol ReadinessServing: Sendable {
    func report(_ purpose: Purpose) async throws -> ReadinessReport
}

extension ReadinessSurvey: ReadinessServing {}
