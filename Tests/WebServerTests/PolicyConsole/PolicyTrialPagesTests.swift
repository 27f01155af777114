import ClaimsMatching
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Proofing
@testable import WebServer

@Suite struct PolicyTrialPagesTests {
    private static func editor(_ role: ConsoleRole = .policyAdministrator) -> ReviewerSession {
        // A name of allowed letters as written.
        ReviewerSession(reviewer: ReviewerID(rawValue: "pia")!, role: role, account: nil, expiresAt: .distantFuture)
    }

    private func page(
        _ path: String, _ trial: FakeTrial = FakeTrial(), role: ConsoleRole = .policyAdministrator
    ) async throws -> TestResponse {
        let reviews = FakeReviews(.sample(), session: Self.editor(role))
        return try await Fixture.web(
            try Fixture.dependencies(FakeClaimants(), reviews, try FakePolicies(), trial: trial)
        ) { client in
            try await client.get(path, cookie: Fixture.consoleCookie)
        }
    }

    @Test func `The trial is shown to policy administrators only`() async throws {
        #expect(try await page("/console/policies/1/trial", role: .reviewer).status == .forbidden)
        #expect(try await page("/console/policies/x/trial").status == .notFound)
    }

    @Test func `Who would fall otherwise is told by reference, with reasons, a drawing and a check`() async throws {
        let page = try await page("/console/policies/1/trial")
        #expect(page.status == .ok)
        for part in [
            "4F7-29K", "The policy leaves every approval of these people to a reviewer.", "id=\"flow\"",
            "1 of 2 decisions would turn out otherwise", "class=\"band warn moved\"", "comes out as it did",
            "other lists of names were used",
        ] {
            #expect(page.text.contains(part), "\(part)")
        }
    }

    @Test func `What was judged meanwhile is not tried any more`() async throws {
        let page = try await page("/console/policies/1/trial", FakeTrial(isJudged: true))
        #expect(page.status == .conflict && page.text.contains("Somebody has judged this already."))
    }

    @Test func `Without decisions on record there is nothing to draw`() async throws {
        let page = try await page("/console/policies/1/trial", FakeTrial(isEmpty: true))
        #expect(
            page.status == .ok && !page.text.contains("<svg class=\"flow\"") && !page.text.contains("id=\"checks\""))
    }

    @Test func `Markup in a group's name and in a reference stays text`() async throws {
        let trial = FakeTrial(reference: "<b>x</b>", group: "<img src=x>")
        #expect(try await page("/console/policies/1", trial).text.contains("&lt;img src=x&gt;"))
        #expect(!(try await page("/console/policies/1/trial", trial).text.contains("<b>x</b>")))
    }

    @Test func `A version in force or proposed warns with the number`() async throws {
        let page = try await page("/console/policies/1")
        #expect(page.text.contains("412 of 1000 people (41 %)"))
    }

    @Test(arguments: MatchPreset.allCases)
    func `A preset is put into the editor, and into nothing else`(_ preset: MatchPreset) async throws {
        let page = try await page("/console/policies/change?policy=default&preset=\(preset.rawValue)")
        #expect(page.text.contains("&quot;preset&quot; : &quot;\(preset.rawValue)&quot;"))
        #expect(!page.text.contains("&quot;placeholderDates&quot;"))
    }

    @Test(arguments: ["policy=default&preset=easy", "policy=nobody&preset=strict", "preset=strict", "policy=default"])
    func `Whatever else stands in the address leaves the text as it is in force`(_ query: String) async throws {
        let page = try await page("/console/policies/change?\(query)")
        #expect(page.status == .ok && page.text.contains("&quot;placeholderDates&quot;"))
        #expect(!page.text.contains("&quot;preset&quot;"))
    }
}
