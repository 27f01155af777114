import Foundation
import Testing

@testable import OpenIDProvider
@testable import Proofing
@testable import Storage

/// Rings of signing keys change by compare-and-set, and a hint opens one sign-in.
enum SigningKeyContract {
    static let issuer = Issuer("https://verify.contoso.com")!  // an issuer as written

    static func record(_ kid: String) -> KeyRecord {
        KeyRecord(
            kid: kid, certificate: Data("certificate \(kid)".utf8), sealedKey: Data("sealed \(kid)".utf8),
            notBefore: Fixture.start, notAfter: Fixture.start + 365 * 86_400, madeAt: Fixture.start + 0.123)
    }

    static func ring(_ kids: String..., version: Int = 1) -> KeyRing {
        var ring = KeyRing()
        for kid in kids { _ = ring.receive(.made(record(kid)), at: Fixture.start + 0.123) }
        ring.version = version
        return ring
    }

    static func event(_ kid: String = "a") -> AuditEvent {
        AuditEvent(.signingKeyMade, at: Fixture.start, details: ["key": kid])
    }

    static func digest(_ text: String) throws -> HintDigest {
        try JSONDecoder().decode(HintDigest.self, from: Data(#"{"rawValue":"\#(text)"}"#.utf8))
    }

    static func readsBackARingAndAuditsEachChange(_ database: Database) async throws {
        let store = database.keyRings(of: Fixture.tenant)
        #expect(try await store.ring(of: issuer) == nil)
        let first = ring("a")
        try await store.save(first, of: issuer, expecting: nil, audit: event())
        #expect(try await store.ring(of: issuer) == first)
        let second = ring("a", "b", version: 2)
        try await store.save(second, of: issuer, expecting: 1, audit: event("b"))
        #expect(try await store.ring(of: issuer) == second)
        let entries = try await database.audit.entries(tenant: Fixture.tenant, after: 0, limit: 9)
        #expect(try entries.map { try AuditChain.event($0.bytes) } == [event(), event("b")])
        #expect(try await database.audit.verifyChain(tenant: Fixture.tenant).isIntact)
    }

    static func letsOneOfManyWritersChangeARing(_ database: Database) async throws {
        let store = database.keyRings(of: Fixture.tenant)
        for (expecting, version) in [(nil, 1), (1, 2)] as [(Int?, Int)] {
            let winners = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        (try? await store.save(
                            ring("key \(number)", version: version), of: issuer, expecting: expecting, audit: event()))
                            != nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(winners == 1)
        }
        // Who lost left no trace in the audit.
        #expect(try await database.audit.entries(tenant: Fixture.tenant, after: 0, limit: 99).count == 2)
    }

    static func refusesAnOldVersion(_ database: Database) async throws {
        let store = database.keyRings(of: Fixture.tenant)
        try await store.save(ring("a", version: 4), of: issuer, expecting: nil, audit: event())
        for (version, expecting) in [(5, nil), (5, 3), (9, 8)] as [(Int, Int?)] {
            await #expect(throws: CommitError.conflict) {
                try await store.save(ring("b", version: version), of: issuer, expecting: expecting, audit: event())
            }
        }
        for version in [4, 3] {
            await #expect(throws: StorageError.versionNotAdvanced) {
                try await store.save(ring("b", version: version), of: issuer, expecting: 4, audit: event())
            }
        }
        #expect(try await store.ring(of: issuer) == ring("a", version: 4))
    }

    static func keepsTenantsAndIssuersApart(_ database: Database) async throws {
        let other = Issuer("https://verify.contoso.com/other")!  // an issuer as written
        try await database.keyRings(of: Fixture.tenant).save(ring("a"), of: issuer, expecting: nil, audit: event())
        #expect(try await database.keyRings(of: Fixture.tenant).ring(of: other) == nil)
        #expect(try await database.keyRings(of: Fixture.otherTenant).ring(of: issuer) == nil)
        try await database.keyRings(of: Fixture.otherTenant).save(ring("b"), of: issuer, expecting: nil, audit: event())
        #expect(try await database.keyRings(of: Fixture.tenant).ring(of: issuer) == ring("a"))
        #expect(try await database.audit.entries(tenant: Fixture.otherTenant, after: 0, limit: 9).count == 1)
    }

    static func takesAHintOnce(_ database: Database) async throws {
        let hints = database.seenHints(of: Fixture.tenant)
        let hint = try digest("ab12")
        let taken = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    (try? await hints.claim(hint, until: Fixture.start + 420, at: Fixture.start)) == true
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 1)
        #expect(try await hints.claim(digest("ab13"), until: Fixture.start + 420, at: Fixture.start))
        #expect(
            try await database.seenHints(of: Fixture.otherTenant).claim(
                hint, until: Fixture.start + 420, at: Fixture.start))
    }

    static func forgetsStaleHints(_ database: Database) async throws {
        let hints = database.seenHints(of: Fixture.tenant)
        let (old, young) = (try digest("01"), try digest("02"))
        _ = try await hints.claim(old, until: Fixture.start + 420, at: Fixture.start)
        _ = try await hints.claim(young, until: Fixture.start + 421, at: Fixture.start)
        try await database.housekeeping.tidy(at: Fixture.start + 419)
        #expect(try await !hints.claim(old, until: Fixture.start + 420, at: Fixture.start + 419))
        try await database.housekeeping.tidy(at: Fixture.start + 420)
        #expect(try await hints.claim(old, until: Fixture.start + 840, at: Fixture.start + 420))
        #expect(try await !hints.claim(young, until: Fixture.start + 421, at: Fixture.start + 420))
    }
}
