import Foundation

/// Everything outside that the two desks need. Each is a small port declared beside what it serves.
package struct ProofingPorts: Sendable {
    package var ledger: any Ledger
    package var sessions: any SessionStore
    package var issuances: any IssuanceStore
    package var leases: any LeaseStore
    package var reviews: any ReviewStore
    package var auditLog: any AuditLog
    package var vault: any EvidenceVault
    package var references: any ReferenceStore
    package var people: any DirectoryStore
    package var directory: any DirectoryActing
    package var documents: any DocumentReading
    package var faces: any FaceAnalysing
    package var time: any TimeSource
    package var random: any RandomSource
    package var records: any MatchRecordStore

    package init(
        ledger: any Ledger, sessions: any SessionStore, issuances: any IssuanceStore, leases: any LeaseStore,
        reviews: any ReviewStore, auditLog: any AuditLog, vault: any EvidenceVault,
        references: any ReferenceStore, people: any DirectoryStore,
        directory: any DirectoryActing, documents: any DocumentReading, faces: any FaceAnalysing,
        time: any TimeSource, random: any RandomSource, records: any MatchRecordStore
    ) {
        self.ledger = ledger
        self.sessions = sessions
        self.issuances = issuances
        self.leases = leases
        self.reviews = reviews
        self.auditLog = auditLog
        self.vault = vault
        self.references = references
        self.people = people
        self.directory = directory
        self.documents = documents
        self.faces = faces
        self.time = time
        self.random = random
        self.records = records
    }
}
