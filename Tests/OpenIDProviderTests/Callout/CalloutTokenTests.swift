import Foundation
import Proofing
import Testing

@testable import OpenIDProvider

struct CalloutTokenTests {
    /// A token as Entra brings it, until a case changes something.
    private static var honest: Forge {
        var forge = Forge()
        forge.claims["exp"] = "\(Forge.second + 3_599)"
        forge.claims["azp"] = "\"\(CalloutToken.caller)\""
        return forge
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var fault: CalloutToken.Fault
        var header: @Sendable () -> String?
        var testDescription: String { name }

        init(_ name: String, _ fault: CalloutToken.Fault, _ change: @escaping @Sendable (inout Forge) -> Void) {
            self.name = name
            self.fault = fault
            header = {
                var forge = honest
                change(&forge)
                return "Bearer \(forge.token)"
            }
        }

        init(_ name: String, _ fault: CalloutToken.Fault, header: String?) {
            self.name = name
            self.fault = fault
            self.header = { header }
        }
    }

    private static func check(_ header: String?, keys: PublishedKeys = PublishedKeys()) async throws(CalloutToken.Fault)
    {
        let time = ManualTime()
        let tenantKeys = TenantKeys(connection: Forge.connection, source: keys, time: time)
        try await CalloutToken(
            connection: Forge.connection, audience: Forge.objectID(Forge.application), keys: tenantKeys, time: time
        ).check(header)
    }

    @Test(arguments: ["Bearer", "bearer"])
    func `a token of Entra's own caller is taken`(_ scheme: String) async throws {
        try await Self.check("\(scheme) \(Self.honest.token)")
    }

    static let cases: [Case] = [
        Case("no header", .missing, header: nil),
        Case("another scheme", .missing, header: "Basic YTpi"),
        Case("no token", .missing, header: "Bearer"),
        Case("no JWT", .malformed, header: "Bearer abc"),
        Case("three empty parts", .malformed, header: "Bearer .."),
        Case("no signature", .malformed) {
            $0.header["alg"] = "\"none\""; $0.signature = .absent
        },
        Case("HS256 under the public key", .malformed) {
            $0.header["alg"] = "\"HS256\""
            $0.signature = .hs256(key: TestKey.keySet)
        },
        Case("bytes for a signature", .signature) { $0.signature = .bytes(Data(count: 384)) },
        Case("a key nobody published", .signature) { $0.header["kid"] = "\"other\"" },
        Case("claims twice", .malformed) { $0.claims.repeatMember("aud", as: "\"x\"") },
        Case("another tenant's issuer", .issuer) {
            $0.claims["iss"] = "\"https://login.microsoftonline.com/\(Forge.otherTenant)/v2.0\""
        },
        Case("version 1.0", .issuer) { $0.claims["iss"] = "\"https://sts.windows.net/\(Forge.tenant)/\"" },
        Case("another audience", .audience) { $0.claims["aud"] = "\"00000003-0000-0000-c000-000000000000\"" },
        Case("a list of audiences", .audience) { $0.claims["aud"] = "[\"\(Forge.application)\"]" },
        Case("another tenant", .tenant) { $0.claims["tid"] = "\"\(Forge.otherTenant)\"" },
        Case("another application of the tenant", .caller) { $0.claims["azp"] = "\"\(Forge.application)\"" },
        Case("nobody calling", .caller) { $0.claims["azp"] = nil },
        Case("an hour old", .expired) { $0.claims["exp"] = "\(Forge.second - 121)" },
        Case("no expiry", .expired) { $0.claims["exp"] = nil },
        Case("an expiry that is no number", .expired) { $0.claims["exp"] = "\"never\"" },
        Case("not yet", .notYet) { $0.claims["nbf"] = "\(Forge.second + 121)" },
        Case("issued tomorrow", .notYet) { $0.claims["iat"] = "\(Forge.second + 86_400)" },
    ]

    @Test(arguments: cases)
    func `everything else is refused with its code`(_ example: Case) async {
        await #expect(throws: example.fault) { try await Self.check(example.header()) }
    }

    @Test func `without the tenant's keys nobody is believed`() async {
        let header = "Bearer \(Self.honest.token)"
        await #expect(throws: CalloutToken.Fault.keysUnavailable) {
            try await Self.check(header, keys: PublishedKeys(nil))
        }
    }
}
