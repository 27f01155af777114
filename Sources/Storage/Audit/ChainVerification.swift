import Crypto
import Foundation
import Proofing

/// Walks a chain once, entry by entry, and collects what does not fit. Pure: rows come in, faults come out.
struct ChainVerification {
    private static let limit = 100

    private let checkpoints: [Int: Data]
    private let head: AuditCheckpoint?
    private var expected = 1
    /// The hash before the next entry; nil after a gap, where it is not known.
    private var previous: Data?
    private(set) var report = ChainReport(entries: 0, lastSequence: 0, faults: [])

    init(tenant: TenantID, head: AuditCheckpoint?, isHeadSigned: Bool, checkpoints: [AuditCheckpoint]) {
        self.head = head
        previous = AuditCheckpoint.start(tenant).hash
        // Of two checkpoints with one number that differ, at least one contradicts the chain: both stay visible.
        var known: [Int: Data] = [:]
        for checkpoint in checkpoints where checkpoint.tenant == tenant {
            if let earlier = known[checkpoint.sequence], earlier != checkpoint.hash {
                report.faults.append(.contradictsCheckpoint(sequence: checkpoint.sequence))
            }
            known[checkpoint.sequence] = checkpoint.hash
        }
        self.checkpoints = known
        report.lastSequence = head?.sequence ?? 0
        if head != nil, !isHeadSigned { report.faults.append(.headForged) }
    }

    /// One entry, in ascending order of `sequence`. `session` is the search column beside the bytes.
    mutating func visit(sequence: Int, session: String?, bytes: Data, hash: Data) {
        report.entries += 1
        if report.entries == 1, head == nil { add(.headMissing) }
        if sequence < 1 || sequence > (head?.sequence ?? .max) { add(.unexpected(sequence: sequence)) }
        if sequence > expected {
            addMissing(upTo: sequence - 1)
            previous = nil
        }
        let isLinked = previous.map { AuditChain.link($0, bytes) == hash } ?? true
        let isIndexed = (try? AuditChain.event(bytes)).map { $0.session?.rawValue == session } ?? false
        if !isLinked || !isIndexed { add(.altered(sequence: sequence)) }
        check(sequence, hash)
        previous = hash
        expected = sequence + 1
    }

    mutating func finish() -> ChainReport {
        if let head { addMissing(upTo: head.sequence) }
        for sequence in checkpoints.keys.sorted() where sequence >= expected {
            add(.contradictsCheckpoint(sequence: sequence))
        }
        return report
    }

    private mutating func check(_ sequence: Int, _ hash: Data) {
        // The last entry must end in the head's hash: recomputing every hash after an edit does not help.
        if let head, head.sequence == sequence, head.hash != hash { add(.altered(sequence: sequence)) }
        if let known = checkpoints[sequence], known != hash { add(.contradictsCheckpoint(sequence: sequence)) }
    }

    private mutating func addMissing(upTo last: Int) {
        guard expected <= last else { return }
        for sequence in expected...min(last, expected + Self.limit) { add(.missing(sequence: sequence)) }
    }

    private mutating func add(_ fault: ChainReport.Fault) {
        guard report.faults.count < Self.limit, report.faults.last != fault else { return }
        report.faults.append(fault)
    }
}
