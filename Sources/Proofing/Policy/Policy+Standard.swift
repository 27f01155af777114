import ClaimsMatching

extension Policy {
    /// A careful start for one tenant: what `config/policy.example.json` says.
    ///
    /// - Parameter modelID: the network whose distances the zones are for.
    package static func standard(modelID: String) -> Policy {
        Policy(
            name: "default", priority: 100, groups: [], excludedGroups: [], purposes: Set(Purpose.allCases),
            documents: DocumentPolicy(
                kinds: [.passport, .identityCard], refusedIssuers: ["UTO"], expiredGraceDays: 90),
            claims: .standard,
            face: FacePolicy(modelID: modelID, matchDistance: 0.37, reviewDistance: 0.55, minimumPortraitWidth: 150),
            liveness: LivenessPolicy(
                minimumTurnSpan: 0.15, minimumTurn: 0.075, maximumIdentityDrift: 0.45, secondsPerStep: 8, turns: 3),
            outcome: OutcomePolicy(
                passLifetimeMinutes: 60, passIsUsableOnce: true, revokeSessions: true, removedMethods: []),
            attempts: AttemptPolicy(failuresPerDay: 5, documentPictures: 6, faceChallenges: 3),
            retention: RetentionPolicy(decidedHours: 0, reviewDays: 7), externalMethod: .standard)
    }
}
