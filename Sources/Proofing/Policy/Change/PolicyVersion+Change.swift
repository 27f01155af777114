import Foundation

extension PolicyVersion {
    /// - Throws: `PolicyChangeError` when the text is no policy file, says what is in force already, or has no reason.
    static func propose(
        _ text: String, reason: String, by proposer: ReviewerID, number: Int, over active: PolicyVersion, at now: Date
    ) throws(PolicyChangeError) -> PolicyVersion {
        let proposed = try checked(text)
        let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !reason.isEmpty else { throw .reasonMissing }
        guard (try? active.policies().policies) != proposed.policies else { throw .unchanged }
        return PolicyVersion(
            tenant: active.tenant, number: number, text: text, base: active.number, proposer: proposer,
            proposedAt: now, reason: String(reason.prefix(2_000)), state: .proposed, judge: nil, judgedAt: nil,
            version: 0)
    }

    /// What the server's own policy file says, in force from the first start.
    static func first(_ text: String, tenant: TenantID, at now: Date) throws(PolicyChangeError) -> PolicyVersion {
        _ = try checked(text)
        return PolicyVersion(
            tenant: tenant, number: 1, text: text, base: nil, proposer: nil, proposedAt: now, reason: "",
            state: .active,
            judge: nil, judgedAt: now, version: 0)
    }

    /// The second person agrees: this version comes into force and the one before retires.
    func agreed(
        by judge: ReviewerID, replacing active: PolicyVersion, at now: Date
    ) throws(PolicyChangeError) -> (active: PolicyVersion, retired: PolicyVersion) {
        guard state == .proposed else { throw .alreadyJudged }
        guard judge != proposer else { throw .ownProposal }
        guard active.state == .active, active.number == base else { throw .overtaken }
        // Limits may have become narrower with a new release since it was proposed.
        _ = try Self.checked(text)
        var next = self
        (next.state, next.judge, next.judgedAt, next.version) = (.active, judge, now, version + 1)
        var retired = active
        (retired.state, retired.version) = (.retired, active.version + 1)
        return (next, retired)
    }

    /// Anybody who may edit policies can end a proposal, its proposer too.
    func rejected(by judge: ReviewerID, at now: Date) throws(PolicyChangeError) -> PolicyVersion {
        guard state == .proposed else { throw .alreadyJudged }
        var next = self
        (next.state, next.judge, next.judgedAt, next.version) = (.rejected, judge, now, version + 1)
        return next
    }

    private static func checked(_ text: String) throws(PolicyChangeError) -> PolicySet {
        do {
            return try PolicySet(json: Data(text.utf8))
        } catch let errors as PolicyErrors {
            throw .faulty(errors)
        } catch {
            throw .faulty(PolicyErrors([PolicyFault(place: "the file", found: "\(error)", allowed: "a policy file")]))
        }
    }
}
