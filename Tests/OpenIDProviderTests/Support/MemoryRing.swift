import CryptoExtras
import Foundation
import Proofing
import Synchronization

@testable import OpenIDProvider

/// Keeps one ring, with compare-and-set as the contract wants it.
actor MemoryRing: KeyRingStore {
    private(set) var ring: KeyRing?
    private(set) var reads = 0
    private(set) var events: [AuditEvent] = []

    func ring(of issuer: Issuer) -> KeyRing? {
        reads += 1
        return ring
    }

    func save(_ ring: KeyRing, of issuer: Issuer, expecting: Int?, audit: AuditEvent) throws {
        guard self.ring?.version == expecting else { throw CommitError.conflict }
        self.ring = ring
        events.append(audit)
    }
}

/// Seals by writing the key's name in front: enough to see that names are not mixed up.
struct NamingSeal: KeySealing {
    struct Broken: Error {}
    func seal(_ privateKey: Data, kid: String) -> Data { Data(kid.utf8) + privateKey }
    func open(_ sealed: Data, kid: String) throws -> Data {
        guard sealed.starts(with: Data(kid.utf8)) else { throw Broken() }
        return sealed.dropFirst(kid.utf8.count)
    }
}

extension KeyRecord {
    /// Two real keys, made once.
    static let first = made(at: Forge.now)
    static let second = made(at: Forge.now + 1)

    static func made(at moment: Date, lifetime: TimeInterval = 365 * 86_400) -> KeyRecord {
        let maker = KeyMaker(size: .bits2048, lifetime: lifetime, sealing: NamingSeal())
        return try! maker.draw(for: Forge.connection.issuer, at: moment)  // fails only without memory
    }

    /// A record without a key, for tests of states.
    static func named(_ kid: String, from start: Date = Forge.now - 3600, days: Double = 365) -> KeyRecord {
        KeyRecord(
            kid: kid, certificate: Data(), sealedKey: Data(), notBefore: start, notAfter: start + days * 86_400,
            madeAt: start)
    }
}
