import CryptoExtras
import Foundation
import Testing

@testable import OpenIDProvider

struct KeySetTests {
    static let issuer = "https://login.microsoftonline.com/\(Forge.tenant)/v2.0"

    private func fault(_ keys: [[(name: String, json: String)]]) -> KeySet.Fault? {
        fault(TestKey.keySet(keys))
    }

    private func fault(_ data: Data) -> KeySet.Fault? {
        do throws(KeySet.Fault) {
            _ = try KeySet(parsing: data, issuer: Self.issuer)
            return nil
        } catch { return error }
    }

    /// The signing key with a member changed or added.
    private func key(_ name: String, _ json: String?) -> [(name: String, json: String)] {
        var members = Members(TestKey.signing.published)
        members[name] = json
        return members.list
    }

    @Test func `keys are found by their exact id`() throws {
        let set = try KeySet(parsing: TestKey.keySet, issuer: Self.issuer)
        #expect(set.kids == ["tenant-key-1", "tenant-key-2"])
        #expect(set["tenant-key-1"] != nil)
        #expect(set["Tenant-key-1"] == nil && set["tenant-\u{212a}ey-1"] == nil && set[""] == nil)
    }

    @Test(
        arguments: [
            ("use", #""enc""#), ("use", "1"), ("alg", #""RS512""#), ("alg", #""PS256""#), ("alg", #""HS256""#),
            ("kty", #""EC""#), ("kty", nil), ("key_ops", #"["sign"]"#), ("key_ops", #""verify""#), ("e", #""AQ""#),
            ("e", #""Aw""#), ("e", #""AAEAAQ""#), ("e", nil), ("n", nil), ("n", #""AQAB""#), ("n", #""""#),
            ("kid", nil), ("kid", "1"),
            ("issuer", #""https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0""#),
            ("issuer", "1"),
        ] as [(String, String?)])
    func `a key that is for something else, or weak, is left out`(_ name: String, _ json: String?) {
        #expect(fault([key(name, json)]) == .noUsableKey)
        #expect(fault([key(name, json), TestKey.other.published]) == nil)
    }

    @Test(
        arguments: [
            ("use", nil), ("alg", #""RS256""#), ("key_ops", #"["verify"]"#), ("x5c", #"["MIIB"]"#), ("x5t", #""a""#),
            ("cloud", #""x""#),
            ("issuer", #""https://login.microsoftonline.com/{tenantid}/v2.0""#), ("issuer", "\"\(issuer)\""),
        ] as [(String, String?)])
    func `a key that says more is taken`(_ name: String, _ json: String?) {
        #expect(fault([key(name, json)]) == nil)
    }

    @Test(arguments: ["d", "p", "q", "dp", "dq", "qi", "oth", "k"])
    func `a set with a secret in it is not used at all`(_ name: String) {
        #expect(fault([TestKey.other.published, key(name, #""AQAB""#)]) == .holdsSecret)
    }

    @Test func `a set with a symmetric key is not used at all`() {
        #expect(fault([TestKey.other.published, [("kty", #""oct""#), ("kid", #""x""#)]]) == .holdsSecret)
    }

    @Test func `a set with two keys of one id is not used at all`() {
        var twin = Members(TestKey.stranger.published)
        twin["kid"] = #""tenant-key-1""#
        #expect(fault([TestKey.signing.published, twin.list]) == .repeatedKid)
        // Not even when one of them could not verify anything.
        twin["use"] = #""enc""#
        #expect(fault([TestKey.signing.published, twin.list]) == .repeatedKid)
    }

    @Test(arguments: ["", "[]", "{}", #"{"keys":{}}"#, #"{"keys":[1]}"#, #"{"keys":[],"keys":[]}"#, "{\"keys\":[]} x"])
    func `what is no set is no set`(_ text: String) {
        #expect(fault(Data(text.utf8)) == .malformed)
    }

    @Test func `an empty set and an endless one are of no use`() {
        #expect(fault(Data(#"{"keys":[]}"#.utf8)) == .noUsableKey)
        #expect(fault(Data(repeating: 0x20, count: KeySet.limit + 1)) == .tooLong)
    }

    @Test func `a modulus that is weak, even or written too long is no key`() throws {
        let numbers = try TestKey.signing.key.publicKey.getKeyPrimitives()
        let exponent = numbers.publicExponent
        #expect(VerificationKey(kid: "k", modulus: numbers.modulus, exponent: exponent) != nil)
        #expect(VerificationKey(kid: "k", modulus: Data([0]) + numbers.modulus, exponent: exponent) == nil)
        #expect(VerificationKey(kid: "k", modulus: numbers.modulus.dropLast() + [2], exponent: exponent) == nil)
        #expect(VerificationKey(kid: "k", modulus: numbers.modulus.prefix(128) + [1], exponent: exponent) == nil)
        #expect(VerificationKey(kid: "k", modulus: Data(repeating: 0xff, count: 2048), exponent: exponent) == nil)
        #expect(VerificationKey(kid: "k", modulus: Data(), exponent: exponent) == nil)
    }
}
