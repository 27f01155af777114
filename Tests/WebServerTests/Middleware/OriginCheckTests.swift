import HTTPTypes
import HummingbirdTesting
import Testing

@testable import WebServer

@Suite struct OriginCheckTests {
    static let changing = [
        "/r/contoso/start", "/session/consent", "/session/cancel", "/session/help", "/session/here",
        "/session/handover",
        "/session/document", "/session/challenge", "/session/frame", "/session/pass", "/session/pass/acknowledge",
        "/h/preview",
        "/h/accept", "/back/preview", "/back/accept", "/console/sign-in", "/console/sign-out",
        "/console/cases/\(Fixture.caseID)/confirm", "/console/cases/\(Fixture.caseID)/decision",
    ]

    @Test(arguments: changing) func `A changing request from elsewhere reaches no desk`(path: String) async throws {
        let (claimants, reviews) = (FakeClaimants(), FakeReviews())
        try await Fixture.web(Fixture.dependencies(claimants, reviews)) { client async throws in
            for site in ["cross-site", "same-site", "none"] {
                #expect(try await client.post(path, site: site).status == .forbidden, "\(site)")
            }
            #expect(try await client.post(path, site: nil).status == .forbidden, "no source named")
            let foreign = try await client.post(path, site: nil, headers: [.origin: "https://evil.example"])
            #expect(foreign.status == .forbidden)
        }
        #expect(claimants.asked.isEmpty && reviews.asked.isEmpty)
    }

    @Test func `An older browser is known by its origin`() async throws {
        let claimants = FakeClaimants()
        try await Fixture.web(Fixture.dependencies(claimants)) { client async throws in
            let answer = try await client.post("/session/cancel", site: nil, headers: [.origin: Fixture.origin])
            #expect(answer.status == .seeOther)
        }
        #expect(claimants.asked == ["cancel"])
    }

    @Test func `A forged source does not help when the browser names the site`() async throws {
        try await Fixture.web(Fixture.dependencies()) { client async throws in
            let answer = try await client.post(
                "/session/cancel", site: "cross-site", headers: [.origin: Fixture.origin])
            #expect(answer.status == .forbidden)
        }
    }
}
