import Foundation
import Testing

@testable import OpenIDProvider
@testable import countersign

struct KeyReportTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    private func ring(days: Double?) -> KeyRing {
        var ring = KeyRing()
        guard let days else { return ring }
        let key = KeyRecord(
            kid: "a", certificate: Data(), sealedKey: Data(), notBefore: now - 400 * 86_400,
            notAfter: now + days * 86_400,
            madeAt: now)
        _ = ring.receive(.made(key), at: min(now, now + days * 86_400 - 1))
        return ring
    }

    @Test(
        arguments: [
            (nil, 60, false, "There is no signing key"), (200, 60, true, "good for 200 days"),
            (29.5, 60, true, "expires in 29 days"), (3.2, 60, true, "expires in 3 days"), (-1, 60, true, "has expired"),
            (200, nil, true, "were not fetched yet"), (200, 25 * 3600 + 1, true, "could not be fetched for 25 hours"),
        ] as [(Double?, Double?, Bool, String)])
    func `operators are told`(days: Double?, age: Double?, isReady: Bool, words: String) {
        let check = KeyReport(ring(days: days), tenantKeysAge: age, at: now).readiness
        #expect(check.isReady == isReady)
        #expect(check.detail.contains(words))
    }
}
