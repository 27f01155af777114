import Foundation
import Proofing
import Testing

@testable import OpenIDProvider

struct RehearsalTests {
    private let now = Forge.now + 10

    private struct Reckless: SeenHints {
        func claim(_ hint: HintDigest, until forgettable: Date, at now: Date) -> Bool { true }
    }

    private struct LostSeal: KeySealing {
        func seal(_ privateKey: Data, kid: String) -> Data { privateKey }
        func open(_ sealed: Data, kid: String) throws -> Data { throw NamingSeal.Broken() }
    }

    private func rehearse(
        published: KeyRecord = .first, seen: any SeenHints = HintsInMemory(), sealing: any KeySealing = NamingSeal(),
        at moment: Date? = nil
    ) async throws -> Rehearsal.Report {
        let time = ManualTime(Forge.now)
        let keys = SigningKeys(issuer: Forge.connection.issuer, store: MemoryRing(), sealing: sealing, time: time)
        _ = try await keys.receive(.made(.first))
        time.set(moment ?? now)
        var ring = KeyRing()
        _ = ring.receive(.made(published), at: Forge.now + 2)
        let body = try PublishedKeySet(ring).body()
        let set = KeySetInspection(
            PublishedDocument(status: 200, contentLength: body.count, isChunked: false, body: body), ring: ring, at: now
        )
        return await Rehearsal(
            connection: Forge.connection, keys: keys, seen: seen, time: time, random: SystemRandom()
        ).perform(published: set)
    }

    @Test func `a sound provider takes, answers, and refuses forgery and replay`() async throws {
        let report = try await rehearse()
        #expect(report.faults.isEmpty)
        #expect(report.shown.count == 4)
    }

    @Test func `an answer under a key that is not published is found`() async throws {
        let report = try await rehearse(published: .second)
        #expect(report.faults.map(\.code) == [.rehearsalSignature])
        #expect(report.shown.count == 3)
    }

    @Test func `a memory that forgets, and one that is lost, are found`() async throws {
        #expect(try await rehearse(seen: Reckless()).faults.map(\.code) == [.rehearsalReplay])
        let lost = try await rehearse(seen: LostMemory())
        #expect(lost.faults.map(\.code) == [.rehearsalRefused])
        #expect(lost.faults[0].mend.contains("database"))
    }

    @Test func `a key that cannot be unsealed, or has expired, is found`() async throws {
        #expect(try await rehearse(sealing: LostSeal()).faults.map(\.code) == [.rehearsalUnsigned])
        let late = try await rehearse(at: KeyRecord.first.notAfter + 1)
        #expect(late.faults.map(\.code) == [.rehearsalUnsigned])
    }
}

struct AnswerInspectionTests {
    /// Every claim that Entra looks at, wrong one at a time: the rehearsal has to be able to fail.
    @Test(arguments: [
        ("iss", "\"https://verify.contoso.com/\""), ("aud", "\"2c1f7a90-4f54-4d0e-a2cc-90b6d1f3e7a5\""),
        ("sub", "\"somebody\""), ("nonce", "\"other\""), ("acr", "\"inherence\""),
        ("acr", "[\"possessionorinherence\"]"),
        ("amr", "\"face\""), ("amr", "[\"face\",\"otp\"]"), ("amr", "[\"otp\"]"), ("iat", "\(Forge.second + 60)"),
        ("nbf", "\(Forge.second + 60)"), ("exp", "\(Forge.second)"), ("exp", "\"1\""),
    ])
    func `a wrong claim is named`(_ name: String, _ json: String) async throws {
        let request = try await AuthorizationEndpoint.fresh().receive(Forge().body)
        let faults = Self.inspect(request) { $0[name] = json }
        #expect(faults.map(\.code) == [.rehearsalClaims])
        #expect(faults.first?.sentence.contains("because of: \(name).") == true)
    }

    @Test func `right claims are not`() async throws {
        let request = try await AuthorizationEndpoint.fresh().receive(Forge().body)
        #expect(Self.inspect(request) { _ in }.isEmpty)
        #expect(Self.inspect(request, key: .stranger) { _ in }.map(\.code) == [.rehearsalSignature])
    }

    private static func inspect(
        _ request: AuthorizationRequest, key: TestKey = .signing, _ change: (inout Members) -> Void
    ) -> [ProviderFault] {
        var forge = Forge()
        forge.signature = .rs256(key)
        forge.claims = Members([
            ("iss", "\"https://verify.contoso.com\""), ("aud", "\"countersign-contoso\""),
            ("sub", "\"\(request.subject)\""),
            ("nonce", "\"\(request.nonce)\""), ("acr", "\"possessionorinherence\""), ("amr", "[\"face\"]"),
            ("iat", "\(Forge.second)"), ("nbf", "\(Forge.second)"), ("exp", "\(Forge.second + 300)"),
        ])
        change(&forge.claims)
        let numbers = try! TestKey.signing.key.publicKey.getKeyPrimitives()  // every key that exists has its numbers
        let published = VerificationKey(
            kid: "tenant-key-1", modulus: numbers.modulus, exponent: numbers.publicExponent)
        return AnswerInspection(
            keys: [published].compactMap { $0 }, connection: Forge.connection, request: request,
            contexts: ["possessionorinherence"], now: Forge.now
        ).faults(.token(forge.token, state: request.state, to: Forge.connection))
    }
}
