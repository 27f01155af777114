import Crypto
import CryptoExtras
import Foundation
import Proofing

@testable import OpenIDProvider

/// Writes requests as Entra does, until a test changes something.
struct Forge {
    enum Signature {
        case rs256(TestKey)
        case rs512(TestKey)
        case ps256(TestKey)
        case hs256(key: Data)
        case absent
        case bytes(Data)
    }

    static let tenant = "bde8f1c4-1b5a-4b4c-9a0e-5d0a9b8f6a11"
    static let otherTenant = "0f3c2d7e-6b7a-4c39-8f0d-2a1b9c7d5e42"
    static let application = "2c1f7a90-4f54-4d0e-a2cc-90b6d1f3e7a5"
    static let person = "7d3b0c9e-1f4e-4a57-b1d2-6f5a4c3b2a10"
    static let now = Date(timeIntervalSince1970: 1_790_000_000)
    static let second = 1_790_000_000

    static let connection = Connection(
        tenant: tenantID(tenant), application: objectID(application), clientID: "countersign-contoso",
        issuer: Issuer("https://verify.contoso.com")!)  // an issuer as it has to be

    // Tests give GUIDs only.
    static func tenantID(_ text: String) -> TenantID { TenantID(rawValue: text)! }
    static func objectID(_ text: String) -> ObjectID { ObjectID(rawValue: text)! }

    var header = Members([("typ", #""JWT""#), ("alg", #""RS256""#), ("kid", #""tenant-key-1""#)])
    var claims = Members([
        ("ver", #""2.0""#), ("iss", "\"https://login.microsoftonline.com/\(tenant)/v2.0\""),
        ("sub", #""mBIxPqBuKLxbTNmKPn3Wf_RqJLpmKzJUe6kmQIhd1Qc""#), ("aud", "\"\(application)\""),
        ("exp", "\(second - 1)"), ("iat", "\(second)"), ("nbf", "\(second)"), ("name", #""Anna Berg""#),
        ("preferred_username", #""anna.berg@contoso.com""#), ("oid", "\"\(person)\""), ("tid", "\"\(tenant)\""),
    ])
    var signature = Signature.rs256(.signing)
    /// Replaces the encoded header or payload.
    var encodedHeader: String?
    var encodedClaims: String?
    /// Changes the finished token.
    var finish: (String) -> String = { $0 }
    var form: [(name: String, value: String)] = [
        ("scope", "openid"), ("response_type", "id_token"), ("response_mode", "form_post"),
        ("client_id", "countersign-contoso"),
        ("redirect_uri", "https://login.microsoftonline.com/common/federation/externalauthprovider"),
        ("nonce", "AwABAAEAAAACAOz_BAD0_8vU8"), ("state", "rQIIAa2Vv2_TQBTHcxcnhFKgYqpgYGBCcu7n"),
        ("claims", Forge.claimsRequest()), ("client-request-id", "ea5c2a4a-7c5e-4c5a-9d0e-1f2a3b4c5d6e"),
    ]

    static func claimsRequest(
        acr: String = #"{"essential":true,"values":["possessionorinherence"]}"#,
        amr: String =
            #"{"essential":true,"values":["face","fido","fpt","hwk","iris","otp","pop","retina","sc","sms","swk","tel","vbm"]}"#
    ) -> String {
        #"{"id_token":{"acr":\#(acr),"amr":\#(amr)}}"#
    }

    subscript(parameter: String) -> String? {
        get { form.first { $0.name == parameter }?.value }
        set {
            guard let newValue else { return form.removeAll { $0.name == parameter } }
            if let index = form.firstIndex(where: { $0.name == parameter }) {
                form[index].value = newValue
            } else {
                form.append((parameter, newValue))
            }
        }
    }

    var token: String {
        let signed =
            (encodedHeader ?? Base64URL.encode(Data(header.json.utf8))) + "."
            + (encodedClaims ?? Base64URL.encode(Data(claims.json.utf8)))
        return finish(signed + "." + Base64URL.encode(sign(Data(signed.utf8))))
    }

    /// The parameters with the hint, unless a test brought one of its own.
    var pairs: [(name: String, value: String)] {
        form.contains { $0.name == "id_token_hint" } ? form : form + [("id_token_hint", token)]
    }

    var body: Data { Data(Self.encode(pairs).utf8) }

    static func encode(_ pairs: [(name: String, value: String)]) -> String {
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")
        return pairs.map {
            $0.name + "=" + ($0.value.addingPercentEncoding(withAllowedCharacters: plain) ?? "")
        }.joined(separator: "&")
    }

    private func sign(_ bytes: Data) -> Data {
        // Signing with a key at hand does not fail.
        switch signature {
        case .rs256(let key):
            try! key.key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5).rawRepresentation
        case .rs512(let key):
            try! key.key.signature(for: SHA512.hash(data: bytes), padding: .insecurePKCS1v1_5).rawRepresentation
        case .ps256(let key): try! key.key.signature(for: SHA256.hash(data: bytes), padding: .PSS).rawRepresentation
        case .hs256(let secret): Data(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: secret)))
        case .absent: Data()
        case .bytes(let bytes): bytes
        }
    }
}
