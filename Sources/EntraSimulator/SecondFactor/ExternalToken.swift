import Crypto
import CryptoExtras
import Foundation

/// A provider's id_token as it came, read but not believed (RFC 7515, RFC 7519).
struct ExternalToken {
    let header: [String: JSONValue]
    let claims: [String: JSONValue]
    private let signed: Data
    private let signature: Data

    /// Throws ``SignInFailure`` 50027 for anything that is not three strict parts of plain JSON.
    init(parsing text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw SignInFailure.malformedToken("the token must have three parts") }
        header = try Self.object(parts[0], "header")
        claims = try Self.object(parts[1], "payload")
        guard let signature = Data(strictBase64URL: parts[2]) else {
            throw SignInFailure.malformedToken("the signature is not base64url")
        }
        self.signature = signature
        signed = Data("\(parts[0]).\(parts[1])".utf8)
    }

    private static func object(_ part: Substring, _ name: String) throws -> [String: JSONValue] {
        guard let data = Data(strictBase64URL: part), let object = try? JSONValue(parsing: data).object else {
            throw SignInFailure.malformedToken("the \(name) is no base64url of a JSON object")
        }
        if let repeated = JSONMembers.repeated(in: data) {
            throw SignInFailure.malformedToken("duplicate member '\(repeated)' in the \(name)")
        }
        return object
    }

    var issuer: String { claims["iss"]?.string ?? "" }
    private var kid: String { header["kid"]?.string ?? "" }

    /// Only RS256, and only by a key that is in the cache. Throws ``SignInFailure``.
    func verify(with keys: [ProviderKey]) throws {
        guard let algorithm = header["alg"]?.string else { throw SignInFailure.malformedToken("alg is missing") }
        guard algorithm.lowercased() != "none", !signature.isEmpty else {
            throw SignInFailure.malformedToken("the token is not signed")
        }
        guard algorithm == "RS256" else { throw bad("alg must be RS256, not '\(algorithm)'") }
        guard header["crit"] == nil else { throw SignInFailure.malformedToken("crit is not understood") }
        guard let key = keys.first(where: { $0.kid == kid }) else {
            throw bad("no key with this kid was published when the keys were last fetched")
        }
        guard
            key.key.isValidSignature(
                .init(rawRepresentation: signature), for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5)
        else { throw bad("the signature does not fit the key") }
    }

    private func bad(_ detail: String) -> SignInFailure { .badSignature(issuer: issuer, kid: kid, detail) }
}

/// Looks for object members that occur twice, which decoders pass over in silence.
enum JSONMembers {
    /// The first name that repeats within one object of a JSON text that parses; nil when none does.
    static func repeated(in data: Data) -> String? {
        // One set of names per open object; nil for an open array.
        var open: [Set<String>?] = []
        var expectsName = false
        let bytes = Array(data)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"): (open, expectsName) = (open + [[]], true)
            case UInt8(ascii: "["): (open, expectsName) = (open + [nil], false)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                _ = open.popLast()
                expectsName = false
            case UInt8(ascii: ","): expectsName = open.last.map { $0 != nil } ?? false
            case UInt8(ascii: "\""):
                let start = index
                index += 1
                while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                    index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
                }
                if expectsName, index < bytes.count, let last = open.indices.last {
                    // Decoded, so that an escaped letter does not hide a repetition.
                    let literal = Data(bytes[start...index])
                    let name =
                        (try? JSONDecoder().decode(String.self, from: literal))
                        ?? String(decoding: literal, as: UTF8.self)
                    if open[last]?.insert(name).inserted == false { return name }
                    expectsName = false
                }
            default: break
            }
            index += 1
        }
        return nil
    }
}
