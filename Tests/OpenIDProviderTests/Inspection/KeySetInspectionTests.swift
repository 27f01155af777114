import Foundation
import Testing

@testable import OpenIDProvider

struct KeySetInspectionTests {
    private static let ring = ring(.first)

    private static func ring(_ record: KeyRecord) -> KeyRing {
        var ring = KeyRing()
        _ = ring.receive(.made(record), at: Forge.now + 2)
        return ring
    }

    private func inspect(
        status: Int = 200, at now: Date = Forge.now + 10, _ change: (inout [[String: Any]]) -> Void = { _ in }
    ) throws -> [ProviderFault] {
        let body = try PublishedKeySet(Self.ring).body()
        let document = try #require(try JSONSerialization.jsonObject(with: body) as? [String: [[String: Any]]])
        var keys = try #require(document["keys"])
        change(&keys)
        let changed = try JSONSerialization.data(withJSONObject: ["keys": keys])
        return KeySetInspection(
            PublishedDocument(status: status, contentLength: changed.count, isChunked: false, body: changed),
            ring: Self.ring, at: now
        ).faults
    }

    @Test func `our own key set has no fault`() throws {
        #expect(try inspect().isEmpty)
    }

    @Test func `no keys, and no answer`() throws {
        #expect(try inspect { $0 = [] }.map(\.code) == [.keysEmpty])
        #expect(try inspect(status: 503)[0].mend.contains("first is made within a minute"))
        #expect(try inspect(status: 404).map(\.code) == [.keysStatus])
    }

    @Test(arguments: [[], [""], ["AAAA"], ["a"]] as [[String]])
    func `a certificate that is none is a fault`(_ chain: [String]) throws {
        let codes = try inspect { $0[0]["x5c"] = chain }.map(\.code)
        #expect(codes.count == 1)
        #expect([.keysCertificateMissing, .keysCertificateEncoding, .keysCertificateMismatch].contains(codes[0]))
    }

    @Test func `a certificate of another key, or with line ends, is a fault`() throws {
        let other = KeyRecord.second.certificate.base64EncodedString()
        #expect(try inspect { $0[0]["x5c"] = [other] }.map(\.code) == [.keysCertificateMismatch])
        let broken = try inspect { keys in
            let text = (keys[0]["x5c"] as? [String])?[0] ?? ""
            keys[0]["x5c"] = [text.prefix(64) + "\n" + text.dropFirst(64)]
        }
        #expect(broken.map(\.code) == [.keysCertificateEncoding])
    }

    @Test func `a certificate counts within its dates`() throws {
        let end = KeyRecord.first.notAfter
        #expect(try inspect(at: end - 1).isEmpty)
        #expect(try inspect(at: end).map(\.code) == [.keysCertificateDates])
        #expect(try inspect(at: KeyRecord.first.notBefore - 1).map(\.code) == [.keysCertificateDates])
    }

    @Test(arguments: ["", "a b", "key-1!", "A", "====", "ab=", "a=bc"])
    func `a kid that is not base64 is a fault`(_ kid: String) throws {
        #expect(try inspect { $0[0]["kid"] = kid }.contains { $0.code == .keysKid })
    }

    @Test(arguments: ["AAAA", "AA==", "AA", "-_8A", "+/8A", "AAA="])
    func `a kid in either alphabet, padded or not, is none`(_ kid: String) throws {
        #expect(try inspect { $0[0]["kid"] = kid }.map(\.code) == [.keysSignerMissing, .keysForeign])
    }

    @Test func `weak, repeated and secret keys are faults`() throws {
        #expect(try inspect { $0[0]["e"] = "Aw" }.contains { $0.code == .keysWeak })
        #expect(try inspect { $0[0]["use"] = "enc" }.contains { $0.code == .keysWeak })
        #expect(try inspect { $0.append($0[0]) }.map(\.code) == [.keysKidRepeated])
        #expect(try inspect { $0[0]["d"] = "AQAB" }.map(\.code) == [.keysSecret])
    }

    @Test(arguments: [
        (40.0, nil), (29, ProviderFault.Code.keysExpiring), (6, .keysExpiringSoon), (-1, .keysExpired),
    ])
    func `the age of the signing key is told in time`(days: Double, code: ProviderFault.Code?) {
        let now = KeyRecord.first.notAfter - days * 86_400
        #expect(Self.ring.inspection(at: now).map(\.code) == [code].compactMap { $0 })
        #expect(Self.ring.inspection(at: now).allSatisfy { $0.isWarning == (code == .keysExpiring) })
    }

    @Test func `a ring without a key is a fault`() {
        #expect(KeyRing().inspection(at: Forge.now).map(\.code) == [.keysNone])
    }
}
