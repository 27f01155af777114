import Foundation
import Proofing
import Testing

@testable import OpenIDProvider
@testable import Proofing

struct AnswerTests {
    let time = ManualTime()
    let store = MemoryRing()

    private func issuer() async throws -> AnswerIssuer {
        let keys = SigningKeys(issuer: Forge.connection.issuer, store: store, sealing: NamingSeal(), time: time)
        if await store.ring == nil { _ = try await keys.receive(.made(.first)) }
        return AnswerIssuer(connection: Forge.connection, keys: keys, time: time, random: CountingRandom())
    }

    private func request(_ change: (inout Forge) -> Void = { _ in }) async throws -> AuthorizationRequest {
        var forge = Forge()
        change(&forge)
        return try await AuthorizationEndpoint.fresh(time: time).receive(forge.body)
    }

    private func decision(
        _ verdict: Decision.Verdict = .approved, about person: String? = Forge.person, tenant: String = Forge.tenant,
        at moment: Date? = nil, reviewer: ReviewerID? = nil
    ) -> Decision {
        let subject = person.map { PersonID(tenant: Forge.tenantID(tenant), object: Forge.objectID($0)) }
        return Decision(
            verdict: verdict, reasons: [], session: SessionID(unchecked: String(repeating: "a", count: 32)),
            subject: subject, policyName: "face", policyVersion: "1", matcherVersion: "1",
            decidedAt: moment ?? time.now,
            reviewer: reviewer)
    }

    private func parts(_ answer: FormAnswer) throws -> (
        header: [String: Any], claims: [String: Any], token: CompactToken
    ) {
        let text = try #require(answer["id_token"])
        let parts = text.split(separator: ".")
        func object(_ part: Substring) throws -> [String: Any] {
            try #require(JSONSerialization.jsonObject(with: Base64URL.decode(part) ?? Data()) as? [String: Any])
        }
        return (try object(parts[0]), try object(parts[1]), try CompactToken(parsing: text))
    }

    @Test func `an approval becomes a token that our published keys verify`() async throws {
        let answer = try await issuer().approve(request(), on: decision())
        #expect(answer.action == Forge.connection.redirectAddress)
        #expect(answer.fields.map(\.name) == ["id_token", "state"])
        let (header, claims, token) = try parts(answer)
        #expect(Set(header.keys) == ["alg", "kid", "typ"])
        #expect(header["alg"] as? String == "RS256" && header["typ"] as? String == "JWT")
        #expect(header["kid"] as? String == KeyRecord.first.kid)
        #expect(Set(claims.keys) == ["iss", "aud", "sub", "nonce", "acr", "amr", "iat", "nbf", "exp", "jti"])
        #expect(claims["iss"] as? String == "https://verify.contoso.com")
        #expect(claims["aud"] as? String == "countersign-contoso")
        #expect(claims["sub"] as? String == "mBIxPqBuKLxbTNmKPn3Wf_RqJLpmKzJUe6kmQIhd1Qc")
        #expect(claims["nonce"] as? String == "AwABAAEAAAACAOz_BAD0_8vU8")
        #expect(claims["acr"] as? String == "possessionorinherence")
        #expect(claims["amr"] as? [String] == ["face"])
        #expect(claims["iat"] as? Int == Forge.second && claims["exp"] as? Int == Forge.second + 300)
        let keys = try await SigningKeys(
            issuer: Forge.connection.issuer, store: store, sealing: NamingSeal(), time: time
        ).published()
        let published = try #require(keys)
        let key = try #require(try KeySet(parsing: published, issuer: "https://verify.contoso.com")[token.kid])
        _ = try key.verify(token)
    }

