import Crypto
import CryptoExtras
import Foundation
import Testing
import X509

@testable import EntraSimulator

/// A certificate of an app, and assertions made with it.
private struct Signer: Sendable {
    let key: _RSA.Signing.PrivateKey
    let pem: String
    let der: Data

    static let registered = Result { try Signer() }
    static let stranger = Result { try Signer() }

    init() throws {
        key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let name = try DistinguishedName { CommonName("app") }
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey), notValidBefore: Lab.start,
            notValidAfter: Lab.start.addingTimeInterval(86400), issuer: name, subject: name,
            signatureAlgorithm: .sha256WithRSAEncryption, extensions: Certificate.Extensions {},
            issuerPrivateKey: .init(key))
        let document = try certificate.serializeAsPEM()
        pem = document.pemString
        der = Data(document.derBytes)
    }

    func assertion(_ claims: [String: JSONValue], algorithm: String = "PS256") throws -> String {
        var header: [String: JSONValue] = ["alg": .string(algorithm), "typ": "JWT"]
        if algorithm == "PS256" {
            header["x5t#S256"] = .string(Data(SHA256.hash(data: der)).base64URL)
        } else {
            header["x5t"] = .string(Data(Insecure.SHA1.hash(data: der)).base64URL)
        }
        let parts = try [header, claims].map { try JSONEncoder().encode(JSONValue.object($0)).base64URL }.joined(
            separator: ".")
        let signature = try key.signature(
            for: SHA256.hash(data: Data(parts.utf8)), padding: algorithm == "PS256" ? .PSS : .insecurePKCS1v1_5)
        return "\(parts).\(signature.rawRepresentation.base64URL)"
    }
}

@Suite struct ClientAssertionTests {
    private func claims(_ lab: Lab, _ changes: [String: JSONValue] = [:]) -> [String: JSONValue] {
        let now = Int(Lab.start.timeIntervalSince1970)
        let good: [String: JSONValue] = [
            "aud": .string("http://localhost\(lab.tokenPath)"), "iss": .string(Lab.app), "sub": .string(Lab.app),
            "jti": .string(UUID().text), "nbf": .integer(now), "iat": .integer(now), "exp": .integer(now + 600),
        ]
        return good.merging(changes) { _, new in new }
    }

    private func reply(_ lab: Lab, _ assertion: String) async throws -> Reply {
        try await lab.tokenReply([
            "client_secret": nil, "client_assertion": assertion,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ])
    }

    @Test("A registered certificate gets a token with either algorithm", arguments: ["PS256", "RS256"])
    func registered(algorithm: String) async throws {
        let signer = try Signer.registered.get()
        try await Lab.run(certificates: [signer.pem]) { lab async throws in
            #expect(try await reply(lab, signer.assertion(claims(lab), algorithm: algorithm)).status == 200)
        }
    }

    @Test(
        "An assertion with a wrong claim is refused",
        arguments: [
            (["aud": "https://login.example/token"], 700_023),
            (["sub": "someone else"], 50048),
            (["iss": "11111111-2222-4333-8444-555555555555", "sub": "11111111-2222-4333-8444-555555555555"], 700_021),
            (["exp": 1_000_000], 700_024),
            (["nbf": 4_000_000_000], 700_024),
        ] as [([String: JSONValue], Int)])
    func wrongClaim(changes: [String: JSONValue], code: Int) async throws {
        let signer = try Signer.registered.get()
        try await Lab.run(certificates: [signer.pem]) { lab async throws in
            let reply = try await reply(lab, signer.assertion(claims(lab, changes)))
            #expect(reply.status == 401)
            #expect(reply.aadsts == code)
        }
    }

    @Test func `A certificate that is not registered is unknown`() async throws {
        let (registered, stranger) = (try Signer.registered.get(), try Signer.stranger.get())
        try await Lab.run(certificates: [registered.pem]) { lab async throws in
            #expect(try await reply(lab, stranger.assertion(claims(lab))).aadsts == 700_027)
        }
    }

    @Test func `A changed assertion fails its signature, and rubbish is malformed`() async throws {
        let signer = try Signer.registered.get()
        try await Lab.run(certificates: [signer.pem]) { lab async throws in
            let parts = try signer.assertion(claims(lab)).split(separator: ".")
            let forged = try JSONEncoder().encode(JSONValue.object(claims(lab, ["jti": "forged"]))).base64URL
            #expect(try await reply(lab, "\(parts[0]).\(forged).\(parts[2])").aadsts == 50012)
            #expect(try await reply(lab, "rubbish").aadsts == 50027)
        }
    }
}
