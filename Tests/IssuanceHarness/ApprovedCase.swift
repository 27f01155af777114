import ClaimsMatching
import Foundation
import IdentityDocuments
import Proofing

/// A session in which everything was shown that the standard policy asks for, up to the moment of deciding.
struct ApprovedCase {
    static let policy = Policy.standard(modelID: "harness")
    static let policyVersion = "harness"

    let person: PersonID
    let session: SessionID
    let now: Date

    /// Read from its stored form, as a session comes from the database: only the claimant's desk begins one.
    func decidingSession() throws -> ProofingSession {
        let form = SessionForm(
            id: session, tenant: person.tenant, purpose: .passwordReset, subject: .person(person),
            policyName: Self.policy.name, policyVersion: Self.policyVersion, createdAt: now, reference: "AAA-AAA",
            expiresAt: now + ProofingSession.visit, phase: .deciding,
            startDevice: .init(capability: Capability.random(SystemRandom()).digest, name: "Harness", since: now),
            findings: findings)
        return try JSONDecoder().decode(ProofingSession.self, from: JSONEncoder().encode(form))
    }

    private var findings: Findings {
        var findings = Findings()
        findings.document = DocumentFinding(
            fields: DocumentFields(
                type: .passport, issuingState: "GBR", number: "123456789", nationality: "GBR", surname: "GRAY",
                givenNames: "ADA", dateOfBirth: PartialDate(iso: "1991-03-14"),
                dateOfExpiry: CalendarDate(dayOf: now + 365 * 86_400)),
            printedLines: [], repairedLines: [], contradictions: [], repairedFields: 0, readingScore: 0,
            isReadingAccepted: true, portraitWidth: 300, sharpness: 500, glare: 0)
        findings.liveness = LivenessFinding(
            isComplete: true, turnSpan: 0.3, smallestTurn: 0.1, identityDrift: 0.1,
            steps: Self.policy.liveness.turns * 2)
        findings.face = FaceComparison(
            distance: 0.2, modelID: Self.policy.face.modelID, portraitWidth: 300, usedDescreenedPortrait: false)
        let birth = BirthDate(iso: "1991-03-14")
        findings.claims = ClaimsMatcher(policy: Self.policy.claims).match(
            document: DocumentClaims(givenNames: "ADA", surname: "GRAY", dateOfBirth: birth),
            directory: DirectoryClaims(
                givenName: "Ada", surname: "Gray", displayName: "Ada Gray", dateOfBirth: birth))
        return findings
    }
}

/// `ProofingSession` as it is encoded; what is missing here is optional there.
private struct SessionForm: Encodable {
    struct Device: Encodable {
        let capability: CapabilityDigest
        let name: String
        let since: Date
    }

    let id: SessionID
    let tenant: TenantID
    let purpose: Purpose
    let subject: ProofingSession.Subject
    let policyName: String
    let policyVersion: String
    let createdAt: Date
    let reference: String
    let expiresAt: Date
    let phase: ProofingSession.Phase
    let startDevice: Device
    let findings: Findings
    let documentPictures = 1
    let faceChallenges = 1
    let askedForHelp = false
    let isReturning = false
    let version = 0
}
