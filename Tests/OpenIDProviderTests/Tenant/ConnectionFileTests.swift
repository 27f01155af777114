import Foundation
import Testing

@testable import OpenIDProvider

struct ConnectionFileTests {
    static let good = Members([
        ("tenant", "\"\(Forge.tenant)\""), ("appId", "\"\(Forge.application)\""),
        ("clientId", #""countersign-contoso""#), ("issuer", #""https://verify.contoso.com""#),
    ])

    private func sentences(_ members: Members) -> [String] {
        do throws(ConnectionFile.Faults) {
            _ = try ConnectionFile.connection(from: Data(members.json.utf8))
            return []
        } catch { return error.sentences }
    }

    @Test func `four keys are enough`() throws {
        let connection = try ConnectionFile.connection(from: Data(Self.good.json.utf8))
        #expect(connection == Forge.connection)
        #expect(
            connection.signingKeysAddress == "https://login.microsoftonline.com/\(Forge.tenant)/discovery/v2.0/keys")
    }

    @Test func `the login host decides where answers go and who issues hints`() throws {
        var members = Self.good
        members["loginURL"] = #""https://login.microsoftonline.us""#
        let connection = try ConnectionFile.connection(from: Data(members.json.utf8))
        #expect(connection.redirectAddress == "https://login.microsoftonline.us/common/federation/externalauthprovider")
        #expect(connection.accepts(issuer: "https://login.microsoftonline.us/\(Forge.tenant)/v2.0"))
        #expect(!connection.accepts(issuer: "https://login.microsoftonline.com/\(Forge.tenant)/v2.0"))
    }

    @Test(
        arguments: [
            ("tenant", #""contoso.com""#), ("tenant", nil), ("appId", #""x""#), ("appId", "1"), ("clientId", #""""#),
            ("clientId", nil),
            ("issuer", #""https://verify.contoso.com/""#), ("issuer", nil),
            ("loginURL", #""login.microsoftonline.com""#), ("loginURL", #""https://login.microsoftonline.com/x""#),
            ("loginURL", "null"), ("acceptForeignIssuers", #""no""#), ("acceptForeignIssuers", "1"), ("appID", #""x""#),
        ] as [(String, String?)])
    func `a fault is named with its key`(_ name: String, _ json: String?) {
        var members = Self.good
        members[name] = json
        let sentences = sentences(members)
        #expect(sentences.count == 1)
        #expect(sentences.first?.hasPrefix("\(name): ") == true)
    }

    @Test func `all faults are told at once`() {
        #expect(sentences(Members([("issuer", "1")])).count == 4)
        #expect(sentences(Members([("tenant", "1"), ("tenant", "2")])).count == 1)
    }
}
