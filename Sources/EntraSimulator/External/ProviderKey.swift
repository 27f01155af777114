import Crypto
import CryptoExtras
import Foundation
import X509

/// One key of a provider's key set (contract A.3, RFC 7517).
struct ProviderKey: Sendable {
    let kid: String
    let key: _RSA.Signing.PublicKey

    /// Throws ``SignInFailure``. One unfit key spoils the whole set.
    static func keys(of document: [String: JSONValue]) throws -> [ProviderKey] {
        guard let entries = document["keys"]?.array, !entries.isEmpty else {
            throw SignInFailure.unusableProvider("the key set has no keys")
        }
        let keys = try entries.map(ProviderKey.init)
        guard Set(keys.map(\.kid)).count == keys.count else {
            throw SignInFailure.unusableProvider("two keys of the key set have the same kid")
        }
        return keys
    }

    private init(_ entry: JSONValue) throws {
        guard let kid = entry["kid"]?.string, !kid.isEmpty else {
            throw SignInFailure.unusableProvider("a key has no kid")
        }
        func unusable(_ what: String) -> SignInFailure { .unusableProvider("key '\(kid)': \(what)") }
        guard Self.isBase64(kid) else { throw unusable("kid is not base64") }
        guard entry["kty"]?.string == "RSA" else { throw unusable("kty must be RSA") }
        guard entry["use"] == nil || entry["use"]?.string == "sig" else { throw unusable("use must be sig") }
        guard let n = entry["n"]?.string.flatMap(Data.init(strictBase64URL:)),
            let e = entry["e"]?.string.flatMap(Data.init(strictBase64URL:)), !n.isEmpty, !e.isEmpty
        else { throw unusable("n and e must be base64url") }
        guard n.drop(while: { $0 == 0 }).count >= 256 else { throw SignInFailure.weakKey(kid) }
        guard let key = try? _RSA.Signing.PublicKey(n: n, e: e) else { throw unusable("n and e are no RSA key") }
        guard let chain = entry["x5c"]?.strings, let leaf = chain.first else { throw unusable("x5c is missing") }
        guard let der = Data(base64Encoded: leaf), let certificate = try? Certificate(derEncoded: Array(der)) else {
            throw unusable("x5c must hold certificates in standard base64 with padding")
        }
        guard let certified = _RSA.Signing.PublicKey(certificate.publicKey),
            certified.derRepresentation == key.derRepresentation
        else { throw unusable("x5c certifies another key than n and e") }
        self.kid = kid
        self.key = key
    }

    /// Standard or URL alphabet, padded or not.
    private static func isBase64(_ text: String) -> Bool {
        let bare = text.prefix { $0 != "=" }
        let padding = text.count - bare.count
        guard text.dropFirst(bare.count).allSatisfy({ $0 == "=" }), padding <= 2 else { return false }
        guard padding == 0 || text.count % 4 == 0, bare.count % 4 != 1 else { return false }
        return bare.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+/-_".contains($0)) }
    }
}

extension Data {
    /// base64url as RFC 7515 writes it: no padding, no other alphabet, no bits left over.
    init?(strictBase64URL text: some StringProtocol) {
        guard let data = Data(base64URL: text), data.base64URL == text else { return nil }
        self = data
    }
}
