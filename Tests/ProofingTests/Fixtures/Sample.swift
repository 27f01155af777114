import ClaimsMatching
import Crypto
import Foundation
import IdentityDocuments

@testable import Proofing

/// Ada Okonkwo, who is who she says she is, and everything about her that the domain asks for.
enum Sample {
    /// 2027-01-15.
    static let now = Date(timeIntervalSince1970: 1_800_000_000)
    static let modelID = "dlib"
    static let policy = Policy.standard(modelID: modelID)
    static let seal = DecisionSeal(key: SymmetricKey(data: Data(repeating: 7, count: 32)))
    static let sessionID = SessionID(unchecked: String(repeating: "5e", count: 16))
    static let caseID = CaseID(unchecked: String(repeating: "ca", count: 16))
    // A GUID as written.
    static let tenant = TenantID(rawValue: "11111111-2222-4333-8444-555555555555")!
    static let person = PersonID(tenant: tenant, object: object(1))
    // A name of allowed letters as written.
    static let reviewer = ReviewerSession(
        reviewer: ReviewerID(rawValue: "mira")!, account: PersonID(tenant: tenant, object: object(99)),
        expiresAt: now + 8 * 3_600)

    static func object(_ number: Int) -> ObjectID {
        ObjectID(unchecked: String(format: "00000000-bbbb-4000-8000-%012d", number))
    }

    static func pass(_ number: Int) -> PassID {
        // A GUID by construction.
        PassID(rawValue: String(format: "00000000-dddd-4000-8000-%012d", number))!
    }

    static func device(_ name: String) -> ProofingSession.Device {
        .init(capability: CapabilityDigest(rawValue: "digest of \(name)"), name: name, since: now)
    }

    static let liveAccount = LiveAccount(
        id: person, userPrincipalName: "ada@contoso.example", accountEnabled: true)

    static let directoryPerson = DirectoryPerson(
        id: person, userPrincipalName: "ada@contoso.example", displayName: "Ada Okonkwo", givenName: "Ada",
        surname: "Okonkwo", dateOfBirth: PartialDate(iso: "1984-11-23"), accountEnabled: true)

    static let document = DocumentFinding(
        fields: DocumentFields(
            type: .passport, issuingState: "NGA", number: "A01234567", nationality: "NGA", surname: "OKONKWO",
            givenNames: "ADA", dateOfBirth: PartialDate(iso: "1984-11-23"),
            dateOfExpiry: CalendarDate(iso: "2031-05-02")),
        printedLines: ["P<NGAOKONKWO<<ADA"], repairedLines: ["P<NGAOKONKWO<<ADA"], contradictions: [],
        repairedFields: 0, readingScore: -0.05, isReadingAccepted: true, portraitWidth: 220, sharpness: 180, glare: 0)

    static let liveness = LivenessFinding(
        isComplete: true, turnSpan: 0.3, smallestTurn: 0.12, identityDrift: 0.2, steps: 6)

    static let face = FaceComparison(
        distance: 0.3, modelID: modelID, portraitWidth: 220, usedDescreenedPortrait: false)

    /// Findings that approve: each test takes one of them away or spoils it.
    static var findings: Findings {
        var findings = Findings()
        findings.document = document
        findings.liveness = liveness
        findings.face = face
        findings.claims = document.fields.map {
            match(DocumentClaims($0), with: directoryPerson, under: policy.claims)
        }
        return findings
    }

    /// Nobody else is in the directory, and no tables are at hand.
    static func match(
        _ document: DocumentClaims, with person: DirectoryPerson, under policy: MatchPolicy = .standard
    ) -> MatchResult {
        MatchSnapshot(document: document, directory: person.claims, rivals: [], frequencies: nil)
            .match(under: policy, tables: .empty)
    }

    static func session(
        _ phase: ProofingSession.Phase, subject: ProofingSession.Subject = .person(person),
        findings: Findings = Findings()
    ) -> ProofingSession {
        let captures: Bool = ![.consent, .document].contains(phase)
        return ProofingSession(
            id: sessionID, tenant: tenant, purpose: .passwordReset, subject: subject, policyName: policy.name,
            policyVersion: "1", createdAt: now, reference: "4F7-29K", expiresAt: now + ProofingSession.visit,
            phase: phase, consent: nil, startDevice: device("Chrome on Windows"),
            capturingDevice: captures ? device("Safari on iPhone") : nil, handover: nil, documentPictures: 0,
            faceChallenges: 0, findings: findings, caseID: nil, askedForHelp: false, isReturning: false,
            passShownAt: nil, version: 0)
    }

    static func decision(
        _ verdict: Decision.Verdict = .approved, session: SessionID = sessionID, subject: PersonID? = person,
        reasons: [DecisionReason] = [], reviewer: ReviewerID? = nil
    ) -> Decision {
        Decision(
            verdict: verdict, reasons: reasons, session: session, subject: subject, policyName: policy.name,
            policyVersion: "1", matcherVersion: "1", decidedAt: now, reviewer: reviewer)
    }

    static func reviewCase(subject: PersonID = person, isPrivileged: Bool = false) -> ReviewCase {
        ReviewCase(
            id: caseID, session: sessionID, subject: subject, reference: "4F7-29K", openedAt: now,
            reasons: [.faceUncertain], isPrivileged: isPrivileged, state: .open, reviewer: nil, decidedAt: nil,
            note: nil, version: 0)
    }
}
