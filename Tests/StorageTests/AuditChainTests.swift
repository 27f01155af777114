import Foundation
import Testing

@testable import Proofing
@testable import Storage

@Suite("The audit chain shows what was done to it")
struct AuditChainTests {
    let file: SQLiteFile
    let database: Database

    /// Ten entries, two of them about one session.
    init() async throws {
        file = try SQLiteFile()
        database = try await file.open()
        let session = SessionID(unchecked: String(repeating: "a", count: 32))
        for number in 1...10 {
            let event = Fixture.event(.decided, session: number > 8 ? session : nil, number: number)
            try await database.ledger.commit(UnitOfWork(audit: [event]))
        }
    }

    private func faults(against checkpoints: [AuditCheckpoint] = []) async throws -> [ChainReport.Fault] {
        try await database.audit.verifyChain(tenant: Fixture.tenant, against: checkpoints).faults
    }

    @Test func `an untouched chain is intact, gap-free and reads back`() async throws {
        let report = try await database.audit.verifyChain(tenant: Fixture.tenant)
        #expect(report == ChainReport(entries: 10, lastSequence: 10, faults: []))
        let entries = try await database.audit.entries(tenant: Fixture.tenant, after: 3, limit: 3)
        #expect(entries.map(\.sequence) == [4, 5, 6])
        #expect(entries[1].hash == AuditChain.link(entries[0].hash, entries[1].bytes))
        #expect(
            String(decoding: entries[0].bytes, as: UTF8.self)
                == #"{"at":1800000004000,"details":{"n":"4"},"kind":"decided"}"#)
        let events = try await database.audit.events(session: SessionID(unchecked: String(repeating: "a", count: 32)))
        #expect(events.map(\.details) == [["n": "9"], ["n": "10"]])
    }

    @Test func `an empty chain is intact`() async throws {
        let report = try await database.audit.verifyChain(tenant: Fixture.otherTenant)
        #expect(report == ChainReport(entries: 0, lastSequence: 0, faults: []))
    }

    @Test func `an edit is found`() async throws {
        try await file.tamper("UPDATE audit_entry SET bytes = replace(bytes, 'decided', 'reviewed') WHERE sequence = 5")
        #expect(try await faults() == [.altered(sequence: 5)])
    }

    @Test func `an edit with every later hash computed anew is found`() async throws {
        let entries = try await database.audit.entries(tenant: Fixture.tenant, after: 0, limit: 99)
        var hash = entries[3].hash
        for entry in entries[4...] {
            let bytes = entry.sequence == 5 ? Data(#"{"at":0,"details":{},"kind":"reviewed"}"#.utf8) : entry.bytes
            hash = AuditChain.link(hash, bytes)
            try await file.tamper(
                "UPDATE audit_entry SET bytes = ?, hash = ? WHERE sequence = ?", [bytes, hash, entry.sequence])
        }
        #expect(try await faults() == [.altered(sequence: 10)])
        try await file.tamper("UPDATE audit_head SET hash = ?", [hash])
        #expect(try await faults() == [.headForged])
    }

    @Test func `a deletion is found`() async throws {
        try await file.tamper("DELETE FROM audit_entry WHERE sequence IN (1, 6, 7)")
        #expect(try await faults() == [.missing(sequence: 1), .missing(sequence: 6), .missing(sequence: 7)])
    }

    @Test func `a deletion that is closed up is found`() async throws {
        try await file.tamper("DELETE FROM audit_entry WHERE sequence = 6")
        for sequence in 7...10 {
            try await file.tamper("UPDATE audit_entry SET sequence = sequence - 1 WHERE sequence = \(sequence)")
        }
        #expect(try await faults() == [.altered(sequence: 6), .missing(sequence: 10)])
    }

    @Test func `a swap is found`() async throws {
        try await file.tamper(
            "UPDATE audit_entry SET sequence = CASE sequence WHEN 3 THEN -4 ELSE -3 END WHERE sequence IN (3, 4)")
        try await file.tamper("UPDATE audit_entry SET sequence = -sequence WHERE sequence < 0")
        #expect(try await faults() == [.altered(sequence: 3), .altered(sequence: 4), .altered(sequence: 5)])
    }

    @Test func `an insertion is found`() async throws {
        for sequence in (4...10).reversed() {
            try await file.tamper("UPDATE audit_entry SET sequence = sequence + 1 WHERE sequence = \(sequence)")
        }
        try await file.tamper(
            "INSERT INTO audit_entry SELECT tenant, 4, session, bytes, hash FROM audit_entry WHERE sequence = 2")
        #expect(
            try await faults() == [
                .altered(sequence: 4), .altered(sequence: 5), .altered(sequence: 10), .unexpected(sequence: 11),
            ])
    }

