import Crypto
import CryptoExtras
import Foundation
import Proofing
import Testing
import X509

@testable import OpenIDProvider

struct SigningKeysTests {
    let store = MemoryRing()
    let time = ManualTime()

    private func keys(_ sealing: any KeySealing = NamingSeal()) -> SigningKeys {
        SigningKeys(issuer: Forge.connection.issuer, store: store, sealing: sealing, time: time)
    }

    @Test func `the published set holds what Entra reads, and no secret`() async throws {
        let keys = keys()
        _ = try await keys.receive(.made(.first))
        _ = try await keys.receive(.made(.second))
        let body = try #require(try await keys.published())
        let set = try #require(try JSONSerialization.jsonObject(with: body) as? [String: [[String: Any]]])
        let published = try #require(set["keys"])
        #expect(published.count == 2)
        for (key, record) in zip(published, [KeyRecord.first, .second]) {
            #expect(Set(key.keys) == ["kty", "use", "alg", "kid", "x5t", "n", "e", "x5c"])
            let der = try #require((key["x5c"] as? [String])?.first.flatMap { Data(base64Encoded: $0) })
            #expect(der == record.certificate)
            let thumbprint = Base64URL.encode(Data(Insecure.SHA1.hash(data: der)))
            #expect(key["kid"] as? String == thumbprint && key["x5t"] as? String == thumbprint)
            let certificate = try Certificate(derEncoded: Array(der))
            let numbers = try #require(_RSA.Signing.PublicKey(certificate.publicKey)).getKeyPrimitives()
            #expect(key["n"] as? String == Base64URL.encode(numbers.modulus))
            #expect(key["e"] as? String == "AQAB")
        }
    }

    @Test func `a key has 3072 bits unless told otherwise, and a certificate that signs itself`() throws {
        let record = try KeyMaker(sealing: NamingSeal()).draw(for: Forge.connection.issuer, at: Forge.now)
        let certificate = try Certificate(derEncoded: Array(record.certificate))
        let key = try #require(_RSA.Signing.PublicKey(certificate.publicKey))
        #expect(key.keySizeInBits == 3072)
        #expect(certificate.publicKey.isValidSignature(certificate.signature, for: certificate))
        #expect(certificate.notValidAfter == Forge.now + 365 * 86_400)
        #expect(record.notAfter == certificate.notValidAfter && record.notBefore == certificate.notValidBefore)
        #expect(certificate.issuer == certificate.subject)
    }

    @Test func `another node's key is followed within a minute`() async throws {
        let (mine, theirs) = (keys(), keys())
        _ = try await mine.receive(.made(.first))
        _ = try await mine.receive(.made(.second))
        #expect(try await theirs.signingKey(at: time.now).kid == KeyRecord.first.kid)
        time.advance(KeyRing.publication)
        _ = try await mine.receive(.promoted)
        time.advance(60)
        #expect(try await theirs.signingKey(at: time.now).kid == KeyRecord.second.kid)
    }

    @Test func `of two nodes that change the ring at once, one is told`() async throws {
        let store = SlowRing()
        let sealing = NamingSeal()
        let first = SigningKeys(issuer: Forge.connection.issuer, store: store, sealing: sealing, time: time)
        let second = SigningKeys(issuer: Forge.connection.issuer, store: store, sealing: sealing, time: time)
        async let one = try? first.receive(.made(.first))
        async let two = try? second.receive(.made(.second))
        let done = await [one, two].compactMap { $0 }
        #expect(done.count == 1)
        #expect(await store.ring?.keys.count == 1)
    }

    @Test func `the store is not asked for each signature`() async throws {
        let keys = keys()
        _ = try await keys.receive(.made(.first))
        for _ in 0..<100 { _ = try await keys.signingKey(at: time.now) }
        #expect(await store.reads == 1)
    }

    @Test func `an expired key signs nothing, nor does one that ends before its token`() async throws {
        let keys = keys()
        _ = try await keys.receive(.made(.first))
        for (moment, isFine) in [
            (KeyRecord.first.notAfter - 301, true), (KeyRecord.first.notAfter - 300, false),
            (KeyRecord.first.notAfter, false),
        ] {
            time.set(moment)
            #expect(((try? await keys.signingKey(at: time.now)) != nil) == isFine)
        }
    }

    @Test func `nothing is signed without a key, or with one that does not open`() async throws {
        await #expect(throws: AnswerFault.noKey) { try await keys().signingKey(at: time.now) }
        _ = try await keys().receive(.made(.first))
        await #expect(throws: AnswerFault.noKey) { try await keys(BrokenSeal()).signingKey(at: time.now) }
    }

    @Test func `what is refused is not written`() async throws {
        let keys = keys()
        _ = try await keys.receive(.made(.first))
        _ = try await keys.receive(.made(.second))
        let before = await store.ring
        #expect(try await keys.receive(.promoted) == .ignore(.tooEarly(until: time.now + KeyRing.publication)))
        #expect(try await keys.receive(.timePassed) == .wait)
        #expect(await store.ring == before)
    }

    @Test func `a signing key does not print itself`() throws {
        let der = try NamingSeal().open(KeyRecord.first.sealedKey, kid: KeyRecord.first.kid)
        let key = try SigningKey(kid: KeyRecord.first.kid, der: der)
        #expect("\(key)" == "signing key \(KeyRecord.first.kid)")
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!dumped.contains("PrivateKey"))
    }

    @Test func `a ring survives being stored`() throws {
        var ring = KeyRing()
        _ = ring.receive(.made(.first), at: Forge.now)
        #expect(try JSONDecoder().decode(KeyRing.self, from: JSONEncoder().encode(ring)) == ring)
    }
}

private struct BrokenSeal: KeySealing {
    func seal(_ privateKey: Data, kid: String) -> Data { privateKey }
    func open(_ sealed: Data, kid: String) -> Data { Data("not a key".utf8) }
}

/// Lets everybody read before anybody writes.
private actor SlowRing: KeyRingStore {
    private(set) var ring: KeyRing?

    func ring(of issuer: Issuer) async -> KeyRing? {
        let answer = ring
        for _ in 0..<20 { await Task.yield() }
        return answer
    }

    func save(_ ring: KeyRing, of issuer: Issuer, expecting: Int?, audit: AuditEvent) throws {
        guard self.ring?.version == expecting else { throw CommitError.conflict }
        self.ring = ring
    }
}
