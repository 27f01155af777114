import Crypto
import Foundation

@testable import OpenIDProvider

extension Attack {
    /// The token's text.
    static let shapes: [Attack] = [
        Attack("no hint", .hintMissing) { $0["id_token_hint"] = "" },
        Attack("a hint of one word", .hintMalformed) { $0["id_token_hint"] = "anna" },
        Attack("a hint of dots", .hintMalformed) { $0["id_token_hint"] = ".." },
        Attack("a hint above the limit", .hintTooLong) {
            $0.claims["name"] = "\"\(String(repeating: "a", count: 13_000))\""
        },
        Attack("two parts", .hintMalformed) {
            $0.finish = { $0.split(separator: ".").dropLast().joined(separator: ".") }
        },
        Attack("four parts", .hintMalformed) { $0.finish = { $0 + ".AA" } },
        Attack("an encrypted token", .hintEncrypted) { $0.finish = { $0 + ".AA.AA" } },
        Attack("a space behind", .hintMalformed) { $0.finish = { $0 + " " } },
        Attack("a line end within", .hintMalformed) {
            $0.finish = { $0.replacing(".", with: ".\n", maxReplacements: 1) }
        },
        Attack("padding", .hintMalformed) { $0.finish = { $0 + "==" } },
        Attack("padding behind the header", .hintMalformed) {
            $0.finish = { $0.replacing(".", with: "=.", maxReplacements: 1) }
        },
        Attack("the standard alphabet", .hintMalformed) {
            $0.finish = { $0.replacing("-", with: "+").replacing("_", with: "/") + "+" }
        },
        Attack("a character of no alphabet", .hintMalformed) { $0.finish = { "!" + $0 } },
        Attack("letters that look Latin", .hintMalformed) { $0.finish = { "\u{435}" + $0.dropFirst() } },
        Attack("another spelling of the same signature", .hintMalformed) { $0.finish = { $0.lastBitsChanged } },
        Attack("another spelling of the same claims", .hintMalformed) {
            // One byte more than a multiple of three, so that the last character has free bits.
            while $0.claims.json.utf8.count % 3 != 1 {
                $0.claims["name"] = "\"\($0.claims["name"]!.dropFirst().dropLast())n\""
            }  // it has a name
            $0.encodedClaims = Base64URL.encode(Data($0.claims.json.utf8)).lastBitsChanged
        },
        Attack("an impossible length", .hintMalformed) {
            $0.finish = {
                $0.replacing(".", with: "A.", maxReplacements: 1).replacing(".", with: "AAAA.", maxReplacements: 1)
            }
        },
        Attack("an empty header", .hintMalformed) { $0.encodedHeader = "" },
        Attack("a header that is no JSON", .hintMalformed) { $0.encodedHeader = Base64URL.encode(Data("RS256".utf8)) },
        Attack("a header that is an array", .hintMalformed) {
            $0.encodedHeader = Base64URL.encode(Data(#"["RS256"]"#.utf8))
        },
        Attack("a header with a mark of byte order", .hintMalformed) {
            $0.encodedHeader = Base64URL.encode(Data([0xef, 0xbb, 0xbf]) + Data($0.header.json.utf8))
        },
        Attack("a header in UTF-16", .hintMalformed) {
            $0.encodedHeader = Base64URL.encode($0.header.json.data(using: .utf16LittleEndian)!)
        },  // ASCII
        Attack("a header with a comma too many", .hintMalformed) {
            $0.encodedHeader = Base64URL.encode(Data(($0.header.json.dropLast() + ",}").utf8))
        },
        Attack("a header followed by another", .hintMalformed) {
            $0.encodedHeader = Base64URL.encode(Data(($0.header.json + $0.header.json).utf8))
        },
        Attack("JSON of the general form", .hintMalformed) {
            $0["id_token_hint"] = #"{"payload":"e30","signatures":[]}"#
        },
    ]

    /// The token's header.
    static let headers: [Attack] = [
        Attack("two algorithms", .hintMemberRepeated) { $0.header.repeatMember("alg", as: #""none""#) },
        Attack("two algorithms, one in escapes", .hintMemberRepeated) {
            $0.header.repeatMember(#"\u0061lg"#, as: #""none""#)
        },
        Attack("two keys", .hintMemberRepeated) { $0.header.repeatMember("kid", as: #""stranger""#) },
        Attack("no algorithm", .hintAlgorithm) { $0.header["alg"] = nil },
        Attack("an empty algorithm", .hintAlgorithm) { $0.header["alg"] = #""""# },
        Attack("an algorithm that is a number", .hintAlgorithm) { $0.header["alg"] = "256" },
        Attack("a list of algorithms", .hintAlgorithm) { $0.header["alg"] = #"["RS256"]"# },
        Attack("rs256 in small letters", .hintAlgorithm) { $0.header["alg"] = #""rs256""# },
        Attack("RS256 with a space", .hintAlgorithm) { $0.header["alg"] = #""RS256 ""# },
        algorithm("none", .absent), algorithm("None", .absent), algorithm("nOnE", .absent), algorithm("NONE", .absent),
        algorithm("HS256", .hs256(key: Data(TestKey.signing.key.publicKey.pemRepresentation.utf8))),
        algorithm("HS256", .hs256(key: TestKey.signing.key.publicKey.derRepresentation)),
        algorithm("HS256", .hs256(key: Data())),
        algorithm("RS512", .rs512(.signing)), algorithm("PS256", .ps256(.signing)),
        algorithm("ES256", .bytes(Data(count: 64))),
        algorithm("RSA-OAEP", .rs256(.signing)), algorithm("RS1", .rs256(.signing)),
        Attack("no type", .hintType) { $0.header["typ"] = nil },
        Attack("an access token's type", .hintType) { $0.header["typ"] = #""at+jwt""# },
        Attack("a logout token's type", .hintType) { $0.header["typ"] = #""logout+jwt""# },
        Attack("a type that is a number", .hintType) { $0.header["typ"] = "1" },
        Attack("no key id", .hintKeyMissing) { $0.header["kid"] = nil },
        Attack("an empty key id", .hintKeyMissing) { $0.header["kid"] = #""""# },
        Attack("a key id that is a number", .hintKeyMissing) { $0.header["kid"] = "1" },
        Attack("a key id of a thousand characters", .hintKeyMissing) {
            $0.header["kid"] = "\"\(String(repeating: "k", count: 1000))\""
        },
        Attack("a key id with a line end", .hintKeyMissing) { $0.header["kid"] = #""a\nb""# },
        Attack("a path as key id", .hintKeyUnknown) { $0.header["kid"] = #""../../../../dev/null""# },
        Attack("SQL as key id", .hintKeyUnknown) { $0.header["kid"] = #""x' UNION SELECT 'key""# },
        Attack("an extension that has to be understood", .hintCritical) { $0.header["crit"] = #"["exp"]"# },
        Attack("an empty list of such extensions", .hintCritical) { $0.header["crit"] = "[]" },
        Attack("content that is not encoded", .hintCritical) {
            $0.header["b64"] = "false"
            $0.header["crit"] = #"["b64"]"#
        },
        untrusted("jku", #""https://evil.example/keys""#), untrusted("x5u", #""https://evil.example/cert""#),
        untrusted("x5c", #"["MIIB"]"#), untrusted("b64", "false"), untrusted("zip", #""DEF""#),
        untrusted("enc", #""A256GCM""#), untrusted("cty", #""JWT""#),
        Attack("its own key", .hintHeaderUntrusted) {
            $0.signature = .rs256(.stranger)
            $0.header["jwk"] = Members(TestKey.stranger.published).json
        },
    ]

    private static func algorithm(_ name: String, _ signature: Forge.Signature) -> Attack {
        Attack("signed with \(name)", .hintAlgorithm) {
            $0.header["alg"] = "\"\(name)\""
            $0.signature = signature
        }
    }

    private static func untrusted(_ name: String, _ json: String) -> Attack {
        Attack("a header with \(name)", .hintHeaderUntrusted) { $0.header[name] = json }
    }

    /// The signature. The header says RS256 in each.
    static let signatures: [Attack] = [
        Attack("a key that the tenant does not have", .hintKeyUnknown) {
            $0.header["kid"] = #""stranger""#
            $0.signature = .rs256(.stranger)
        },
        Attack("a stranger's key under the tenant's name", .hintSignature) { $0.signature = .rs256(.stranger) },
        Attack("one key of the tenant under another's name", .hintSignature) { $0.signature = .rs256(.other) },
        Attack("a key id in capitals", .hintKeyUnknown) { $0.header["kid"] = #""TENANT-KEY-1""# },
        Attack("no signature", .hintSignature) { $0.signature = .absent },
        Attack("zeros", .hintSignature) { $0.signature = .bytes(Data(count: 256)) },
        Attack("ones", .hintSignature) { $0.signature = .bytes(Data(repeating: 0xff, count: 256)) },
        Attack("the number one", .hintSignature) { $0.signature = .bytes(Data(count: 255) + [1]) },
        Attack("a PSS signature", .hintSignature) { $0.signature = .ps256(.signing) },
        Attack("an SHA-512 signature", .hintSignature) { $0.signature = .rs512(.signing) },
        Attack("an HMAC", .hintSignature) {
            $0.signature = .hs256(key: Data(TestKey.signing.key.publicKey.pemRepresentation.utf8))
        },
        Attack("a signature cut short", .hintSignature) { $0.finish = { $0.withSignature { $0.dropLast() } } },
        Attack("a signature with zeros in front", .hintSignature) {
            $0.finish = { $0.withSignature { Data(count: 3) + $0 } }
        },
        Attack("a signature of other claims", .hintSignature) {
            var other = Forge()
            other.claims["oid"] = #""11111111-2222-4333-8444-555555555555""#
            $0.encodedClaims = Base64URL.encode(Data(other.claims.json.utf8))
            let signature = Forge().token.split(separator: ".")[2]
            $0.finish = { $0.split(separator: ".").dropLast().joined(separator: ".") + "." + signature }
        },
        Attack("claims changed after signing", .hintSignature) {
            // The claims are our own, so they decode.
            $0.finish = { token in
                let parts = token.split(separator: ".")
                let claims = String(decoding: Base64URL.decode(parts[1])!, as: UTF8.self)
                    .replacing(Forge.person, with: "11111111-2222-4333-8444-555555555555")
                return "\(parts[0]).\(Base64URL.encode(Data(claims.utf8))).\(parts[2])"
            }
        },
        Attack("no claims, unsigned", .hintSignature) { $0.finish = { "\($0.split(separator: ".")[0]).." } },
    ]
}

extension String {
    /// The token with its signature's bytes changed.
    fileprivate func withSignature(_ change: (Data) -> Data) -> String {
        let parts = split(separator: ".")
        let signature = Base64URL.decode(parts[2])!  // every token here was made by us
        return "\(parts[0]).\(parts[1])." + Base64URL.encode(change(signature))
    }

    /// The last character's free bits, set: a decoder that does not look reads the same bytes.
    fileprivate var lastBitsChanged: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let index = alphabet.firstIndex(of: last!)!  // base64url texts have a last character, of this alphabet
        return dropLast() + String(alphabet[index + 1])
    }
}
