import ClaimsMatching
import Foundation
import IdentityDocuments

/// What Entra's own account recovery asks us: whether these verified claims are those of this account
/// (entra-contract E.4, `OnVerifiedIdClaimValidation`).
package struct CalloutQuestion: Sendable, Equatable {
    package var userPrincipalName: String
    /// Claims by the names Entra gives them: `firstName`, `lastName`, `fullName`, `dateOfBirth` and others.
    package var claims: [String: String]
    /// Entra's name for this sign-in; the same when it asks again.
    package var correlation: String

    package init(userPrincipalName: String, claims: [String: String], correlation: String) {
        self.userPrincipalName = userPrincipalName
        self.claims = claims
        self.correlation = correlation
    }
}

package enum CalloutAnswer: Sendable, Equatable {
    case pass
    /// Everything that was compared, whichever of it failed: the person at the other end must not learn which.
    case failed([String])
}

/// Answers with the policies of our own way. There is no reviewer here: what would go to one fails.
///
/// Reads the copy of the directory only, so that the answer is there within Entra's two seconds. Asking twice changes
/// nothing but the audit log.
package struct ClaimsCallout: Sendable {
    let tenant: TenantID
    let ledger: any Ledger
    let people: any DirectoryStore
    let active: ActivePolicies
    let colleagues: ColleagueSearch
    let time: any TimeSource

    package init(
        tenant: TenantID, ledger: any Ledger, people: any DirectoryStore, active: ActivePolicies,
        colleagues: ColleagueSearch, time: any TimeSource
    ) {
        self.tenant = tenant
        self.ledger = ledger
        self.people = people
        self.active = active
        self.colleagues = colleagues
        self.time = time
    }

    package func answer(_ question: CalloutQuestion) async throws -> CalloutAnswer {
        let person = try await people.person(signInName: question.userPrincipalName, tenant: tenant)
        let objections = try await objections(to: question, person)
        try await ledger.commit(
            UnitOfWork(
                tenant: tenant,
                audit: [
                    AuditEvent(
                        .calloutAnswered, at: time.now, person: person?.id,
                        details: [
                            "answer": objections == nil ? "pass" : "failed",
                            "reasons": objections?.joined(separator: " ") ?? "",
                            "policyVersion": active.set.version, "matcherVersion": ClaimsMatcher.version,
                            "correlation": ObjectID(rawValue: question.correlation)?.rawValue ?? "none",
                        ])
                ]))
        return objections == nil ? .pass : .failed(Self.compared.filter { question.claims[$0] != nil })
    }

    private static let compared = [
        "firstName", "lastName", "fullName", "dateOfBirth", "documentId", "documentExpiryDate",
    ]

    /// - Returns: nil when everything agrees, and only then; otherwise the codes that tell why not.
    private func objections(to question: CalloutQuestion, _ person: DirectoryPerson?) async throws -> [String]? {
        guard let person else { return ["subject.unknown"] }
        guard person.accountEnabled else { return ["account.disabled"] }
        guard !person.isGuest else { return ["account.guest"] }
        let groups = try await people.groups(of: person.id)
        guard let policy = active.set.policy(for: .mfaRecovery, groups: groups),
            policy.excludedGroups.isDisjoint(with: groups)
        else { return ["account.excluded"] }
        let roles = try await people.groups(tenant: tenant).filter { $0.isAssignableToRole && groups.contains($0.id) }
        guard roles.isEmpty else { return ["account.privileged"] }
        if let expiry = question.claims["documentExpiryDate"] {
            guard let date = CalendarDate(iso: expiry) else { return ["document.expiryUnknown"] }
            guard date.days(until: CalendarDate(dayOf: time.now)) <= 0 else { return ["document.expired"] }
        }
        let result = try await colleagues.compare(question.document, with: person, under: policy.claims)
        guard result.decision == .approve else { return result.reasons.map(\.code.rawValue) }
        let reservations = policy.reservations(about: [])
        return reservations.isEmpty ? nil : reservations.map(\.reason.code)
    }
}

extension CalloutQuestion {
    /// A full name alone has no slots: all of it is compared as words whose order is not known.
    var document: DocumentClaims {
        let hasParts = claims["firstName"] != nil || claims["lastName"] != nil
        return DocumentClaims(
            givenNames: claims["firstName"] ?? "",
            surname: hasParts ? claims["lastName"] ?? "" : claims["fullName"] ?? "",
            dateOfBirth: claims["dateOfBirth"].flatMap { BirthDate(iso: String($0.prefix(10))) },
            documentNumber: claims["documentId"])
    }
}
