import Crypto
import CryptoExtras
import Foundation
import OpenIDProvider
import Proofing

/// A tenant that signs hints, each for another sign-in.
struct EntraSide: KeySetFetching {
    // GUIDs and addresses as written.
    static let tenant = TenantID(rawValue: "bde8f1c4-1b5a-4b4c-9a0e-5d0a9b8f6a11")!
    static let application = ObjectID(rawValue: "2c1f7a90-4f54-4d0e-a2cc-90b6d1f3e7a5")!
    static let person = PersonID(tenant: tenant, object: ObjectID(rawValue: "7d3b0c9e-1f4e-4a57-b1d2-6f5a4c3b2a10")!)
    static let connection = Connection(
        tenant: tenant, application: application, clientID: "countersign", issuer: Issuer("https://verify.example.com")!)

    private let key: _RSA.Signing.PrivateKey

    init() throws { key = try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    func keySet() throws -> Data {
        let numbers = try key.publicKey.getKeyPrimitives()
        let (n, e) = (Base64URL.encode(numbers.modulus), Base64URL.encode(numbers.publicExponent))
        return Data(#"{"keys":[{"kty":"RSA","use":"sig","kid":"entra-1","n":"\#(n)","e":"\#(e)"}]}"#.utf8)
    }

    /// The body of a whole request as Entra's form sends it.
    func body(number: Int, at now: Date) throws -> String {
        let second = Int(now.timeIntervalSince1970)
        let header = Base64URL.encode(Data(#"{"typ":"JWT","alg":"RS256","kid":"entra-1"}"#.utf8))
        let claims = Base64URL.encode(
            Data(
                """
                {"ver":"2.0","iss":"https://login.microsoftonline.com/\(Self.tenant)/v2.0","sub":"subject-\(number)",\
                "aud":"\(Self.application)","exp":\(second - 1),"iat":\(second),"nbf":\(second),"name":"Anna Berg",\
                "preferred_username":"anna@contoso.com","oid":"\(Self.person.object)","tid":"\(Self.tenant)"}
                """.utf8))
        let signed = header + "." + claims
        let signature = try key.signature(
            for: SHA256.hash(data: Data(signed.utf8)), padding: .insecurePKCS1v1_5)
        let wanted = #"{"id_token":{"acr":{"essential":true,"values":["possessionorinherence"]},"amr":{"values":["face"]}}}"#
        let fields = [
            ("scope", "openid"), ("response_type", "id_token"), ("response_mode", "form_post"),
            ("client_id", Self.connection.clientID), ("redirect_uri", Self.connection.redirectAddress),
            ("nonce", "nonce-\(number)"), ("state", String(repeating: "s", count: 400)), ("claims", wanted),
            ("id_token_hint", signed + "." + Base64URL.encode(signature.rawRepresentation)),
        ]
        return fields.map {
            $0.0 + "=" + ($0.1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
        }.joined(separator: "&")
    }
}
