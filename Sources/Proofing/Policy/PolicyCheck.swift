import ClaimsMatching
import Foundation

/// Everything that makes a policy set unusable or unsafe, found in one pass.
enum PolicyCheck {
    static func faults(in policies: [Policy]) -> [PolicyFault] {
        var faults: [PolicyFault] = []
        if policies.isEmpty {
            faults.append(PolicyFault(place: "policies", found: "none", allowed: "at least one"))
        }
        let names = Dictionary(grouping: policies, by: \.name)
        for (name, same) in names.sorted(by: { $0.key < $1.key }) where same.count > 1 || name.isEmpty {
            faults.append(
                PolicyFault(place: "policies.name", found: "\"\(name)\" \(same.count) times", allowed: "one name each"))
        }
        return faults + policies.flatMap(faults(in:))
    }

    private static func faults(in policy: Policy) -> [PolicyFault] {
        let ranges: [(String, Double, ClosedRange<Double>)] = [
            ("documents.expiredGraceDays", Double(policy.documents.expiredGraceDays), 0...3650),
            ("face.matchDistance", policy.face.matchDistance, 0.1...0.5),
            ("face.reviewDistance", policy.face.reviewDistance, max(0.1, min(policy.face.matchDistance, 0.6))...0.6),
            ("face.minimumPortraitWidth", policy.face.minimumPortraitWidth, 60...2000),
            // Below 0.13 a plane can reach the span (capture-engine, part two, section 3.3).
            ("liveness.minimumTurnSpan", policy.liveness.minimumTurnSpan, 0.13...0.5),
            ("liveness.minimumTurn", policy.liveness.minimumTurn, 0.05...0.25),
            ("liveness.maximumIdentityDrift", policy.liveness.maximumIdentityDrift, 0.1...0.5),
            ("liveness.secondsPerStep", policy.liveness.secondsPerStep, 2...20),
            ("liveness.turns", Double(policy.liveness.turns), 2...5),
            // Graph's own limits: 10 to 43,200 minutes.
            ("outcome.passLifetimeMinutes", Double(policy.outcome.passLifetimeMinutes), 10...43_200),
            ("attempts.failuresPerDay", Double(policy.attempts.failuresPerDay), 1...20),
            ("attempts.documentPictures", Double(policy.attempts.documentPictures), 1...20),
            ("attempts.faceChallenges", Double(policy.attempts.faceChallenges), 1...5),
            ("retention.decidedHours", Double(policy.retention.decidedHours), 0...168),
            ("retention.reviewDays", Double(policy.retention.reviewDays), 1...30),
            ("externalMethod.referenceDays", Double(policy.externalMethod.referenceDays), 1...1_095),
        ]
        var faults = ranges.compactMap { place, value, range in
            range.contains(value)
                ? nil
                : PolicyFault(
                    place: "\(policy.name).\(place)", found: number(value),
                    allowed: "\(number(range.lowerBound)) to \(number(range.upperBound))")
        }
        if policy.documents.kinds.isEmpty {
            faults.append(
                PolicyFault(place: "\(policy.name).documents.kinds", found: "none", allowed: "at least one kind"))
        }
        faults += policy.claims.problems().map { $0.fault(of: policy.name) }
        faults += policy.namesakes.faults(in: policy.name)
        if policy.purposes.isEmpty {
            faults.append(PolicyFault(place: "\(policy.name).purposes", found: "none", allowed: "at least one purpose"))
        }
        return faults
    }

    private static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? String(value)
    }
}

extension MatchPolicy.Problem {
    fileprivate func fault(of policy: String) -> PolicyFault {
        switch self {
        case .dateOfBirthNotRequired:
            PolicyFault(
                place: "\(policy).claims.dateOfBirth.required", found: "false",
                allowed: "true: names alone never prove an account")
        case .minimumBelowFloor(let claim, let floor):
            PolicyFault(
                place: "\(policy).claims.\(Claim.core.contains(claim) ? "" : "others.")\(claim.rawValue).minLevel",
                found: "a level below \(floor.rawValue)", allowed: "\(floor.rawValue) or better")
        case .notAPlaceholderDate(let text):
            PolicyFault(
                place: "\(policy).claims.placeholderDates", found: "\"\(text)\"", allowed: "MM-DD or YYYY-MM-DD")
        case .aliasNamesOutOfRange(let count):
            PolicyFault(place: "\(policy).claims.maxAliasNames", found: "\(count)", allowed: "0 or 1")
        case .marginOutOfRange(let bits):
            PolicyFault(
                place: "\(policy).claims.uniqueness.marginBits", found: "\(bits)",
                allowed: "0 to \(Int(MatchPolicy.UniquenessRule.marginRange.upperBound))")
        }
    }
}
