import Foundation
import Testing

@testable import OpenIDProvider

struct DiscoveryTests {
    @Test(arguments: [
        "https://example.com", "https://example.com:8443", "https://example.com/tenant1",
        "https://example.com:8443/a/b",
        "http://localhost:8080", "http://127.0.0.1:8080/contoso", "https://xn--mnchen-3ya.example",
    ])
    func `an issuer has one spelling, and keeps it`(_ text: String) throws {
        let issuer = try #require(Issuer(text))
        #expect(issuer.address == text)
        #expect(issuer.discoveryAddress == text + "/.well-known/openid-configuration")
    }

    @Test(arguments: [
        "", "example.com", "https://", "https://example.com/", "https://example.com/tenant1/",
        "https://example.com:443",
        "https://example.com:443/", "https://example.com?x=1", "https://example.com/?client_id=1",
        "https://example.com#x",
        "https://user@example.com", "https://user:pass@example.com", "http://example.com", "HTTPS://example.com",
        "https://Example.com",
        "https://example.com/a//b", "https://example.com/a/../b", "https://example.com/.well-known",
        "https://example.com:08443",
        "https://example.com/a b", "https://example.com/%41", "https://m\u{fc}nchen.example", "https://example.com:",
        "ftp://example.com",
        "https:example.com", " https://example.com", "https://example.com\n", "https://example.com\\a",
        "http://localhost:80",
        "https://\(String(repeating: "a", count: 600)).example",
    ])
    func `an issuer that could be written in two ways is none`(_ text: String) {
        #expect(Issuer(text) == nil)
    }

    @Test func `the document says what Entra insists on`() throws {
        let issuer = try #require(Issuer("https://verify.contoso.com/contoso"))
        let body = try DiscoveryDocument(issuer).body()
        let document = try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any])
        #expect(document["issuer"] as? String == "https://verify.contoso.com/contoso")
        #expect(document["authorization_endpoint"] as? String == "https://verify.contoso.com/contoso/authorize")
        #expect(document["jwks_uri"] as? String == "https://verify.contoso.com/contoso/keys")
        #expect(document["response_types_supported"] as? [String] == ["id_token"])
        #expect(document["response_modes_supported"] as? [String] == ["form_post"])
        #expect(document["scopes_supported"] as? [String] == ["openid"])
        #expect(document["subject_types_supported"] as? [String] == ["public"])
        #expect(document["id_token_signing_alg_values_supported"] as? [String] == ["RS256"])
        #expect(document["grant_types_supported"] as? [String] == ["implicit"])
        #expect(document["claim_types_supported"] as? [String] == ["normal"])
        // Nothing else is offered (OAuth 2.0 security, RFC 9700 section 2.1.2; ASVS 10.4.4).
        for absent in ["token_endpoint", "userinfo_endpoint", "registration_endpoint"] {
            #expect(document[absent] == nil)
        }
    }

    @Test func `the document has the same bytes each time, and plain slashes`() throws {
        let issuer = try #require(Issuer("https://verify.contoso.com"))
        let body = try DiscoveryDocument(issuer).body()
        #expect(try body == DiscoveryDocument(issuer).body())
        #expect(!String(decoding: body, as: UTF8.self).contains("\\/"))
    }
}
