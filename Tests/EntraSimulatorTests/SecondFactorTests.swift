import Crypto
import CryptoExtras
import Foundation
import Testing

@testable import EntraSimulator

/// What the simulated tenant takes from a provider of a second factor, and the number it has for everything else
/// (contract A.8, A.9, A.11, H 8, H 9).
@Suite struct SecondFactorTests {
    private static let provider = "https://verify.example.com"
    private static let client = "verify-for-contoso"

    /// An attempt that waits for its answer, and the key that the provider published a while ago.
    private struct Attempt {
        let lab: Lab
        let key: SigningKey
        let state: String
        let nonce: String
        let subject: String

        func claims() async -> [String: JSONValue] {
            let now = Int(await lab.tenant.now.timeIntervalSince1970)
            return [
                "iss": .string(SecondFactorTests.provider), "aud": .string(SecondFactorTests.client),
                "sub": .string(subject), "nonce": .string(nonce), "acr": "possessionorinherence", "amr": ["face"],
                "iat": .integer(now), "exp": .integer(now + 300),
            ]
        }

        func token(
            _ claims: [String: JSONValue], header: [String: JSONValue] = [:], key other: SigningKey? = nil
        ) throws -> String {
            let key = other ?? self.key
            var head: [String: JSONValue] = ["alg": "RS256", "typ": "JWT", "kid": .string(key.published.kid)]
            head.merge(header) { $1 }
            let signed = try [head, claims].map { try JSONEncoder().encode(JSONValue.object($0)).base64URL }
                .joined(separator: ".")
            return try sign(signed, key)
        }

        func sign(_ signed: String, _ key: SigningKey) throws -> String {
            let signature = try key.key.signature(
                for: SHA256.hash(data: Data(signed.utf8)), padding: .insecurePKCS1v1_5)
            return "\(signed).\(signature.rawRepresentation.base64URL)"
        }

        /// 0 for signed in, otherwise the number on the error page.
        func answer(_ fields: [(String, String)]) async throws -> Int {
            let form = fields.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
            let reply = try await lab.send(
                "POST", "/common/federation/externalauthprovider", text: form.joined(separator: "&"))
            if reply.status == 303 { return 0 }
            return try #require(reply.text.firstMatch(of: /AADSTS(\d+)/).flatMap { Int($0.1) })
        }
    }

    private func attempt(
        _ change: @Sendable (inout SecondFactorRule) -> Void = { _ in },
        _ body: @Sendable (Attempt) async throws -> Void
    ) async throws {
        try await Lab.run(configure: {
            $0.externalMethod = ExternalMethodPreset(
                displayName: "Verify", clientID: Self.client,
                discoveryURL: "\(Self.provider)/.well-known/openid-configuration",
                replyURL: "\(Self.provider)/authorize")
        }) { lab async throws in
            let key = try SigningKey(for: .fabrikam)
            try await lab.tenant.know(key, of: Self.provider)
            await lab.tenant.changeSettings { change(&$0.secondFactor) }
            let method = try #require(await lab.tenant.state.externalMethods.first)
            let user = try await lab.person("linh.nguyen")
            let form = try await lab.tenant.beginChallenge(
                for: user.id, with: method.id, origin: "http://localhost",
                call: CallIdentity(requestID: "r", clientRequestID: "c"), number: 1)
            let nonce = try #require(form.fields.first { $0.name == "nonce" }?.value)
            try await body(
                Attempt(
                    lab: lab, key: key, state: form.state, nonce: nonce,
                    subject: Hint.subject(of: user.id, app: method.appID)))
        }
    }

    /// One answer with changed claims.
    private func judged(
        _ rule: @Sendable (inout SecondFactorRule) -> Void = { _ in },
        _ change: @Sendable @escaping (inout [String: JSONValue]) -> Void
    ) async throws -> Int {
        let outcome = Outcome()
        try await attempt(rule) { attempt in
            var claims = await attempt.claims()
            change(&claims)
            await outcome.set(
                try await attempt.answer([("id_token", attempt.token(claims)), ("state", attempt.state)]))
        }
        return try #require(await outcome.code)
    }

    private actor Outcome {
        var code: Int?
        func set(_ code: Int) { self.code = code }
    }

    @Test func `A right answer signs in, once`() async throws {
        try await attempt { attempt in
            let fields = [("state", attempt.state), ("id_token", try attempt.token(await attempt.claims()))]
            #expect(try await attempt.answer(fields) == 0)
            #expect(try await attempt.answer(fields) == 165_000)
        }
    }

    @Test(
        "A claim that is not as asked for has its number",
        arguments: [
            ("iss", "https://verify.example.com/", 50027), ("iss", nil, 50027), ("aud", "another", 50027),
            ("aud", ["verify-for-contoso"], 50027), ("sub", "somebody", 50027), ("sub", nil, 50027),
            ("nonce", "n", 50027), ("nonce", nil, 50027), ("iat", nil, 50027), ("exp", "soon", 50027),
            ("exp", 1, 50027), ("iat", 4_000_000_000, 50027), ("acr", nil, 5_001_258), ("acr", "inherence", 5_001_258),
            ("acr", ["possessionorinherence"], 5_001_258), ("acr", "PossessionOrInherence", 5_001_258),
            ("amr", nil, 5_001_256), ("amr", "face", 5_001_256), ("amr", [], 5_001_257),
            ("amr", ["face", "pop"], 5_001_257),
            ("amr", ["mfa"], 5_001_257), ("amr", ["FACE"], 5_001_257), ("amr", [1], 5_001_257),
            ("amr", ["pwd"], 5_001_257),
        ] as [(String, JSONValue?, Int)])
    func claim(name: String, value: JSONValue?, code: Int) async throws {
        #expect(try await judged { $0[name] = value } == code)
    }

