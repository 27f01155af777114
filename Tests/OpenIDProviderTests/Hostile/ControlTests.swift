import Foundation
import Proofing
import Testing

@testable import OpenIDProvider

/// Requests that look odd and are good: a check that refuses one of these keeps people out.
struct Control: Sendable, CustomTestStringConvertible {
    let name: String
    var delay: TimeInterval = 0
    var change: @Sendable (inout Forge) -> Void = { _ in }
    var testDescription: String { name }

    static let all: [Control] = [
        Control(name: "as Entra sends it"),
        Control(name: "expired a second before it was issued") { $0.claims["exp"] = "\(Forge.second - 1)" },
        Control(name: "expired long ago") { $0.claims["exp"] = "1" },
        Control(name: "never expiring") { $0.claims["exp"] = nil },
        Control(name: "expiring in a form of no use") { $0.claims["exp"] = #""yesterday""# },
        Control(name: "arrived after five minutes", delay: 300),
        Control(name: "from two minutes ahead", delay: -120),
        Control(name: "without a beginning") { $0.claims["nbf"] = nil },
        Control(name: "without a version") { $0.claims["ver"] = nil },
        Control(name: "without names") {
            $0.claims["name"] = nil
            $0.claims["preferred_username"] = nil
        },
        Control(name: "with claims that are not known") {
            $0.claims["rh"] = #""0.AX""#
            $0.claims["uti"] = #""x""#
            $0.claims["groups"] = "[1,2.5e3,null,{}]"
        },
        Control(name: "with a header member that is not known") { $0.header["x5t"] = #""abc""# },
        Control(name: "signed by the other key") {
            $0.header["kid"] = #""tenant-key-2""#
            $0.signature = .rs256(.other)
        },
        Control(name: "with white space in its JSON") {
            $0.encodedClaims = Base64URL.encode(Data(("\r\n\t " + $0.claims.json + " ").utf8))
        },
        Control(name: "with escapes in its JSON") {
            $0.claims["aud"] = $0.claims["aud"]?.replacing("2c1f", with: #"\u0032c1f"#)
        },
        Control(name: "about a person with another alphabet") { $0.claims["name"] = #""Ånna 李 𝕏 \ud83d\ude00""# },
        Control(name: "with Id_token as Microsoft prints it") { $0["response_type"] = "Id_token" },
        Control(name: "with more scopes") { $0["scope"] = "profile openid" },
        Control(name: "without a state") { $0["state"] = nil },
        Control(name: "with an empty state") { $0["state"] = "" },
        Control(name: "with markup as state") { $0["state"] = #""><script>alert(1)</script>&#x27;"# },
        Control(name: "with a state of four thousand characters") {
            $0["state"] = String(repeating: "~ !", count: 1333)
        },
        Control(name: "without a request id") { $0["client-request-id"] = nil },
        Control(name: "with a request id that is none") { $0["client-request-id"] = "\r\nx" },
        Control(name: "with parameters that are not known, twice") {
            $0.form += [("prompt", "none"), ("x", "1"), ("x", "2"), ("request_uri", "https://evil.example")]
        },
        Control(name: "in another order") { $0.form.reverse() },
        Control(name: "with the hint first") { $0.form.insert(("id_token_hint", $0.token), at: 0) },
        Control(name: "asking for any method") { $0["claims"] = Forge.claimsRequest(amr: "null") },
        Control(name: "not naming methods") { $0["claims"] = #"{"id_token":{"acr":{"values":["inherence"]}}}"# },
        Control(name: "naming one value") { $0["claims"] = Forge.claimsRequest(acr: #"{"value":"inherence"}"#) },
        Control(name: "asking for more besides") {
            $0["claims"] =
                #"{"userinfo":null,"id_token":{"email":null,"acr":{"values":["inherence"]},"amr":{"value":"face"}}}"#
        },
    ]
}

struct ControlTests {
    @Test(arguments: Control.all)
    func `a good request is taken, however it is written`(_ control: Control) async {
        var forge = Forge()
        control.change(&forge)
        let endpoint = AuthorizationEndpoint.fresh(time: ManualTime(Forge.now + control.delay))
        let refusal = await endpoint.refusal(of: forge.body)
        #expect(refusal == nil)
    }

    @Test func `what was taken is what was asked`() async throws {
        let request = try await AuthorizationEndpoint.fresh(time: ManualTime(Forge.now + 20)).receive(Forge().body)
        #expect(request.person == PersonID(tenant: Forge.connection.tenant, object: Forge.objectID(Forge.person)))
        #expect(request.subject == "mBIxPqBuKLxbTNmKPn3Wf_RqJLpmKzJUe6kmQIhd1Qc")
        #expect(request.nonce == "AwABAAEAAAACAOz_BAD0_8vU8")
        #expect(request.state == "rQIIAa2Vv2_TQBTHcxcnhFKgYqpgYGBCcu7n")
        #expect(request.context == .possessionOrInherence && request.factor == .face)
        #expect(request.receivedAt == Forge.now + 20)
        #expect(request.deadline == Forge.now + 300)
        #expect(request.shownName == "anna.berg@contoso.com")
        #expect(request.correlation == "ea5c2a4a-7c5e-4c5a-9d0e-1f2a3b4c5d6e")
    }

    @Test(arguments: [
        ("possessionorinherence", "possessionorinherence"), ("knowledgeorinherence", "knowledgeorinherence"),
        ("knowledgeorpossessionorinherence", "knowledgeorpossessionorinherence"), ("inherence", "inherence"),
        ("knowledge possession inherence", "inherence"),
        ("knowledgeorpossession knowledgeorinherence inherence", "knowledgeorinherence"),
        ("inherence possessionorinherence", "inherence"), ("x inherence inherence", "inherence"),
    ])
    func `the first context that a face satisfies is the one that is answered`(_ asked: String, _ answered: String)
        async throws
    {
        var forge = Forge()
        let values = asked.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ",")
        forge["claims"] = Forge.claimsRequest(acr: #"{"values":[\#(values)]}"#)
        let request = try await AuthorizationEndpoint.fresh().receive(forge.body)
        #expect(request.context.rawValue == answered)
    }

    @Test(arguments: ["\"a\\u0000b\"", "\"a\\u202eb\"", "\"\"", "7", "\"\(String(repeating: "a", count: 300))\""])
    func `a name that cannot be shown is not shown, and keeps nobody out`(_ json: String) async throws {
        var forge = Forge()
        forge.claims["preferred_username"] = json
        #expect(try await AuthorizationEndpoint.fresh().receive(forge.body).shownName == nil)
    }

    @Test func `a guest is let in where the tenant wants it, and only from an issuer that is a tenant`() async {
        let base = Forge.connection
        let connection = Connection(
            tenant: base.tenant, application: base.application, clientID: base.clientID, issuer: base.issuer,
            acceptsForeignIssuers: true)
        for (issuer, code): (String, RefusalCode?) in [
            (Forge.otherTenant, nil), (Forge.tenant, nil), ("common", .hintIssuer), ("../x", .hintIssuer),
            (Forge.otherTenant.uppercased(), .hintIssuer), ("", .hintIssuer),
        ] {
            var forge = Forge()
            forge.claims["iss"] = "\"https://login.microsoftonline.com/\(issuer)/v2.0\""
            #expect(await AuthorizationEndpoint.fresh(connection).refusal(of: forge.body)?.code == code)
        }
        var elsewhere = Forge()
        elsewhere.claims["tid"] = "\"\(Forge.otherTenant)\""
        #expect(await AuthorizationEndpoint.fresh(connection).refusal(of: elsewhere.body)?.code == .hintTenant)
    }
}
