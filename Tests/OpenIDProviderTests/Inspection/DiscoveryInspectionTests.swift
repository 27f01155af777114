import Foundation
import Testing

@testable import OpenIDProvider

struct DiscoveryInspectionTests {
    private let issuer = Forge.connection.issuer

    private func inspect(
        status: Int = 200, length: Bool = true, isChunked: Bool = false,
        _ change: (inout [String: Any]) -> Void = { _ in }
    ) throws -> [ProviderFault] {
        let body = try DiscoveryDocument(issuer).body()
        var members = try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any])
        change(&members)
        let changed = try JSONSerialization.data(withJSONObject: members)
        return DiscoveryInspection(
            PublishedDocument(
                status: status, contentLength: length ? changed.count : nil, isChunked: isChunked, body: changed),
            of: issuer
        ).faults
    }

    @Test func `our own document has no fault`() throws {
        #expect(try inspect().isEmpty)
    }

    @Test(arguments: [
        ("https://verify.contoso.com/", ProviderFault.Code.issuerSlash),
        ("https://verify.contoso.com:443", .issuerPort), ("https://verify.contoso.com:443/", .issuerPort),
        ("https://Verify.contoso.com", .issuerDiffers), ("http://verify.contoso.com", .issuerDiffers),
        ("", .issuerDiffers),
    ])
    func `the issuer is compared character by character`(_ stated: String, _ code: ProviderFault.Code) throws {
        #expect(try inspect { $0["issuer"] = stated }.map(\.code) == [code])
    }

    @Test(arguments: ["issuer", "scopes_supported", "response_types_supported", "subject_types_supported"])
    func `a missing member is named`(_ name: String) throws {
        let faults = try inspect { $0[name] = nil }
        #expect(faults.map(\.code) == [.discoveryField])
        #expect(faults[0].sentence.contains(name))
    }

    @Test func `claim types may be absent and must not be others`() throws {
        #expect(try inspect { $0["claim_types_supported"] = nil }.isEmpty)
        #expect(try inspect { $0["claim_types_supported"] = ["aggregated"] }.map(\.code) == [.discoveryField])
    }

    @Test(arguments: [["PS256"], ["none"], []])
    func `another algorithm is a fault`(_ algorithms: [String]) throws {
        let faults = try inspect { $0["id_token_signing_alg_values_supported"] = algorithms }
        #expect(faults.map(\.code) == [.discoveryAlgorithm])
    }

    @Test(arguments: [
        "https://verify.contoso.com/keys?v=1", "https://verify.contoso.com/keys#a", "https://evil.example/keys",
    ])
    func `keys elsewhere, or with a query, are a fault`(_ address: String) throws {
        #expect(try inspect { $0["jwks_uri"] = address }.map(\.code) == [.discoveryKeysAddress])
    }

    @Test func `how it is sent counts`() throws {
        #expect(try inspect(length: false).map(\.code) == [.discoveryChunked])
        #expect(try inspect(isChunked: true).map(\.code) == [.discoveryChunked])
        #expect(try inspect(status: 301).map(\.code) == [.discoveryStatus])
    }

    @Test(arguments: ["", "[]", "<html>", #"{"issuer":"a","issuer":"b"}"#])
    func `what is no object is a fault`(_ text: String) {
        let document = PublishedDocument(
            status: 200, contentLength: text.utf8.count, isChunked: false, body: Data(text.utf8))
        #expect(DiscoveryInspection(document, of: issuer).faults.map(\.code) == [.discoveryUnreadable])
    }

    @Test func `a document cannot write into the terminal`() throws {
        let faults = try inspect { $0["issuer"] = "https://\u{1b}[2J\n.example" }
        #expect(faults[0].sentence.utf8.allSatisfy { (0x20...0x7e).contains($0) })
    }
}
