import ClaimsMatching
import Foundation
import IdentityDocuments
import Testing

@testable import Proofing

struct ClaimsCalloutTests {
    private let people = FakePeople()
    private let store = InMemoryStore()

    private func answer(
        _ change: (inout CalloutQuestion) -> Void = { _ in }, policy: Policy = Sample.policy
    ) async throws -> CalloutAnswer {
        var question = CalloutQuestion(
            userPrincipalName: "ada@contoso.example",
            claims: ["firstName": "Ada", "lastName": "Okonkwo", "dateOfBirth": "1984-11-23", "documentId": "A0123"],
            correlation: "ea5c2a4a-7c5e-4c5a-9d0e-1f2a3b4c5d6e")
        change(&question)
        return try await ClaimsCallout(
            tenant: Sample.tenant, ledger: store, people: people,
            active: ActivePolicies(try PolicySet([policy], digest: Data("test".utf8))),
            colleagues: ColleagueSearch(tenant: Sample.tenant, people: people), time: ManualTime()
        ).answer(question)
    }

    private func reasons() async -> String? { await store.audit.last?.details["reasons"] }

    @Test func `claims that agree pass, and the answer is on record`() async throws {
        #expect(try await answer() == .pass)
        #expect(await store.kinds() == [.calloutAnswered])
        #expect(await store.audit.last?.details["answer"] == "pass")
        #expect(await store.audit.last?.person == Sample.person)
    }

    @Test func `asking twice gives the same answer twice`() async throws {
        #expect(try await answer() == .pass)
        #expect(try await answer() == .pass)
    }

    @Test(arguments: [
        ["lastName": "Obi"], ["firstName": "Eve"], ["dateOfBirth": "1990-01-01"], ["dateOfBirth": "soon"],
        ["firstName": "A"],
    ])
    func `a claim that does not agree fails, and which one is not told`(_ other: [String: String]) async throws {
        // Display names stand in for separate ones, so it changes with them.
        let answer = try await answer { $0.claims.merge(other) { $1 } }
        #expect(answer == .failed(["firstName", "lastName", "dateOfBirth", "documentId"]))
        #expect(await reasons()?.isEmpty == false)
    }

    @Test(arguments: ["firstName", "lastName", "dateOfBirth"])
    func `a claim that is missing fails`(_ name: String) async throws {
        guard case .failed = try await answer({ $0.claims[name] = nil }) else {
            Issue.record("passed without \(name)")
            return
        }
    }

    @Test func `an expired document and one with an unreadable date fail`() async throws {
        _ = try await answer { $0.claims["documentExpiryDate"] = "2020-01-01" }
        #expect(await reasons() == "document.expired")
        _ = try await answer { $0.claims["documentExpiryDate"] = "someday" }
        #expect(await reasons() == "document.expiryUnknown")
        #expect(try await answer { $0.claims["documentExpiryDate"] = "2031-05-02" } == .pass)
    }

    @Test func `nobody, the disabled, guests, the excluded and the privileged fail`() async throws {
        _ = try await answer { $0.userPrincipalName = "nobody@contoso.example" }
        #expect(await reasons() == "subject.unknown")
        people.set { $0.people["ada@contoso.example"]?.accountEnabled = false }
        _ = try await answer()
        #expect(await reasons() == "account.disabled")
        people.set {
            $0.people["ada@contoso.example"]?.accountEnabled = true
            $0.people["ada@contoso.example"]?.isGuest = true
        }
        _ = try await answer()
        #expect(await reasons() == "account.guest")
        people.set {
            $0.people["ada@contoso.example"]?.isGuest = false
            $0.groups = [Sample.object(50)]
            $0.directoryGroups = [DirectoryGroup(id: Sample.object(50), displayName: "A", isAssignableToRole: true)]
        }
        _ = try await answer()
        #expect(await reasons() == "account.privileged")
        var policy = Sample.policy
        policy.excludedGroups = [Sample.object(50)]
        _ = try await answer(policy: policy)
        #expect(await reasons() == "account.excluded")
    }
}