    @Test func `More claims than needed do no harm`() async throws {
        #expect(
            try await judged {
                $0["name"] = "Linh"; $0["nbf"] = $0["iat"]
            } == 0)
    }

    @Test func `A method of the first factor's kind is no second one`() async throws {
        #expect(
            try await judged(
                {
                    $0.firstFactor = .inherence; $0.acr = ["possessionorinherence"]
                }, { _ in }) == 5_001_257)
        #expect(try await judged({ $0.acr = ["possession"] }, { $0["acr"] = "possession" }) == 5_001_257)
        #expect(try await judged({ $0.amr = ["fido"] }, { _ in }) == 5_001_257)
    }

    @Test(
        "A token that is not signed as it must be has its number",
        arguments: [
            (["alg": "none"], 50027), (["alg": "HS256"], 500_126), (["alg": "PS256"], 500_126), (["alg": nil], 50027),
            (["kid": "b3RoZXI"], 500_126), (["kid": nil], 500_126), (["crit": ["exp"]], 50027),
        ] as [([String: JSONValue?], Int)])
    func header(change: [String: JSONValue?], code: Int) async throws {
        try await attempt { attempt in
            let header = change.mapValues { $0 ?? .null }
            let token = try attempt.token(await attempt.claims(), header: header)
            #expect(try await attempt.answer([("id_token", token), ("state", attempt.state)]) == code)
        }
    }

    @Test func `A key that was published after the last look is not known`() async throws {
        try await attempt { attempt in
            let newer = try SigningKey(for: .fabrikam)
            let token = try attempt.token(await attempt.claims(), key: newer)
            #expect(try await attempt.answer([("id_token", token), ("state", attempt.state)]) == 500_126)
        }
    }

    @Test func `A member that stands there twice can be read in two ways, and is not read`() async throws {
        try await attempt { attempt in
            let honest = String(decoding: try JSONEncoder().encode(await attempt.claims()), as: UTF8.self)
            let doubled = Data((honest.dropLast() + #","\u0073ub":"somebody"}"#).utf8).base64URL
            let head = Data(#"{"alg":"RS256","kid":"\#(attempt.key.published.kid)"}"#.utf8).base64URL
            let token = try attempt.sign("\(head).\(doubled)", attempt.key)
            #expect(try await attempt.answer([("id_token", token), ("state", attempt.state)]) == 50027)
        }
    }

    @Test(
        "A form without what it needs ends the sign-in",
        arguments: [
            ([("error", "access_denied")], 50158), ([], 50158), ([("id_token", "")], 50158),
            ([("id_token", "a.b")], 50027),
            ([("id_token", "a.b.c"), ("id_token", "a.b.c")], 50158),
        ] as [([(String, String)], Int)])
    func form(fields: [(String, String)], code: Int) async throws {
        try await attempt { attempt in
            #expect(try await attempt.answer(fields + [("state", attempt.state)]) == code)
            let right = [("state", attempt.state), ("id_token", try attempt.token(await attempt.claims()))]
            #expect(try await attempt.answer(right) == 165_000, "an attempt ends with its first answer")
        }
    }

    @Test func `Another state, another method of HTTP and a late answer are refused`() async throws {
        try await attempt { attempt in
            let token = try attempt.token(await attempt.claims())
            #expect(try await attempt.answer([("id_token", token), ("state", attempt.state + "x")]) == 165_000)
            #expect(try await attempt.answer([("id_token", token)]) == 165_000)
            let got = try await attempt.lab.send("GET", "/common/federation/externalauthprovider?state=x")
            #expect(got.status == 405 && got.text.contains("AADSTS900561"))
            let elsewhere = try await attempt.lab.send("POST", "/contoso/federation/externalauthprovider", text: "")
            #expect(elsewhere.status == 404)
            await attempt.lab.tenant.advanceClock(by: 301)
            let late = try attempt.token(await attempt.claims())
            #expect(try await attempt.answer([("id_token", late), ("state", attempt.state)]) == 50089)
        }
    }
}

extension Tenant {
    /// As if the provider's documents had been fetched just now.
    fileprivate func know(_ key: SigningKey, of provider: String) throws {
        let entry: JSONValue = [
            "kty": "RSA", "use": "sig", "kid": .string(key.published.kid), "n": .string(key.published.n),
            "e": .string(key.published.e), "x5c": .init(key.published.x5c),
        ]
        let metadata = ProviderMetadata(
            issuer: provider, authorizationEndpoint: "\(provider)/authorize", keySetURL: "\(provider)/keys",
            keys: try ProviderKey.keys(of: ["keys": [entry]]))
        state.providers["\(provider)/.well-known/openid-configuration"] = CachedProvider(
            metadata: metadata, fetchedAt: now)
    }
}
