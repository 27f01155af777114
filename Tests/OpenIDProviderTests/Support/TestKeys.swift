import Crypto
import CryptoExtras
import Foundation

@testable import OpenIDProvider

/// RSA keys made once for all tests: two that the tenant publishes, and one that it does not.
struct TestKey: Sendable {
    let kid: String
    let key: _RSA.Signing.PrivateKey

    static let signing = TestKey("tenant-key-1")
    static let other = TestKey("tenant-key-2")
    static let stranger = TestKey("stranger")

    init(_ kid: String) {
        self.kid = kid
        key = try! _RSA.Signing.PrivateKey(keySize: .bits2048)  // the generator fails only without memory
    }

    /// As Entra publishes it: without `alg`.
    var published: [(name: String, json: String)] {
        let numbers = try! key.publicKey.getKeyPrimitives()  // every key that exists has its numbers
        return [
            ("kty", #""RSA""#), ("use", #""sig""#), ("kid", "\"\(kid)\""),
            ("n", "\"\(Base64URL.encode(numbers.modulus))\""),
            ("e", "\"\(Base64URL.encode(numbers.publicExponent))\""),
        ]
    }

    static let keySet = keySet([signing, other].map(\.published))

    static func keySet(_ keys: [[(name: String, json: String)]]) -> Data {
        let texts = keys.map { Members($0).json }
        return Data("{\"keys\":[\(texts.joined(separator: ","))]}".utf8)
    }
}

/// A JSON object as text, so that a member can stand there twice or hold anything.
struct Members {
    var list: [(name: String, json: String)]

    init(_ list: [(name: String, json: String)]) { self.list = list }

    /// Replaces the member, or takes it out.
    subscript(name: String) -> String? {
        get { list.first { $0.name == name }?.json }
        set {
            guard let newValue else { return list.removeAll { $0.name == name } }
            if let index = list.firstIndex(where: { $0.name == name }) {
                list[index].json = newValue
            } else {
                list.append((name, newValue))
            }
        }
    }

    mutating func repeatMember(_ name: String, as json: String) { list.append((name, json)) }

    var json: String { "{" + list.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",") + "}" }
}