    @Test(arguments: ["inherence", "knowledgeorinherence", "knowledgeorpossessionorinherence"])
    func `the requested word is given back`(_ acr: String) async throws {
        let request = try await request { $0["claims"] = Forge.claimsRequest(acr: #"{"values":["\#(acr)"]}"#) }
        #expect(try await parts(issuer().approve(request, on: decision())).claims["acr"] as? String == acr)
    }

    @Test(arguments: [
        #""><script>alert(1)</script>"#, "' onload='x", "&amp;&#0;&lt;", "%3Cscript%3E", "{{state}}", "a+b =&?#",
        "</form>",
    ])
    func `a state goes back byte for byte, in each kind of answer`(_ state: String) async throws {
        let request = try await request { $0["state"] = state }
        let issuer = try await issuer()
        #expect(try await issuer.approve(request, on: decision())["state"] == state)
        #expect(issuer.decline(request, because: .cancelled)["state"] == state)
    }

    @Test func `a state that was not sent is not invented`() async throws {
        let request = try await request { $0["state"] = nil }
        let issuer = try await issuer()
        #expect(try await issuer.approve(request, on: decision()).fields.map(\.name) == ["id_token"])
        #expect(issuer.decline(request, because: .cancelled).fields.map(\.name) == ["error"])
    }

    @Test(arguments: Decline.allCases)
    func `a decline says no more than that it was one`(_ reason: Decline) async throws {
        let answer = try await issuer().decline(request(), because: reason)
        #expect(answer["error"] == (reason == .unavailable ? "temporarily_unavailable" : "access_denied"))
        #expect(answer.fields.map(\.name) == ["error", "state"])
        #expect(answer.action == Forge.connection.redirectAddress)
    }

    @Test func `nothing but an approval of this person, made for this request, becomes a token`() async throws {
        let (issuer, request) = (try await issuer(), try await request())
        let wrong = [
            decision(.refused), decision(.referred), decision(about: nil), decision(tenant: Forge.otherTenant),
            decision(about: "11111111-2222-4333-8444-555555555555"), decision(at: request.receivedAt - 1),
            decision(reviewer: ReviewerID(rawValue: "mira")),
        ]
        for decision in wrong {
            await #expect(throws: AnswerFault.notApproved) { try await issuer.approve(request, on: decision) }
        }
    }

    @Test func `a request of another tenant's connection is not answered`() async throws {
        let base = Forge.connection
        let other = Connection(
            tenant: Forge.tenantID(Forge.otherTenant), application: base.application, clientID: base.clientID,
            issuer: base.issuer)
        let keys = SigningKeys(issuer: base.issuer, store: store, sealing: NamingSeal(), time: time)
        let issuer = AnswerIssuer(connection: other, keys: keys, time: time, random: CountingRandom())
        let request = try await request()
        await #expect(throws: AnswerFault.notApproved) { try await issuer.approve(request, on: decision()) }
    }

    @Test func `an answer after Entra gave up is not made`() async throws {
        let (issuer, request) = (try await issuer(), try await request())
        time.advance(299)
        _ = try await issuer.approve(request, on: decision())
        time.advance(1)
        await #expect(throws: AnswerFault.tooLate) { try await issuer.approve(request, on: decision()) }
    }

    @Test func `without a key there is no token`() async throws {
        let keys = SigningKeys(issuer: Forge.connection.issuer, store: MemoryRing(), sealing: NamingSeal(), time: time)
        let issuer = AnswerIssuer(connection: Forge.connection, keys: keys, time: time, random: CountingRandom())
        let request = try await request()
        await #expect(throws: AnswerFault.noKey) { try await issuer.approve(request, on: decision()) }
    }

    @Test func `each token has an id of its own`() async throws {
        let issuer = try await issuer()
        let request = try await request()
        let first = try await parts(issuer.approve(request, on: decision())).claims["jti"] as? String
        let second = try await parts(issuer.approve(request, on: decision())).claims["jti"] as? String
        #expect(first != second && first?.count == 32)
    }

    @Test func `a request survives the minutes in which it is stored`() async throws {
        let request = try await request()
        #expect(try JSONDecoder().decode(AuthorizationRequest.self, from: JSONEncoder().encode(request)) == request)
    }
}
