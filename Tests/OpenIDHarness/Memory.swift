import Crypto
import Foundation
import OpenIDProvider
import Proofing
import Synchronization

final class MovedTime: TimeSource {
    private let moment: Mutex<Date>

    init(_ now: Date) { moment = Mutex(now) }

    var now: Date { moment.withLock { $0 } }
    func advance(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}

actor RingInMemory: KeyRingStore {
    private var ring: KeyRing?

    func ring(of issuer: Issuer) -> KeyRing? { ring }

    func save(_ ring: KeyRing, of issuer: Issuer, expecting: Int?, audit: AuditEvent) throws {
        guard self.ring?.version == expecting else { throw CommitError.conflict }
        self.ring = ring
    }
}

/// Seals with a key that ends with the process.
struct ProcessSeal: KeySealing {
    private let key = SymmetricKey(size: .bits256)

    func seal(_ privateKey: Data, kid: String) throws -> Data {
        try AES.GCM.seal(privateKey, using: key, authenticating: Data(kid.utf8)).combined ?? Data()
    }

    func open(_ sealed: Data, kid: String) throws -> Data {
        try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Data(kid.utf8))
    }
}

struct GivenKeys: KeySetFetching {
    let data: Data
    func keySet() -> Data { data }
}

/// A decision in which somebody was recognised. Only an evaluator and a seal make decisions, so this one is sealed with a
/// key of its own and opened again.
enum ApprovedDecision {
    static func about(_ person: PersonID, at moment: Date) throws -> Decision {
        let key = SymmetricKey(size: .bits256)
        let session = SessionID.random(SystemRandom())
        let form: [String: Any] = [
            "verdict": "approved", "reasons": [String](), "session": session.rawValue,
            "subject": ["tenant": person.tenant.rawValue, "object": person.object.rawValue],
            "policyName": "harness", "policyVersion": "1", "matcherVersion": "1",
            "decidedAt": moment.timeIntervalSince1970 * 1000,
        ]
        let bytes = try JSONSerialization.data(withJSONObject: form)
        let code = Data(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
        return try DecisionSeal(key: key).open(SealedDecision(session: session, bytes: bytes, code: code))
    }
}