    @Test func `an entry hung on at the end is found`() async throws {
        let last = try #require(try await database.audit.entries(tenant: Fixture.tenant, after: 9, limit: 1).first)
        let bytes = Data(#"{"at":0,"details":{},"kind":"reviewed"}"#.utf8)
        try await file.tamper(
            "INSERT INTO audit_entry (tenant, sequence, bytes, hash) VALUES (?, 11, ?, ?)",
            [Fixture.tenant.rawValue, bytes, AuditChain.link(last.hash, bytes)])
        #expect(try await faults() == [.unexpected(sequence: 11)])
    }

    @Test func `a cut-off tail is found`() async throws {
        try await file.tamper("DELETE FROM audit_entry WHERE sequence > 8")
        #expect(try await faults() == [.missing(sequence: 9), .missing(sequence: 10)])
    }

    @Test func `a cut-off tail with a head to match is found`() async throws {
        try await file.tamper("DELETE FROM audit_entry WHERE sequence > 8")
        try await file.tamper(
            "UPDATE audit_head SET sequence = 8, hash = (SELECT hash FROM audit_entry WHERE sequence = 8)")
        #expect(try await faults() == [.headForged])
        try await file.tamper("DELETE FROM audit_head")
        #expect(try await faults() == [.headMissing])
    }

    @Test func `a forged head is not signed over by the next entry`() async throws {
        try await file.tamper("DELETE FROM audit_entry WHERE sequence > 8")
        try await file.tamper(
            "UPDATE audit_head SET sequence = 8, hash = (SELECT hash FROM audit_entry WHERE sequence = 8)")
        let session = Fixture.session()
        await #expect(throws: StorageError.unreadable("audit_head")) {
            try await database.ledger.commit(UnitOfWork(.session(session, expecting: nil), audit: [Fixture.event()]))
        }
        #expect(try await database.sessions.session(session.id) == nil)
        try await file.tamper("DELETE FROM audit_head")
        await #expect(throws: (any Error).self) {
            try await database.ledger.commit(UnitOfWork(audit: [Fixture.event()]))
        }
        #expect(try await faults() == [.headMissing])
    }

    @Test func `a restored older chain with its true head is found by a checkpoint`() async throws {
        let code = try await file.column("SELECT code FROM audit_head")
        let old = try #require(try await database.audit.checkpoint(tenant: Fixture.tenant))
        try await database.ledger.commit(UnitOfWork(audit: [Fixture.event(.reviewed)]))
        let kept = try #require(try await database.audit.checkpoint(tenant: Fixture.tenant))
        #expect(try await faults(against: [old, kept]).isEmpty)
        try await file.tamper("DELETE FROM audit_entry WHERE sequence > 10")
        try await file.tamper("UPDATE audit_head SET sequence = 10, hash = ?, code = ?", [old.hash, code])
        #expect(try await faults(against: [old]).isEmpty)
        #expect(try await faults(against: [old, kept]) == [.contradictsCheckpoint(sequence: 11)])
        // History goes on differently: the kept checkpoint does not fit any more.
        try await database.ledger.commit(UnitOfWork(audit: [Fixture.event(.evidenceOpened)]))
        #expect(try await faults(against: [kept]) == [.contradictsCheckpoint(sequence: 11)])
    }

    @Test func `an entry hidden from its session is found`() async throws {
        try await file.tamper("UPDATE audit_entry SET session = NULL WHERE sequence = 9")
        #expect(try await faults() == [.altered(sequence: 9)])
    }

    @Test func `another tenant's chain does not pass for this one`() async throws {
        try await file.tamper("UPDATE audit_entry SET tenant = ?", [Fixture.otherTenant.rawValue])
        try await file.tamper("UPDATE audit_head SET tenant = ?", [Fixture.otherTenant.rawValue])
        let report = try await database.audit.verifyChain(tenant: Fixture.otherTenant)
        #expect(report.faults == [.headForged, .altered(sequence: 1)])
    }

    @Test func `fifty writers at once leave no gap`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    try await database.ledger.commit(
                        UnitOfWork(audit: [Fixture.event(number: number), Fixture.event()]))
                }
            }
            try await group.waitForAll()
        }
        let report = try await database.audit.verifyChain(tenant: Fixture.tenant)
        #expect(report == ChainReport(entries: 110, lastSequence: 110, faults: []))
    }
}
